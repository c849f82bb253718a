package rules

import (
	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/container"
)

// WritableSocketProxy reports proxies in front of Docker's socket that let more than reading through: `POST=1`, and
// `ALLOW_START`, `ALLOW_STOP` or `ALLOW_RESTARTS`.
//
// The proxy asks nobody who they are. With `POST=1` and `CONTAINERS=1` everybody on its networks makes a privileged
// container and owns the host, as with the socket itself; with the others they stop and start what runs.
//
// Known are `tecnativa/docker-socket-proxy` and `linuxserver/socket-proxy`, which are set by variables.
//
// # What to do
//
// Set the variable to `0`, or delete it. If a program must make containers, give it a proxy of its own on an internal
// network with nobody else in it.
var WritableSocketProxy = define(lint.Rule{
	ID: "writable-socket-proxy", Title: "Socket proxy lets more than reading through", Severity: lint.Medium, Since: "0.1",
	Presets:   lint.Security,
	Precision: lint.PrecisionHigh,
	Refs:      []lint.Ref{lint.CIS("5.32"), lint.OWASP("1"), lint.CWE("306")},
	Check:     lint.EachDeployed(checkWritableSocketProxy),
})

func checkWritableSocketProxy(p *lint.Pass, c *container.Container) {
	proxy, ok := c.SocketProxy()
	if !ok {
		return
	}
	report := func(v container.Variable, what string) {
		p.Report(v.Value.Span, "%s=%s of %s lets whoever reaches it %s; set it to 0", v.Name, v.Value.Value, c.Name, what).
			About(c.Subject).Keyed(v.Name)
	}
	switch {
	case proxy.Commands:
		report(proxy.Changes, "make containers")
	case proxy.Changes.Name != "":
		report(proxy.Changes, "change what it may read")
	}
	for _, v := range proxy.Starts {
		report(v, "stop or start containers")
	}
}
