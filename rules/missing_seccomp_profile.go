package rules

import (
	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/container"
)

// MissingSeccompProfile reports `seccomp=FILE` in `security_opt` where the repository has no such file.
//
// Compose reads the file itself, from the folder of the project, also for a service of an included file, and starts nothing
// without it. Who is in a hurry then writes `unconfined`.
//
// Absolute paths, paths outside of the repository and files that `.gitignore` names are not known, and not reported.
//
// # What to do
//
// Add the profile, or write its path as it is from the folder of the project.
var MissingSeccompProfile = define(lint.Rule{
	ID: "missing-seccomp-profile", Title: "Filter of system calls that is not there", Severity: lint.Low, Since: "0.1",
	Presets: lint.Hygiene,
	Refs: []lint.Ref{
		lint.CIS("5.22"), lint.OWASP("6"),
		lint.Doc("security_opt", "https://docs.docker.com/reference/compose-file/services/#security_opt"),
	},
	Check: lint.EachDeployed(checkMissingSeccompProfile),
})

func checkMissingSeccompProfile(p *lint.Pass, c *container.Container) {
	if s := c.Seccomp; s.Known && s.Set() && p.Unit.Lacks(s.Value.Profile) {
		p.Report(s.Origin.Span, "%s does not start: there is no file %s", c.Name, s.Value.Profile).About(c.Subject).Notes(s.Origin.Notes)
	}
}
