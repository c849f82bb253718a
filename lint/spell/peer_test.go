package spell

import "testing"

func TestMeans(t *testing.T) {
	for _, c := range []struct {
		name, alias string
		want        bool
	}{
		{"DL3006", "DL3006", true},
		{"dl3006", "DL3006", true},
		{"hadolint/DL3006", "DL3006", true},
		{"hadolint/DL3007", "DL3006", false},
		{"buildkit/StageNameCasing", "StageNameCasing", true},
		{"tally/secrets-in-code", "tally/secrets-in-code", true},
		{"secrets-in-code", "tally/secrets-in-code", false},
		{"trivy/DS-0002", "DS-0002", false},
		{"hadolint/", "", false},
		{"KICS:Run Using Sudo", "KICS:Run Using Sudo", true},
		{"Run Using Sudo", "KICS:Run Using Sudo", true},
		{"kics:run using sudo", "KICS:Run Using Sudo", true},
		{"hadolint/Run Using Sudo", "KICS:Run Using Sudo", false},
	} {
		if got := Means(c.name, c.alias); got != c.want {
			t.Errorf("Means(%q, %q) is %t", c.name, c.alias, got)
		}
	}
}

func TestCode(t *testing.T) {
	for _, c := range []struct{ name, prefix, want string }{
		{"SC2086", "SC", "SC2086"},
		{"sc2086", "SC", "SC2086"},
		{"shellcheck/SC1040", "SC", "SC1040"},
		{"shellcheck/", "SC", ""},
		{"shellcheck/ShellCheck", "SC", ""},
		{"SC", "SC", ""},
		{"SC20x", "SC", ""},
		{"SC1234567", "SC", ""},
		{"DL3006", "SC", ""},
		{"3006", "", ""},
	} {
		if got, ok := Code(c.name, c.prefix); got != c.want || ok != (c.want != "") {
			t.Errorf("Code(%q, %q) is %q, %t", c.name, c.prefix, got, ok)
		}
	}
}
