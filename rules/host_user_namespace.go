package rules

import (
	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/container"
	"github.com/plimsoll-lint/plimsoll/lint/source"
)

// HostUserNamespace reports `userns_mode: host`.
//
// On a daemon that remaps users the key puts this container back: root inside is root outside. Elsewhere it has no
// effect, and is better deleted than left to bite later. Docker refuses to start a container that is privileged or in
// the network or the processes of the host on such a daemon unless it has the key.
//
// Where the settings of the daemon are known and it remaps users, `voided-user-remapping` reports the key.
//
// # What to do
//
// Delete the key.
var HostUserNamespace = define(lint.Rule{
	ID: "host-user-namespace", Title: "User namespace of the host", Severity: lint.Medium, Since: "0.1",
	Presets: lint.Security | lint.Benchmark,
	Aliases: []string{"KICS:Shared Host User Namespace"},
	Refs:    []lint.Ref{lint.CIS("5.31"), lint.OWASP("2")},
	Check:   lint.EachDeployed(checkHostUserNamespace),
})

func checkHostUserNamespace(p *lint.Pass, c *container.Container) {
	if container.SharesHost(c.UserNS) && !c.RemappedElsewhere() {
		f := p.Report(c.UserNS.Origin.Span,
			"%s opts out of user remapping, so root inside is root on the host; delete userns_mode", c.Name)
		f.About(c.Subject).Notes(c.UserNS.Origin.Notes)
		needs := !container.Is(c.Privileged, false) || container.SharesHost(c.Network) || container.SharesHost(c.PID)
		if edit, ok := source.DeleteLines(c.UserNS.Origin.Key, c.UserNS.Origin.Span); ok && !needs {
			f.OfferRisky("take part in user remapping, where the daemon has it; the owners of files change", edit)
		}
	}
}
