package rules

import (
	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/project"
)

// SecretInCommand reports credentials that stand in the commands of a Dockerfile, be it `RUN`, `CMD`, `ENTRYPOINT` or
// `HEALTHCHECK`: passwords in URLs (`https://user:password@host`), in options (`curl -u`, `docker login -p`, `mysql -p`, `sshpass
// -p`), in headers (`Authorization: Bearer`), in logins and settings (`az login`, `npm config set`), in variables of the
// shell, and in files such as `.netrc` that the build writes; tokens of known issuers and private keys anywhere in a script;
// and passwords in the addresses of `ADD` and in labels.
//
// Whoever has the Dockerfile has them, and so has everybody who pulls the image: its history shows each command. A
// stage that does not ship keeps them out of the image, not out of the repository.
//
// Variables, files, marked stand-ins (`<token>`, `%PASSWORD%`), words such as `password`, the name of the user once more, and
// requests to the machine itself are no credentials. Trivy knows the commands for logging in only, and reports them whatever
// they are given.
//
// # What to do
//
// Take the value away and change the credential: it has been published. Give it to the build as a secret:
//
//	RUN --mount=type=secret,id=netrc,target=/root/.netrc curl -n -O https://dl.example.com/a.tgz
var SecretInCommand = define(lint.Rule{
	ID: "secret-in-command", Title: "Credential in a command", Severity: lint.High, Since: "0.1",
	Presets:   lint.Security | lint.Benchmark,
	Precision: lint.PrecisionHigh,
	Aliases:   []string{"DS-0031", "tally/secrets-in-code", "KICS:Passwords And Secrets"},
	Refs:      []lint.Ref{lint.CIS("4.10"), lint.OWASP("12"), lint.CWE("798")},
	Check:     lint.EachUnit(checkSecretInCommand),
})

func checkSecretInCommand(p *lint.Pass, u *project.Unit) {
	for _, c := range u.Credentials() {
		p.Report(c.Span, "%s stands in the file and in the history of the image; use a secret", c.What).About(c.Subject)
	}
}
