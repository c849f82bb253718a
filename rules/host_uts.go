package rules

import (
	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/container"
	"github.com/plimsoll-lint/plimsoll/lint/source"
)

// HostUTS reports `uts: host`.
//
// The container shows the name of the host. It can only change it with `SYS_ADMIN`.
//
// # What to do
//
// Delete the key, or set `hostname`.
var HostUTS = define(lint.Rule{
	ID: "host-uts", Title: "Host name of the host shared", Severity: lint.Info, Since: "0.1",
	Presets: lint.Benchmark,
	Refs:    []lint.Ref{lint.CIS("5.21")},
	Check:   lint.EachDeployed(checkHostUTS),
})

func checkHostUTS(p *lint.Pass, c *container.Container) {
	if container.SharesHost(c.UTS) {
		f := p.Report(c.UTS.Origin.Span, "%s shares the host name of the host; delete uts", c.Name)
		f.About(c.Subject).Notes(c.UTS.Origin.Notes)
		if edit, ok := source.DeleteLines(c.UTS.Origin.Key, c.UTS.Origin.Span); ok {
			f.Offer("delete uts, which gives the container nothing", edit)
		}
	}
}
