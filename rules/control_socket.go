package rules

import (
	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/container"
)

// ControlSocket reports mounts of the socket through which Docker, containerd, CRI-O, Podman, BuildKit or systemd
// take their orders, in either mode and by any way: short and long syntax, a volume with driver options, a secret or
// a config whose file is the socket.
//
// The socket is the API of a program that runs as root. A process that opens it starts a privileged container with
// the disk of the host mounted; `:ro` makes the file read-only, not the API behind it.
//
// # What to do
//
// Remove the mount. If the program must watch containers, put a proxy between that allows only the calls it needs,
// on a network of their own.
//
// # When it is fine
//
// The proxy itself, and tools whose purpose is to manage the host. Ignore the finding there, with that reason.
var ControlSocket = define(lint.Rule{
	ID: "control-socket", Title: "Control socket mounted", Severity: lint.Critical, Since: "0.1",
	Presets: lint.Security | lint.Benchmark,
	Aliases: []string{"CL-0001", "exposing-docker-socket-volume", "KICS:Docker Socket Mounted In Container"},
	Refs:    []lint.Ref{lint.CIS("5.32"), lint.OWASP("1"), lint.CWE("250")},
	Check:   lint.EachDeployed(checkControlSocket),
})

func checkControlSocket(p *lint.Pass, c *container.Container) {
	advice := "remove it or put a filtering proxy between"
	if _, is := c.SocketProxy(); is {
		advice = "as it is a filtering proxy, ignore this here"
	}
	for _, m := range c.Mounts {
		if m.Source.Known && m.Source.Value.IsControlSocket() {
			p.Report(m.SourceSpan, "%s commands the host through %s; %s", c.Name, m.Source.Value, advice).
				About(c.Subject).Keyed(string(m.Source.Value)).Notes(m.Notes)
		}
	}
}
