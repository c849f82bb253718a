package rules

import (
	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/project"
)

// AttackPathNeighbour reports ways from outside to the host over a neighbour: a service is published on more than the loopback
// address, and is root or open to everybody; on one of its networks another service listens that is root itself and holds the
// host, by a control socket, `privileged`, a writable path of the host or a capability such as `SYS_ADMIN`.
//
// Who takes over the first service talks to the second one, which nobody else could reach. It takes one hole more than
// `attack-path`. The steps are numbered, each with its line.
//
// A service counts as listening if it has `ports` or `expose`, or if the first one is told its name by `links` or a variable.
//
// # What to do
//
// Put the two on separate networks unless they have to talk. Else bind the port to `127.0.0.1`, or take the hold on the
// host away.
var AttackPathNeighbour = define(lint.Rule{
	ID: "attack-path-neighbour", Title: "Published port leads to the host over a neighbour", Severity: lint.High, Since: "0.1",
	Presets:   lint.Security,
	Precision: lint.PrecisionHigh,
	Refs:      []lint.Ref{lint.CIS("5.32"), lint.CIS("5.14"), lint.OWASP("5"), lint.CWE("250")},
	Check:     lint.EachUnit(checkAttackPathNeighbour),
})

func checkAttackPathNeighbour(p *lint.Pass, u *project.Unit) {
	_, paths := u.Reach()
	for i := range paths {
		path := &paths[i]
		if path.Direct() || path.API.Name != "" {
			continue
		}
		entry := path.Entry.Container
		f := p.Report(path.Entry.Port.Span, "%s leads to the host over a neighbour: %s -> %s -> %s; %s",
			entry.Name, entry.Name, path.Holder.Name, path.Grips[0].What, cheapestCut(path))
		f.About(entry.Subject).Keyed("to", path.Holder.Name)
		hopOutside(f, path)
		if entry.TakenAsRoot() {
			hopUser(f, entry)
		}
		hopNetwork(f, path)
		hopUser(f, path.Holder)
		hopGrips(f, path)
	}
}
