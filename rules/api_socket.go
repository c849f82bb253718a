package rules

import (
	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/container"
	"github.com/plimsoll-lint/plimsoll/lint/source"
)

// APISocket reports `use_api_socket: true`.
//
// Compose then mounts the Docker socket and copies the registry credentials of whoever runs it into the container.
// Who controls the process starts a privileged container and owns the host.
//
// # What to do
//
// Delete the key. If the program must list containers, put a proxy that allows reading only between it and the
// socket.
var APISocket = define(lint.Rule{
	ID: "api-socket", Title: "Docker API given to the container", Severity: lint.Critical, Since: "0.1",
	Presets: lint.Security | lint.Benchmark,
	Refs:    []lint.Ref{lint.CIS("5.32"), lint.OWASP("1"), lint.CWE("250")},
	Check:   lint.EachDeployed(checkAPISocket),
})

func checkAPISocket(p *lint.Pass, c *container.Container) {
	if container.Is(c.UseSocket, true) {
		f := p.Report(c.UseSocket.Origin.Span,
			"%s gets the Docker socket and the registry credentials; delete the key", c.Name)
		f.About(c.Subject).Notes(c.UseSocket.Origin.Notes)
		if edit, ok := source.DeleteLines(c.UseSocket.Origin.Key, c.UseSocket.Origin.Span); ok {
			f.OfferRisky("take the Docker API away from the container", edit)
		}
	}
}
