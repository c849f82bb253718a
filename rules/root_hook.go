package rules

import (
	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/container"
)

// RootHook reports `post_start`, `pre_stop` and `develop.watch` hooks that run as root in a container whose service is an
// ordinary user.
//
// The hook reads files that the service may write: scripts, settings, links. Who has taken over the service waits there for
// the next start or stop and is root in the container.
//
// # What to do
//
// Delete `user`, so that the hook runs as the service does, or do the work when the image is built.
//
// # When it is fine
//
// Setting the owner of a volume before the service uses it.
var RootHook = define(lint.Rule{
	ID: "root-hook", Title: "Hook runs as root", Severity: lint.Low, Since: "0.1",
	Presets: lint.Hygiene | lint.Benchmark,
	Refs: []lint.Ref{
		lint.CIS("5.24"), lint.OWASP("2"), lint.CWE("250"),
		lint.Doc("Lifecycle hooks", "https://docs.docker.com/compose/how-tos/lifecycle/"),
	},
	Check: lint.EachDeployed(checkRootHook),
})

func checkRootHook(p *lint.Pass, c *container.Container) {
	if !c.User.Known || c.User.Value.StaysRoot() {
		return
	}
	for _, h := range c.Hooks {
		if h.User.Known && h.User.Value.Root {
			p.Report(h.User.Origin.Span, "the %s hook is root in %s, which is not; delete user", h.When, c.Name).
				About(c.Subject).Keyed(h.When).Notes(h.User.Origin.Notes)
		}
	}
}
