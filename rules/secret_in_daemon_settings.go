package rules

import (
	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/daemon"
)

// SecretInDaemonSettings reports credentials in daemon.json: the token of Splunk and the keys of other log drivers in `log-opts`, and a password in the address
// of a proxy.
//
// Everybody on the host may read the file as a rule, and what is in a repository stays there. `docker info` and `docker inspect` show
// them as well.
//
// # What to do
//
// Take a new token, and put it where only root reads: the environment of a drop-in of systemd for proxies. Log drivers have no other
// place; send logs to an agent on the host instead, which has the token.
var SecretInDaemonSettings = define(lint.Rule{
	ID: "secret-in-daemon-settings", Title: "Credential in the settings of the daemon", Severity: lint.High, Since: "0.1",
	Presets: lint.Security,
	Refs:    []lint.Ref{lint.OWASP("12"), lint.CWE("312"), lint.CWE("522")},
	Check:   lint.EachDaemon(checkSecretInDaemonSettings),
})

func checkSecretInDaemonSettings(p *lint.Pass, d *daemon.File) {
	for _, s := range d.Secrets() {
		p.Report(s.Span, "%s stands here in clear text; take a new one and keep it out of the file", s.Name)
	}
}
