package rules

import (
	"strings"

	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/compose"
	"github.com/plimsoll-lint/plimsoll/lint/source"
)

// UnquotedPort reports published ports without quotes that readers of YAML 1.1 take for a number to the base of 60: `2222:22`
// is 133342 to them.
//
// Compose reads the text as it stands. Older versions, and tools in Python and Ruby that work on the file, do not, and miss the
// port or publish another one. Only a port below 60 behind the colon is read so; other entries need no quotes, though some tools
// ask for them.
//
// # What to do
//
// Write quotes: `"2222:22"`.
var UnquotedPort = define(lint.Rule{
	ID: "unquoted-port", Title: "Port that is read as a number", Severity: lint.Info, Since: "0.1",
	Presets: lint.Hygiene,
	Aliases: []string{"require-quotes-in-ports"},
	Refs:    []lint.Ref{lint.Doc("ports", "https://docs.docker.com/reference/compose-file/services/#ports")},
	Check:   lint.EachService(checkUnquotedPort),
})

func checkUnquotedPort(p *lint.Pass, s *compose.Service) {
	for _, port := range s.Ports {
		at := port.Text.Span
		if at.Len() == 0 || string(at.Bytes()) != port.Text.Value || !sexagesimal(port.Text.Value) || at != port.Span {
			continue
		}
		quote := func(offset int) source.Edit { return source.Edit{Span: at.File.Span(offset, offset), New: `"`} }
		p.Report(at, "YAML 1.1 reads %s as one number; quote it", port.Text.Value).
			About("services."+s.Key.Value).Offer("quote the port", quote(at.Start), quote(at.End))
	}
}

// sexagesimal reports whether YAML 1.1 takes a text of two ports for a number to the base of 60.
func sexagesimal(text string) bool {
	first, second, ok := strings.Cut(text, ":")
	number := func(digits string) bool { return digits != "" && strings.Trim(digits, "0123456789") == "" }
	return ok && number(first) && number(second) && first[0] != '0' &&
		(len(second) == 1 || len(second) == 2 && second[0] < '6')
}
