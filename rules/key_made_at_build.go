package rules

import (
	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/project"
)

// KeyMadeAtBuild reports builds that make a private key and leave it in the image: `ssh-keygen`, `openssl req -newkey`,
// `openssl genrsa`, `keytool -genkeypair`, `gpg --gen-key` and their like, and Debian's `openssh-server`, which makes the host
// keys of SSH as it is installed.
//
// Each container has the same key, and so has everybody who pulls the image. They can answer in place of the server, read
// what is sent to it, or log in where the key is trusted.
//
// A key that the build removes again is fine, in a later instruction too: it stays in a layer, but nobody uses it. So are
// keys of stages that do not ship, unless `COPY --from` takes them on, requests for a key that exists, and parameters
// (`openssl dhparam`).
//
// # What to do
//
// Make the key when the container starts and has none, or mount it. For SSH:
//
//	RUN apt-get update && apt-get install -y openssh-server && rm -f /etc/ssh/ssh_host_*
//
// and `ssh-keygen -A` in the entrypoint.
var KeyMadeAtBuild = define(lint.Rule{
	ID: "key-made-at-build", Title: "Private key in the image", Severity: lint.Medium, Since: "0.1",
	Presets:   lint.Security,
	Precision: lint.PrecisionHigh,
	Refs:      []lint.Ref{lint.OWASP("12"), lint.CWE("321")},
	Check:     lint.EachUnit(checkKeyMadeAtBuild),
})

func checkKeyMadeAtBuild(p *lint.Pass, u *project.Unit) {
	for _, k := range u.Keys() {
		p.Report(k.Span.FirstLine(), "the build makes %s, one for all containers; make it when the container starts", k.What).
			About(k.Subject).Keyed(k.What, k.File)
	}
}
