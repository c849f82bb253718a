package rules

import (
	"strings"

	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/compose"
)

// InvalidContainerName reports a `container_name` that Docker refuses: `web/1`, `my app`, `_db`, `x`.
//
// A name has two characters at least: letters, digits, `_`, `.` and `-`, a letter or digit first. Compose asks only that some part
// of the text looks so, loads the project, and fails when it creates the container. Variables are resolved.
//
// # What to do
//
// Delete the key: Compose names containers after project and service. Or leave out what is refused.
var InvalidContainerName = define(lint.Rule{
	ID: "invalid-container-name", Title: "Container name that Docker refuses", Severity: lint.Low, Since: "0.1",
	Presets: lint.Hygiene,
	Aliases: []string{"service-container-name-regex"},
	Refs: []lint.Ref{
		lint.Doc("container_name", "https://docs.docker.com/reference/compose-file/services/#container_name"),
	},
	Check: lint.EachService(checkInvalidContainerName),
})

func checkInvalidContainerName(p *lint.Pass, s *compose.Service) {
	if name := s.ContainerName; name.Known && name.V != "" && !compose.ContainerName(name.V) {
		shown := name.V[:min(len(name.V), 40)]
		p.Report(name.Span(), "Docker refuses the name %q; use letters, digits, _, . and -", strings.ToValidUTF8(shown, "?")).
			About("services." + s.Key.Value).Notes(name.Related())
	}
}
