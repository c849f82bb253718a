package rules

import (
	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/container"
	"github.com/plimsoll-lint/plimsoll/lint/project"
)

// UnwritablePath reports `read_only: true` of a service whose image is known to write, when it starts, to a path that is then
// read-only.
//
// The container does not start, or works only in part. Mostly `read_only` is what goes then, and with it the protection.
//
// What images write to was read from their sources and is as old as the date that is shown; one that has a command of its own,
// or of which only common knowledge speaks, is not reported. What a Dockerfile adds is not known and not asked for.
//
// # What to do
//
// Give the path a `tmpfs`, or a volume where the data is to stay.
var UnwritablePath = define(lint.Rule{
	ID: "unwritable-path", Title: "Read-only where the image writes", Severity: lint.Low, Since: "0.1",
	Presets:   lint.Hygiene,
	Precision: lint.PrecisionMedium,
	Refs:      []lint.Ref{lint.CIS("5.13"), lint.OWASP("8")},
	Check:     lint.EachStack(checkUnwritablePath),
})

func checkUnwritablePath(p *lint.Pass, s *project.Stack) {
	needs := s.Unwritable()
	lines, offer := []string{"tmpfs:"}, len(s.Service.Tmpfs.Items) == 0
	for _, n := range needs {
		lines, offer = append(lines, "  - "+n.Name), offer && container.Scratch(n.Name)
	}
	for i, n := range needs {
		c := s.Container
		f := p.Report(c.ReadOnly.Origin.Span, "%s writes to %s when it starts; mount a tmpfs there", c.Image.Value.Familiar(), n.Name).
			About(c.Subject).Keyed(n.Name).Notes(c.ReadOnly.Origin.Notes)
		if edit, ok := c.AddKey(lines...); ok && offer && i == 0 {
			f.Offer("mount a tmpfs wherever the image writes when it starts", edit)
		}
	}
}
