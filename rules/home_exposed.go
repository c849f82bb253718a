package rules

import (
	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/container"
)

// HomeExposed reports mounts of a whole home folder, of all of them, or of the folders in which programs keep a
// user's credentials: `.ssh`, `.aws`, `.docker`, `.kube`, `.gnupg` and others.
//
// The container reads the keys of the person or the machine account that runs it, and often writes them.
//
// A secret whose file is one of those is not reported: it gives away that one credential, and on purpose.
//
// # What to do
//
// Mount the one folder that is worked on. Give the program a credential of its own, as a secret.
var HomeExposed = define(lint.Rule{
	ID: "home-exposed", Title: "Home folder or credentials of a user mounted", Severity: lint.High, Since: "0.1",
	Presets: lint.Security | lint.Benchmark,
	Aliases: []string{"CL-0013", "KICS:Volume Has Sensitive Host Directory"},
	Refs:    []lint.Ref{lint.CIS("5.6"), lint.OWASP("8"), lint.OWASP("12")},
	Check:   lint.EachDeployed(checkHomeExposed),
})

func checkHomeExposed(p *lint.Pass, c *container.Container) {
	for _, m := range c.Mounts {
		if m.Source.Known && m.Source.Value.Home() && !m.Source.Value.IsControlSocket() && !m.Granted() {
			p.Report(m.SourceSpan, "%s reads the credentials in %s; mount only the folder it works on", c.Name, m.Source.Value).
				About(c.Subject).Keyed(string(m.Source.Value)).Notes(m.Notes)
		}
	}
}
