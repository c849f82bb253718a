package rules

import (
	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/compose"
)

// UnencryptedLogs reports logs that leave the host in clear text or to whoever answers: `syslog-address` and `splunk-url` without
// TLS to another machine, and `syslog-tls-skip-verify` and `splunk-insecureskipverify`, which take any certificate.
//
// Logs hold what users type, addresses and now and then a password. Who is on the way reads them, and makes up entries; the token
// of Splunk goes along.
//
// # What to do
//
// Use `tcp+tls://` and `https://`, and name the authority by `syslog-tls-ca-cert` or `splunk-capath` where it is your own.
var UnencryptedLogs = define(lint.Rule{
	ID: "unencrypted-logs", Title: "Logs sent without protection", Severity: lint.Medium, Since: "0.1",
	Presets: lint.Security | lint.Benchmark,
	Refs: []lint.Ref{
		lint.CIS("2.13"), lint.OWASP("10"), lint.CWE("319"), lint.CWE("295"),
		lint.Doc("syslog", "https://docs.docker.com/engine/logging/drivers/syslog/"),
	},
	Check: lint.EachService(checkUnencryptedLogs),
})

func checkUnencryptedLogs(p *lint.Pass, s *compose.Service) {
	for _, e := range s.Logging.Options.Items {
		if !e.Value.Known || s.Logging.Driver.V != "syslog" && s.Logging.Driver.V != "splunk" {
			continue
		}
		message := ""
		switch e.Key.Value {
		case "syslog-address":
			if scheme := compose.PlainAddress(e.Value.V); scheme == "tcp" || scheme == "udp" {
				message = "the logs of %s go over the network in clear text; use tcp+tls"
			}
		case "splunk-url":
			if compose.PlainAddress(e.Value.V) == "http" {
				message = "the logs of %s and the token go over the network in clear text; use https"
			}
		case "splunk-insecureskipverify", "syslog-tls-skip-verify":
			if e.Value.V == "true" || e.Value.V == "1" {
				message = "the logs of %s go to whoever answers; let the certificate be checked"
			}
		}
		if message != "" {
			p.Report(e.Value.Span(), message, s.Key.Value).About("services." + s.Key.Value).Notes(e.Value.Related())
		}
	}
}
