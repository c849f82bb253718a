package rules

import (
	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/container"
	"github.com/plimsoll-lint/plimsoll/lint/source"
)

// VoidedUserRemapping reports `userns_mode: host` on a daemon that is known to remap users.
//
// The daemon makes root in containers an account that owns nothing. This container is taken out of that: root in it is root of the host,
// among neighbours that rely on the opposite.
//
// Where nothing is known of the daemon, `host-user-namespace` reports the key.
//
// # What to do
//
// Delete the key. If the container is privileged or in the network of the host, Docker refuses it without; then that is what to give up.
var VoidedUserRemapping = define(lint.Rule{
	ID: "voided-user-remapping", Title: "Container that opts out of user remapping", Severity: lint.High, Since: "0.1",
	Presets: lint.Security | lint.Benchmark,
	Refs:    []lint.Ref{lint.CIS("5.31"), lint.CIS("2.9"), lint.OWASP("2"), lint.CWE("250")},
	Check:   lint.EachDeployed(checkVoidedUserRemapping),
})

func checkVoidedUserRemapping(p *lint.Pass, c *container.Container) {
	if !container.SharesHost(c.UserNS) || !c.RemappedElsewhere() {
		return
	}
	f := p.Report(c.UserNS.Origin.Span, "%s is taken out of user remapping: its root is root of the host; delete userns_mode", c.Name)
	f.About(c.Subject).Notes(c.UserNS.Origin.Notes).Note(c.Daemon.Remap().Span, "the daemon remaps users")
	if edit, ok := source.DeleteLines(c.UserNS.Origin.Key, c.UserNS.Origin.Span); ok {
		f.OfferRisky("take part in user remapping; the owners of files change", edit)
	}
}
