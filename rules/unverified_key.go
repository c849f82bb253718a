package rules

import (
	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/project"
)

// UnverifiedKey reports keys and certificate authorities that the build trusts although nothing ties them to their owner:
//
//   - keys that come over plain HTTP or FTP: `curl http://... | apt-key add`, `rpm --import http://...`, `gpg --fetch-keys`,
//     `gpgkey=http://...`, and files that are written into `/etc/apt/keyrings`, `/usr/share/keyrings` or among the
//     certificates of authorities;
//   - keys that are asked for by an id of eight digits: `gpg --recv-keys 7FCC7D46`. Anybody can make a key with that id
//     in minutes, and upload it.
//
// All signatures are worth what the key is worth. Whoever swaps the key signs the packages, which are installed as root.
//
// # What to do
//
// Use `https://`, or better the key in your repository. Ask key servers for the whole fingerprint of forty digits: gpg takes no
// other key then, over whatever connection.
var UnverifiedKey = define(lint.Rule{
	ID: "unverified-key", Title: "Key trusted that anybody can replace", Severity: lint.High, Since: "0.1",
	Presets: lint.Security,
	Refs:    []lint.Ref{lint.OWASP("13"), lint.CWE("322"), lint.CWE("347")},
	Check:   lint.EachUnit(checkUnverifiedKey),
})

func checkUnverifiedKey(p *lint.Pass, u *project.Unit) {
	for _, key := range u.WeakKeys() {
		if key.Short {
			p.Report(key.Span, "anybody can make a key with the id %s; use the whole fingerprint", key.Name).About(key.Subject)
		} else {
			p.Report(key.Span, "the key comes over plain %s, so anybody on the way can replace it; use https", key.Name).
				About(key.Subject)
		}
	}
}
