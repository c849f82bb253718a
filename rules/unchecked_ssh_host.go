package rules

import (
	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/project"
)

// UncheckedSshHost reports settings that make ssh take any key for that of the host: `StrictHostKeyChecking no` as an
// option of `ssh`, `scp`, `git` and their like, in `GIT_SSH_COMMAND` and other variables, and in what the build writes into
// `ssh_config`; and `ANSIBLE_HOST_KEY_CHECKING=false`. `accept-new` is as bad where the keys are kept in `/dev/null`.
//
// Anybody on the way can then answer in place of the host. In a build they put code of their own into the image; in a
// configuration or variable that stays, the container is open to it too. Passwords that are typed there are theirs.
//
// # What to do
//
// Bring the key of the host along, as its owner publishes it:
//
//	COPY known_hosts /etc/ssh/ssh_known_hosts
//
// # When it is fine
//
// `Host` sections for the machine itself, which are left out.
var UncheckedSshHost = define(lint.Rule{
	ID: "unchecked-ssh-host", Title: "Check of SSH host keys switched off", Severity: lint.High, Since: "0.1",
	Presets: lint.Security,
	Refs:    []lint.Ref{lint.OWASP("13"), lint.CWE("322"), lint.CWE("295")},
	Check:   lint.EachUnit(checkUncheckedSshHost),
})

func checkUncheckedSshHost(p *lint.Pass, u *project.Unit) {
	for _, s := range u.UncheckedSSH() {
		p.Report(s.Span, "with %s, ssh trusts any host that answers; add its key to known_hosts", s.Name+" "+s.Value).About(s.Subject)
	}
}
