package rules

import (
	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/label"
	"github.com/plimsoll-lint/plimsoll/lint/project"
)

// InvalidLabelKey reports labels whose names break Docker's rules for them.
//
// A name begins with a lower-case letter and ends with one or with a digit. Between them stand lower-case letters, digits,
// single dots and single hyphens; the slash and the underscore, which Kubernetes uses, are let through. The namespaces
// `com.docker.`, `io.docker.` and `org.dockerproject.` are Docker's own: there, a label of yours may come to mean something
// to a tool that you never heard of. The labels of extensions of Docker Desktop are written by the authors of extensions, and
// not reported.
//
// Docker takes other names all the same, but filters, selectors and registries do not always find them.
//
// # What to do
//
// Write the name in lower case, below a domain that is yours: `com.example.release-date`. For what the Open Container
// Initiative has a name for, take that: `org.opencontainers.image.version`.
//
// # When it is fine
//
// Some readers want names of their own kind, such as the `RUN` and `INSTALL` of atomic hosts. Ignore the rule there.
var InvalidLabelKey = define(lint.Rule{
	ID: "invalid-label-key", Title: "Label with an invalid name", Severity: lint.Info, Since: "0.1",
	Presets: lint.Hygiene | lint.Hadolint,
	Aliases: []string{"DL3048", "tally/labels/valid-key"},
	Refs: []lint.Ref{
		lint.Doc("Docker: key format recommendations", "https://docs.docker.com/engine/manage-resources/labels/#key-format-recommendations"),
	},
	Check: lint.EachLabel(checkInvalidLabelKey),
})

func checkInvalidLabelKey(p *lint.Pass, l project.Label) {
	if !l.Key.Known {
		return
	}
	if fault := label.KeyFault(l.Key.Value); fault != "" {
		p.Report(l.Name.Span, "label %s %s; rename it", l.Key.Value, fault).About(l.Subject)
	}
}
