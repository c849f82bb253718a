package rules

import (
	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/project"
	"github.com/plimsoll-lint/plimsoll/lint/shell"
)

// PasswordCommand reports builds that give a user a password, or an empty one: `chpasswd`, `passwd -d`, `passwd --stdin`,
// `usermod -p`, `useradd -p`.
//
// The password, or its hash, is in a layer of the image, and it is the same in every container. A password that is written out
// can be read by whoever has the file, or the history of the image. With it, a process of an ordinary user becomes root by
// `su`, and where a server for logins runs, anybody on the network does. An empty password needs no reading.
//
// A password from a build argument or a secret is reported as well: what it is changes, but its hash still ships. Not reported
// are hashes that lock the account (`*`, `!`) and passwords that the build draws by lot.
//
// # What to do
//
// Leave the password out: a user without one cannot log in, and no service needs that. `USER` and `docker exec -u` ask for none.
// Who has to log in gets a key when the container starts.
var PasswordCommand = define(lint.Rule{
	ID: "password-command", Title: "Password set in the image", Severity: lint.High, Since: "0.1",
	Presets: lint.Security,
	Aliases: []string{"CKV2_DOCKER_17"},
	Refs:    []lint.Ref{lint.OWASP("12"), lint.CWE("798"), lint.CWE("258")},
	Check:   lint.EachCommand(checkPasswordCommand, "chpasswd", "passwd", "usermod", "useradd"),
})

func checkPasswordCommand(p *lint.Pass, c project.Command) {
	for _, password := range c.AccountPasswords() {
		who := password.User
		if who == "" {
			who = "a user"
		}
		message := "%s bakes the password of %s into the image; leave it out"
		switch password.Kind {
		case shell.PasswordGiven:
			message = "%s gives %s a password that everybody can read; leave it out"
		case shell.PasswordEmpty:
			message = "%s gives %s an empty password; leave it out"
		}
		p.Report(password.At, message, c.Name, who).About(c.Subject).Keyed(c.Name, who)
	}
}
