package rules

import (
	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/project"
)

// MissingBuildSecret reports builds of a Compose service that mount a secret which the service does not give.
//
// With `required` the build fails. Without it the file is simply not there, and the build goes on as if there were no secret:
// with public packages in place of private ones of the same name, or without the checks that needed it.
//
// A mount that is not required counts only where no service of the project gives the secret to the Dockerfile.
//
// # What to do
//
// Name the secret under `build.secrets` by the id of the mount, and mount it with `required`.
var MissingBuildSecret = define(lint.Rule{
	ID: "missing-build-secret", Title: "Build without the secret that it mounts", Severity: lint.Low, Since: "0.1",
	Presets: lint.Hygiene,
	Refs: []lint.Ref{
		lint.OWASP("12"), lint.Doc("Build secrets", "https://docs.docker.com/build/building/secrets/"),
	},
	Check: lint.EachStack(checkMissingBuildSecret),
})

func checkMissingBuildSecret(p *lint.Pass, s *project.Stack) {
	seen := map[string]bool{}
	for _, g := range p.Unit.MissingGrants(s) {
		if !seen[g.Kind+g.ID] {
			seen[g.Kind+g.ID] = true
			p.Report(s.Service.Build.Key.Span, "the build of %s mounts the %s %s; give it under build", s.Container.Name, g.Name(), g.ID).
				About(s.Container.Subject).Keyed(g.Kind, g.ID).Note(g.At, "it is mounted here")
		}
	}
}
