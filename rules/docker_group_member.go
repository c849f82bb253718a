package rules

import (
	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/project"
)

// DockerGroupMember reports users that a shipping stage makes members of the groups `docker`, `lxd`, `libvirt` or `disk`.
//
// The group is there for one thing: a socket or device of the host that will be mounted into the container. Whoever
// is in it commands the daemon, and that is root on the host, so that the ordinary user of the image protects nothing.
//
// # What to do
//
// Leave the group out, and the socket too. Builds inside containers can do without a daemon: BuildKit rootless, Buildah,
// or a build service.
//
// # When it is fine
//
// In images of CI runners and dev containers that are meant to control Docker. Ignore the finding and say so.
var DockerGroupMember = define(lint.Rule{
	ID: "docker-group-member", Title: "User in a group that commands the host", Severity: lint.Low, Since: "0.1",
	Presets: lint.Security,
	Refs:    []lint.Ref{lint.OWASP("1"), lint.CWE("250")},
	Check:   lint.EachCommand(checkDockerGroupMember, "usermod", "useradd", "adduser", "addgroup", "gpasswd", "groupmems"),
})

func checkDockerGroupMember(p *lint.Pass, c project.Command) {
	for _, m := range c.Memberships() {
		switch m.Group {
		case "docker", "lxd", "libvirt", "disk":
			if m.User != "root" && p.Unit.Ships(c.Run.Stage()) {
				p.Report(m.Span, "members of %s command the host once its socket is mounted; leave %s out", m.Group, m.User).
					About(c.Subject).Keyed(m.User, m.Group)
			}
		}
	}
}
