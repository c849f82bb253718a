package rules

import (
	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/container"
	"github.com/plimsoll-lint/plimsoll/lint/source"
)

// WeakenedTmpfs reports `tmpfs` with `exec`, `suid` or `dev`.
//
// Docker mounts these file systems so that nothing in them runs as a program, gains privileges or is a device. The option takes
// that back, and the folder that everybody may write to is where an attacker puts a program.
//
// A tmpfs without options is not reported: `noexec`, `nosuid` and `nodev` are the default. The long form in `volumes` cannot
// weaken them.
//
// # What to do
//
// Delete the option.
//
// # When it is fine
//
// Programs that unpack libraries into `/tmp` and load them from there need `exec`.
var WeakenedTmpfs = define(lint.Rule{
	ID: "weakened-tmpfs", Title: "Protection of a tmpfs taken back", Severity: lint.Low, Since: "0.1",
	Presets: lint.Security,
	Aliases: []string{"CL-0022"},
	Refs:    []lint.Ref{lint.OWASP("8"), lint.CWE("732")},
	Check:   lint.EachDeployed(checkWeakenedTmpfs),
})

func checkWeakenedTmpfs(p *lint.Pass, c *container.Container) {
	for _, m := range c.Tmpfs {
		for _, o := range m.Weakened() {
			f := p.Report(o.Span, "%s takes back the no%s of %s; delete it", o.Value, o.Value, m.Target)
			f.About(c.Subject).Keyed(m.Target, o.Value).Notes(m.Notes)
			if edit, ok := source.DeleteOption(o.Span); ok {
				f.OfferRisky("mount it with no"+o.Value+"; a program that relies on "+o.Value+" fails", edit)
			}
		}
	}
}
