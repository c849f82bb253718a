package rules

import (
	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/project"
	"github.com/plimsoll-lint/plimsoll/lint/source"
)

// UnusedBuildSecret reports entries of `build.secrets` and `build.ssh` that no `RUN --mount` of what is built takes.
//
// A build that fetches packages can read every secret that it is given; one that nobody uses is a risk for nothing. Often the id
// is a slip, and the build goes on without the secret, or asks for it by another way, such as a build argument.
//
// # What to do
//
// Delete the entry, or mount it: `RUN --mount=type=secret,id=...`.
var UnusedBuildSecret = define(lint.Rule{
	ID: "unused-build-secret", Title: "Secret that the build does not use", Severity: lint.Low, Since: "0.1",
	Presets: lint.Hygiene,
	Refs: []lint.Ref{
		lint.OWASP("12"), lint.Doc("Build secrets", "https://docs.docker.com/build/building/secrets/"),
	},
	Check: lint.EachStack(checkUnusedBuildSecret),
})

func checkUnusedBuildSecret(p *lint.Pass, s *project.Stack) {
	for _, g := range s.UnusedGrants() {
		f := p.Report(g.At, "no RUN of %s mounts the %s %s; delete it, or mount it by this id", s.Container.Name, g.Name(), g.ID)
		f.About(s.Container.Subject).Keyed(g.Kind, g.ID)
		if edit, ok := source.DeleteItem(g.At); ok {
			f.OfferRisky("delete the entry; a frontend of one's own may use it all the same", edit)
		}
	}
}
