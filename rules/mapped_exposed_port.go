package rules

import (
	"strings"

	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/dockerfile"
	"github.com/plimsoll-lint/plimsoll/lint/project"
)

// MappedExposedPort reports `EXPOSE` with an address or a port of the host: `EXPOSE 8080:80`, `EXPOSE 127.0.0.1:80:80`.
//
// `EXPOSE` says on which port the program listens. It publishes nothing, so it cannot map a port either: BuildKit takes
// the last part and drops the others. Who believes that the line binds a port to an address is wrong. BuildKit says that
// it will refuse the form.
//
// # What to do
//
// Name the port of the container alone, and map it where the container is run: `docker run -p 127.0.0.1:8080:80`.
var MappedExposedPort = define(lint.Rule{
	ID: "mapped-exposed-port", Title: "EXPOSE with a mapping", Severity: lint.Info, Since: "0.1",
	Presets: lint.Hygiene,
	Aliases: []string{"ExposeInvalidFormat"},
	Refs:    []lint.Ref{lint.Doc("ExposeInvalidFormat", "https://docs.docker.com/reference/build-checks/expose-invalid-format/")},
	Check:   lint.EachInstruction(checkMappedExposedPort),
})

func checkMappedExposedPort(p *lint.Pass, in *dockerfile.Expose) {
	for _, word := range in.Ports {
		port := p.Unit.Resolve(word, in)
		n := strings.LastIndexByte(port.Value, ':')
		if !port.Known || n < 0 || n+1 == len(port.Value) || strings.Trim(port.Value[:n], ":") == "" {
			continue
		}
		f := p.Report(word.Span, "EXPOSE maps no ports: of %s only %s counts; write that", port.Value, port.Value[n+1:]).
			About(project.StageSubject(in.Stage())).Notes(port.Notes)
		if word.Value == port.Value {
			f.Offer("keep the part that counts", lint.Edit{Span: word.At(0, n+1)})
		}
	}
}
