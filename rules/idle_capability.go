package rules

import (
	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/container"
)

// IdleCapability reports `cap_add` of a container that runs as an ordinary user with `no-new-privileges`.
//
// Docker gives a process that is not root no capabilities, whatever `cap_add` says: it only widens the set that a program could
// gain, and with `no-new-privileges` none can. `NET_BIND_SERVICE` is not needed either, since Docker opens low ports to
// everybody. What the entry does do is open system calls: the default seccomp profile goes by it.
//
// # What to do
//
// Delete the entry. If the program needs the capability, it has to start as root and drop the rest, or the file needs it by
// `setcap`, and `no-new-privileges` has to go.
var IdleCapability = define(lint.Rule{
	ID: "idle-capability", Title: "Capability that nobody in the container can use", Severity: lint.Low, Since: "0.1",
	Presets:   lint.Hygiene,
	Precision: lint.PrecisionHigh,
	Refs:      []lint.Ref{lint.CIS("5.4"), lint.OWASP("3"), lint.Doc("capabilities(7)", "https://man7.org/linux/man-pages/man7/capabilities.7.html")},
	Check:     lint.EachDeployed(checkIdleCapability),
})

func checkIdleCapability(p *lint.Pass, c *container.Container) {
	idle := c.IdleCapabilities()
	for i, e := range idle {
		f := p.Report(e.Text.Span, "%s is %s with no-new-privileges and cannot use %s; delete it", c.Name, c.User.Value, e.Text.Value)
		f.About(c.Subject).Notes(e.Notes).Notes(c.User.Origin.Notes)
		if edit, ok := c.DropAdded(); ok && i == 0 && len(idle) == len(c.CapAdd) {
			f.OfferRisky("delete cap_add; docker exec as root loses the capabilities as well", edit)
		}
	}
}
