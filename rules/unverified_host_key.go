package rules

import (
	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/project"
)

// UnverifiedHostKey reports builds that ask a host for its SSH key, with `ssh-keyscan`, and believe the answer.
//
// Who sits on the way while the image is built answers with a key of their own, and is then trusted by each container
// as well.
//
// A key whose fingerprint is compared afterwards, by `ssh-keygen -l` or a checksum, is fine.
//
// # What to do
//
// Copy the key that the owner of the host publishes:
//
//	COPY known_hosts /etc/ssh/ssh_known_hosts
var UnverifiedHostKey = define(lint.Rule{
	ID: "unverified-host-key", Title: "SSH host key taken on trust", Severity: lint.Medium, Since: "0.1",
	Presets: lint.Security,
	Refs:    []lint.Ref{lint.OWASP("13"), lint.CWE("322")},
	Check:   lint.EachCommand(checkUnverifiedHostKey, "ssh-keyscan"),
})

func checkUnverifiedHostKey(p *lint.Pass, c project.Command) {
	if c.ScansHostKeys() {
		p.Report(c.Words[0].Span(), "ssh-keyscan believes whoever answers; copy a known_hosts with the published key").About(c.Subject)
	}
}
