package rules

import (
	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/container"
)

// PowerfulGroup reports `group_add` of a group whose members command the machine or read what only root should: `docker`,
// `lxd`, `libvirt`, `disk`, `kmem`, `shadow`.
//
// The group counts for what is mounted: with the socket of Docker or a disk in the container, an ordinary user in that group
// is as good as root on the host. Without it the group gains nothing now, and everything with the next mount.
//
// A number is not reported, since it says nothing of the group on the host, nor is group 0, which images that run as any user
// give their files.
//
// # What to do
//
// Delete the entry, and let the service reach the runtime through a proxy that lets little through.
var PowerfulGroup = define(lint.Rule{
	ID: "powerful-group", Title: "Group that commands the host added", Severity: lint.Medium, Since: "0.1",
	Presets: lint.Security,
	Refs:    []lint.Ref{lint.OWASP("2"), lint.CWE("250")},
	Check:   lint.EachDeployed(checkPowerfulGroup),
})

func checkPowerfulGroup(p *lint.Pass, c *container.Container) {
	for _, g := range c.Groups {
		switch g.Text.Value {
		case "docker", "lxd", "libvirt", "disk", "kmem", "shadow":
			if g.Known {
				p.Report(g.Text.Span, "group %s reaches what is only root's, once it is mounted from the host; leave it out", g.Text.Value).
					About(c.Subject).Notes(g.Notes)
			}
		}
	}
}
