package rules

import (
	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/compose"
	"github.com/plimsoll-lint/plimsoll/lint/daemon"
)

// UnencryptedDaemonLogs reports log drivers that send in clear text or to whoever answers: `syslog-address` and `splunk-url` without TLS to another machine, and
// `syslog-tls-skip-verify` and `splunk-insecureskipverify`.
//
// Logs hold what users type. Who is on the way reads them, and makes entries up; the token of Splunk goes along.
//
// # What to do
//
// Use `tcp+tls://` and `https://`, and name the authority by `syslog-tls-ca-cert` or `splunk-capath`.
var UnencryptedDaemonLogs = define(lint.Rule{
	ID: "unencrypted-daemon-logs", Title: "Logs of containers sent without protection", Severity: lint.Medium, Since: "0.1",
	Presets: lint.Security | lint.Benchmark,
	Refs:    []lint.Ref{lint.CIS("2.13"), lint.OWASP("10"), lint.CWE("319"), lint.CWE("295")},
	Check:   lint.EachDaemon(checkUnencryptedDaemonLogs),
})

func checkUnencryptedDaemonLogs(p *lint.Pass, d *daemon.File) {
	driver := d.Text("log-driver")
	if !driver.Known || driver.V != "syslog" && driver.V != "splunk" {
		return
	}
	for _, o := range d.List("log-opts") {
		message := ""
		switch scheme := compose.PlainAddress(o.Text.Value); o.Name.Value {
		case "syslog-address":
			if scheme == "tcp" || scheme == "udp" {
				message = "logs go over the network in clear text; use tcp+tls"
			}
		case "splunk-url":
			if scheme == "http" {
				message = "logs and the token go over the network in clear text; use https"
			}
		case "splunk-insecureskipverify", "syslog-tls-skip-verify":
			if o.Text.Value == "true" || o.Text.Value == "1" {
				message = "logs go to whoever answers; let the certificate be checked"
			}
		}
		if message != "" && o.Known {
			p.Report(o.Span, "%s", message)
		}
	}
}
