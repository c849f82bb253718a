package rules

import (
	"strings"

	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/project"
)

// UnusedUser reports Dockerfiles that create a user and then ship the container as root.
//
// The line that creates the user shows what was meant; the `USER` that makes it true is missing.
//
// Not reported are users that own files, that an entrypoint changes to, or that anything else in the build names; nor
// those of servers that begin as root and change to a user of their own, such as nginx; nor builds that create several
// users, since those keep parts of a program apart.
//
// # What to do
//
//	USER app
var UnusedUser = define(lint.Rule{
	ID: "unused-user", Title: "User created but not used", Severity: lint.Low, Since: "0.1",
	Presets:   lint.Security,
	Precision: lint.PrecisionHigh,
	Aliases:   []string{"tally/user-created-but-never-used"},
	Refs:      []lint.Ref{lint.CIS("4.1"), lint.OWASP("2")},
	Check:     lint.EachUnit(checkUnusedUser),
})

func checkUnusedUser(p *lint.Pass, u *project.Unit) {
	for _, c := range u.Containers {
		if u.Dockerfile == nil || !c.User.Known || !c.User.Value.StaysRoot() {
			continue
		}
		users := u.UsersAdded()
		if len(users) != 1 {
			continue
		}
		for _, added := range users {
			if !u.Names(added.Name) && !ownServer(added.Name) {
				p.Report(added.Span, "%s is created, but the container runs as root; add USER %s", added.Name, added.Name).
					About(added.Subject).Keyed(added.Name)
			}
		}
	}
}

// ownServer reports whether a user is known as that of a server which begins as root, to open its port or to read its
// keys, and changes to that user itself. Names with an underscore in front are those of the servers of BSD.
func ownServer(name string) bool {
	switch name {
	case "apache", "avahi", "bind", "chrony", "clamav", "dnsmasq", "dovecot", "ftp", "haproxy", "httpd", "lighttpd",
		"memcache", "memcached", "messagebus", "mysql", "named", "nginx", "ntp", "openvpn", "postfix", "proxy", "sshd",
		"squid", "stunnel", "tor", "unbound", "varnish", "vsftpd", "www-data":
		return true
	}
	return strings.HasPrefix(name, "_")
}
