package shell

import "testing"

func TestLostStatement(t *testing.T) {
	for text, want := range map[string]string{
		"Invoke-WebRequest u -OutFile a; Expand-Archive a":                             "Invoke-WebRequest",
		"Invoke-WebRequest u -OutFile a":                                               "",
		"$ErrorActionPreference = 'Stop'; Invoke-WebRequest u; a":                      "",
		"$erroractionpreference=\"stop\"; Invoke-WebRequest u; a":                      "",
		"$ErrorActionPreference = 'Continue'; Invoke-WebRequest u; a":                  "Invoke-WebRequest",
		"$ProgressPreference = 'SilentlyContinue'; Invoke-WebRequest u":                "",
		"$ProgressPreference = 'SilentlyContinue'; Invoke-WebRequest u; Remove-Item a": "Invoke-WebRequest",
		"$x = Invoke-RestMethod u; Write-Host $x":                                      "Invoke-RestMethod",
		"$x = (Invoke-RestMethod u); Write-Host $x":                                    "Invoke-RestMethod",
		"Invoke-WebRequest u -ErrorAction Stop; a":                                     "",
		"try { Invoke-WebRequest u } catch { exit 1 }; a":                              "",
		"Invoke-WebRequest u; if ($LASTEXITCODE -ne 0) { b }":                          "",
		"choco install a; choco install b":                                             "",
		"Write-Host a; b":                                                              "",
		"Write-Host 'Invoke-WebRequest u; a'":                                          "",
		"a { Invoke-WebRequest u; b }":                                                 "",
		"Invoke-WebRequest `; u":                                                       "",
		"Invoke-WebRequest u\nRemove-Item a\n":                                         "Invoke-WebRequest",
		"Get-Item a |\n  Remove-Item\n":                                                "",
		"# Invoke-WebRequest u\nRemove-Item a":                                         "",
		"@'\nInvoke-WebRequest u;\n'@; a":                                              "",
		"\"a`\"; Invoke-WebRequest u\"; b":                                             "",
		"'it''s; Invoke-WebRequest u'; b":                                              "",
		"Invoke-WebRequest u # why; a\n# done\n":                                       "",
		"":                                                                             "",
		"'":                                                                            "",
		"`":                                                                            "",
		";;":                                                                           "",
		"$":                                                                            "",
		"$;":                                                                           "",
	} {
		got := ""
		if start, end, ok := LostStatement(text); ok {
			got = text[start:end]
		}
		if got != want {
			t.Errorf("%s: %q, want %q", text, got, want)
		}
	}
}

func FuzzLostStatement(f *testing.F) {
	f.Add("\u0130")
	f.Add("$x = (Invoke-RestMethod u); <# #> @'\n'@ \"`\" # a\n")
	f.Fuzz(func(t *testing.T, text string) {
		if start, end, ok := LostStatement(text); ok && (start < 0 || start >= end || end > len(text)) {
			t.Errorf("%q: %d-%d", text, start, end)
		}
	})
}
