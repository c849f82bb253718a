package rules

import (
	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/container"
)

// WeakenedHardening reports that an override file, an `extends`, `!reset` or `!override` takes away protection that the file
// or service below it gives: a read-only root, a user that is not root, dropped capabilities, `no-new-privileges`, a seccomp or
// AppArmor profile, `privileged: false`.
//
// Whoever reads the base takes the container to be hardened, and what runs is not. `docker compose up` loads
// `compose.override.yaml` without being told to.
//
// # What to do
//
// Delete what takes it away, or give exactly what is needed: one capability, a `tmpfs` for one folder.
//
// # When it is fine
//
// An override for development that never reaches a server.
var WeakenedHardening = define(lint.Rule{
	ID: "weakened-hardening", Title: "Hardening taken back by an override", Severity: lint.Medium, Since: "0.1",
	Presets: lint.Security,
	Refs:    []lint.Ref{lint.OWASP("3"), lint.OWASP("4"), lint.CWE("1188")},
	Check:   lint.EachDeployed(checkWeakenedHardening),
})

func checkWeakenedHardening(p *lint.Pass, c *container.Container) {
	for _, w := range c.Weakened {
		p.Report(w.At, "%s takes back %s of the base: %s; delete it", c.Name, w.Key, w.Now).
			About(c.Subject).Keyed(w.Key, w.Now).Note(w.Was, "the base has it here")
	}
}
