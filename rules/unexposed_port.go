package rules

import (
	"strings"

	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/dockerfile"
	"github.com/plimsoll-lint/plimsoll/lint/project"
)

// UnexposedPort reports a published port behind which the image exposes nothing, while it exposes others.
//
// Either the number is a slip, and the port leads nowhere; or something listens there that the image does not speak of, which
// is then open to the network although nobody who reads the Dockerfile expects it.
//
// The ports of the base image count where they are known. Nothing is said where a command, a variable, a label or the health
// check names the port, or where the service is given files that may do so; nor of images that expose nothing at all.
//
// # What to do
//
// Publish the port that the image exposes, or add the port to `EXPOSE`.
var UnexposedPort = define(lint.Rule{
	ID: "unexposed-port", Title: "Published port that the image does not expose", Severity: lint.Low, Since: "0.1",
	Presets:   lint.Hygiene,
	Precision: lint.PrecisionMedium,
	Refs:      []lint.Ref{lint.CIS("5.9"), lint.OWASP("5a")},
	Check:     lint.EachStack(checkUnexposedPort),
})

func checkUnexposedPort(p *lint.Pass, s *project.Stack) {
	for _, port := range s.Unexposed(p.Unit) {
		exposed, _ := s.Exposed()
		f := p.Report(port.Span, "%s exposes %s and not %s; publish what it listens on", s.Container.Name, portList(exposed), port.Target)
		f.About(s.Container.Subject).Notes(port.Notes)
		if s.Image != nil {
			for _, e := range s.Image.Ports() {
				f.Note(e.Text.Span, "the image exposes this")
			}
		}
	}
}

// portList shows the first few ports.
func portList(ports []dockerfile.PortRange) string {
	var words []string
	for _, r := range ports {
		if len(words) == 3 {
			words[2] = "..."
			break
		}
		words = append(words, r.String())
	}
	return strings.Join(words, ", ")
}
