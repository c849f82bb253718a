package rules

import (
	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/project"
)

// ExposedControlPort reports images that expose a port on which whoever connects gives commands without saying who they are:
// 2375, Docker's API without TLS; 9229, the debugger of Node.js; 23, 512 and 513, telnet and the r-commands.
//
// `EXPOSE` opens nothing by itself, but `docker run -P` publishes each such port, and a reader of the image will.
//
// Not reported are ports inside of a wide range, such as `8000-9999`, which may be for anything, and 514, which is that of
// syslog today.
//
// # What to do
//
// Delete the port. Docker's API belongs on a socket or on 2376 with client certificates.
var ExposedControlPort = define(lint.Rule{
	ID: "exposed-control-port", Title: "Port of an open control interface exposed", Severity: lint.Medium, Since: "0.1",
	Presets: lint.Security,
	Refs:    []lint.Ref{lint.CWE("306")},
	Check:   lint.EachUnit(checkExposedControlPort),
})

func checkExposedControlPort(p *lint.Pass, u *project.Unit) {
	for _, e := range u.Exposed() {
		for _, c := range [...]struct {
			port int
			what string
		}{
			{2375, "Docker's API without TLS"}, {23, "telnet"}, {512, "rexec"}, {513, "rlogin"},
			{9229, "the debugger of Node.js"},
		} {
			if e.Holds(c.port) && (e.From == c.port || e.To == c.port || e.To-e.From < 10) {
				p.Report(e.Span, "%s asks nobody who they are; delete the port", c.what).About(e.Subject)
				break
			}
		}
	}
}
