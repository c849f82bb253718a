package rules

import (
	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/dockerfile"
	"github.com/plimsoll-lint/plimsoll/lint/project"
)

// TwoDownloaders reports stages that run both `curl` and `wget`.
//
// One of them is enough. Each is a program more to install, to keep up to date, and for an intruder to fetch tools with.
//
// What is only installed is not counted, and stages are looked at one by one, since another stage is another image.
//
// # What to do
//
// Take one. `curl -fsSLO URL` does what `wget URL` does.
var TwoDownloaders = define(lint.Rule{
	ID: "two-downloaders", Title: "Both curl and wget used", Severity: lint.Info, Since: "0.1",
	Presets: lint.Hygiene | lint.Hadolint,
	Aliases: []string{"DL4001", "DS-0014", "KICS:Run Using 'wget' and 'curl'", "use-either-wget-or-curl"},
	Check:   lint.EachUnit(checkTwoDownloaders),
})

func checkTwoDownloaders(p *lint.Pass, u *project.Unit) {
	if len(u.Commands("curl")) == 0 || len(u.Commands("wget")) == 0 {
		return
	}
	var first project.Command // of the stage at hand
	var done *dockerfile.Stage
	for _, c := range u.Commands("curl", "wget") {
		stage := c.Run.Stage()
		switch {
		case first.Command == nil || first.Run.Stage() != stage:
			first = c
		case c.Name != first.Name && done != stage:
			done = stage
			p.Report(c.Words[0].Span(), "%s is used here and %s before; one of them is enough", c.Name, first.Name).
				About(c.Subject).Keyed("curl and wget").Note(first.Words[0].Span(), first.Name+" is used here")
		}
	}
}
