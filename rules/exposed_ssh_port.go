package rules

import (
	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/project"
)

// ExposedSshPort reports `EXPOSE 22` in what ships.
//
// The image means to run an SSH server: a second way into the container, with keys and passwords of its own that have to be
// kept, changed and watched, and mostly as root. `docker exec` and `kubectl exec` do the same and ask who you are.
//
// `EXPOSE` opens nothing by itself; it says what the image is for. Ranges and variables are evaluated, and the UDP port is
// not meant.
//
// # What to do
//
// Delete the instruction and the server.
//
// # When it is fine
//
// In images that offer SSH to people: git servers, bastions, SFTP.
var ExposedSshPort = define(lint.Rule{
	ID: "exposed-ssh-port", Title: "Port of SSH exposed", Severity: lint.Low, Since: "0.1",
	Presets: lint.Security | lint.Benchmark,
	Aliases: []string{"DS-0004", "CKV_DOCKER_1", "KICS:Exposing Port 22 (SSH)"},
	Refs:    []lint.Ref{lint.CIS("5.7"), lint.CWE("1327")},
	Check:   lint.EachUnit(checkExposedSshPort),
})

func checkExposedSshPort(p *lint.Pass, u *project.Unit) {
	for _, e := range u.Exposed() {
		if e.Holds(22) {
			p.Report(e.Span, "SSH is a second way in beside docker exec; delete the port and the server").About(e.Subject)
		}
	}
}
