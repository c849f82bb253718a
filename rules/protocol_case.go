package rules

import (
	"strings"

	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/dockerfile"
	"github.com/plimsoll-lint/plimsoll/lint/project"
)

// ProtocolCase reports `EXPOSE 53/UDP` and its like.
//
// BuildKit takes the protocol in any case and writes it in lower case into the image. Other programs that read the file may
// not.
//
// # What to do
//
// Write `EXPOSE 53/udp`.
var ProtocolCase = define(lint.Rule{
	ID: "protocol-case", Title: "Protocol of a port in capitals", Severity: lint.Info, Since: "0.1",
	Presets: lint.Hygiene,
	Aliases: []string{"ExposeProtoCasing"},
	Refs:    []lint.Ref{lint.Doc("ExposeProtoCasing", "https://docs.docker.com/reference/build-checks/expose-proto-casing/")},
	Check:   lint.EachInstruction(checkProtocolCase),
})

func checkProtocolCase(p *lint.Pass, in *dockerfile.Expose) {
	for _, word := range in.Ports {
		port := p.Unit.Resolve(word, in)
		_, proto, _ := strings.Cut(port.Value, "/")
		lower := strings.ToLower(proto)
		if !port.Known || proto == lower {
			continue
		}
		f := p.Report(word.Span, "the protocol of %s is in capitals; write %s", port.Value, lower).
			About(project.StageSubject(in.Stage())).Notes(port.Notes)
		if n := len(word.Value) - len(proto); word.Value == port.Value {
			f.Offer("write the protocol in lower case", lint.Edit{Span: word.At(n, len(word.Value)), New: lower})
		}
	}
}
