package rules

import (
	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/compose"
	"github.com/plimsoll-lint/plimsoll/lint/project"
)

// DuplicateContainerName reports a `container_name` that another service of the project has as well.
//
// A name is one container's on the whole host: the second one does not start. Services that both have `profiles` may never run
// together and are not reported.
//
// # What to do
//
// Delete the key: Compose names containers after project and service.
var DuplicateContainerName = define(lint.Rule{
	ID: "duplicate-container-name", Title: "Container name used twice", Severity: lint.Low, Since: "0.1",
	Presets: lint.Hygiene,
	Aliases: []string{"no-duplicate-container-names"},
	Refs: []lint.Ref{
		lint.Doc("container_name", "https://docs.docker.com/reference/compose-file/services/#container_name"),
	},
	Check: lint.EachUnit(checkDuplicateContainerName),
})

func checkDuplicateContainerName(p *lint.Pass, u *project.Unit) {
	if u.Compose == nil {
		return
	}
	first := map[string]*compose.Service{}
	for _, s := range u.Compose.Services {
		name := s.ContainerName
		if !name.Known || name.V == "" {
			continue
		}
		other := first[name.V]
		if other == nil {
			first[name.V] = s
			continue
		}
		if s.Profiles.Set && other.Profiles.Set {
			continue
		}
		p.Report(name.Span(), "%s has this name already, so %s does not start; delete the key", other.Key.Value, s.Key.Value).
			About("services."+s.Key.Value).Notes(name.Related()).Note(other.ContainerName.Span(), "the name is given here as well")
	}
}
