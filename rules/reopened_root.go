package rules

import (
	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/project"
)

// ReopenedRoot reports `read_only: true` of a service whose image has a `VOLUME` at a place of programs or settings: below
// `/usr` or `/etc`, or where `COPY` puts the program.
//
// Docker makes a writable volume for each `VOLUME`, read-only root or not, and fills it with what the image has there. So what
// the setting is to prevent stays possible: who breaks in changes the program, and the change is there until the container is
// made anew.
//
// Places where programs keep their data are not reported.
//
// # What to do
//
// Take the `VOLUME` out of the Dockerfile. For an image of somebody else mount a volume or a tmpfs there with `read_only`, or
// one that holds what has to change and nothing else.
var ReopenedRoot = define(lint.Rule{
	ID: "reopened-root", Title: "Writable volume in a read-only container", Severity: lint.Low, Since: "0.1",
	Presets:   lint.Hygiene,
	Precision: lint.PrecisionHigh,
	Refs:      []lint.Ref{lint.CIS("5.13"), lint.OWASP("8")},
	Check:     lint.EachStack(checkReopenedRoot),
})

func checkReopenedRoot(p *lint.Pass, s *project.Stack) {
	for _, v := range s.Reopened() {
		p.Report(s.Container.ReadOnly.Origin.Span, "VOLUME %s of the image stays writable; mount something read-only there", v.Path).
			About(s.Container.Subject).Keyed(v.Path).Note(v.At, "the image makes it a volume").Notes(s.Container.ReadOnly.Origin.Notes)
	}
}
