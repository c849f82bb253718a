package rules

import (
	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/project"
)

// WeakSshServer reports settings of sshd that make it easier to log in, where the image that ships gets them: `PermitRootLogin
// yes`, `PasswordAuthentication yes` and `PermitEmptyPasswords yes`, written into `sshd_config` or changed there by `sed`.
//
// Whoever reaches the port may guess passwords, those of root too, or needs none.
//
// # What to do
//
// Log in with `docker exec`, and leave sshd out of the image. Where it has to be there, take keys only:
//
//	RUN printf 'PermitRootLogin no\nPasswordAuthentication no\n' > /etc/ssh/sshd_config.d/10-keys.conf
var WeakSshServer = define(lint.Rule{
	ID: "weak-ssh-server", Title: "SSH server that takes passwords or root", Severity: lint.Medium, Since: "0.1",
	Presets: lint.Security,
	Refs:    []lint.Ref{lint.CIS("5.7"), lint.CWE("1391")},
	Check:   lint.EachUnit(checkWeakSshServer),
})

func checkWeakSshServer(p *lint.Pass, u *project.Unit) {
	for _, s := range u.WeakSSHServer() {
		p.Report(s.Span, "%s yes makes it easier to log in from the network; take keys of users only", s.Name).About(s.Subject)
	}
}
