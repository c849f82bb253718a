package rules

import (
	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/project"
)

// KeyTrustedForAll reports keys that apt is told to trust for every repository: `apt-key add`, `apt-key adv --recv-keys`,
// files in `/etc/apt/trusted.gpg.d`.
//
// The owner of such a key can replace any package of the distribution, not only those of the repository it belongs to. apt-key
// is deprecated, and gone in Debian 13.
//
// # What to do
//
//	ADD --checksum=sha256:<sum> https://example.com/key.asc /etc/apt/keyrings/example.asc
//	RUN echo "deb [signed-by=/etc/apt/keyrings/example.asc] https://deb.example.com stable main" \
//	    > /etc/apt/sources.list.d/example.list
var KeyTrustedForAll = define(lint.Rule{
	ID: "key-trusted-for-all", Title: "Key trusted for every repository", Severity: lint.Low, Since: "0.1",
	Presets: lint.Hygiene,
	Refs: []lint.Ref{
		lint.CWE("347"), lint.Doc("DebianRepository/UseThirdParty", "https://wiki.debian.org/DebianRepository/UseThirdParty"),
	},
	Check: lint.EachUnit(checkKeyTrustedForAll),
})

func checkKeyTrustedForAll(p *lint.Pass, u *project.Unit) {
	for _, key := range u.GlobalKeys() {
		p.Report(key.Span, "the key may sign for every repository; use signed-by and /etc/apt/keyrings").About(key.Subject)
	}
}
