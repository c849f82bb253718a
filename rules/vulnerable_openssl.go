package rules

import (
	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/project"
)

// VulnerableOpenSSL reports builds of OpenSSL from a source release with a hole that made everybody rebuild: 3.0.0 to 3.0.6, in
// which a certificate overflows the stack (CVE-2022-3602), and 1.0.1 to 1.0.1f, which hand out their memory (Heartbleed,
// CVE-2014-0160). Archives that are downloaded or added and tags that are cloned are looked at, variables resolved.
//
// What is compiled in an image is in no list of packages, so that scanners of images do not see it.
//
// Other tools look for 3.0.0 to 3.0.5 only; 3.0.6 has the hole too, and was withdrawn.
//
// # What to do
//
// Take the newest release of a branch that is maintained, or the package of your distribution.
var VulnerableOpenSSL = define(lint.Rule{
	ID: "vulnerable-openssl", Title: "OpenSSL release with a known hole", Severity: lint.High, Since: "0.1",
	Precision: lint.PrecisionHigh,
	Presets:   lint.Security,
	Aliases:   []string{"KICS:Vulnerable OpenSSL Version"},
	Refs: []lint.Ref{
		lint.CWE("1395"), lint.Doc("OpenSSL vulnerabilities", "https://openssl-library.org/news/vulnerabilities/"),
	},
	Check: lint.EachUnit(checkVulnerableOpenSSL),
})

func checkVulnerableOpenSSL(p *lint.Pass, u *project.Unit) {
	for _, source := range u.OpenSSL() {
		p.Report(source.Span, "OpenSSL %s has %s; use %s or later", source.Version, source.CVE, source.Fixed).
			About(source.Subject)
	}
}
