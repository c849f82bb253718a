package rules

import (
	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/daemon"
)

// DefaultHostCgroups reports `default-cgroupns-mode: host`.
//
// All containers see the tree of control groups of the host, with the ids of all others.
//
// # What to do
//
// Delete the key. On hosts with cgroup v2 each container then has a view of its own.
var DefaultHostCgroups = define(lint.Rule{
	ID: "default-host-cgroups", Title: "Control groups of the host shared by default", Severity: lint.Low, Since: "0.1",
	Presets: lint.Security | lint.Benchmark,
	Refs:    []lint.Ref{lint.CIS("5.25"), lint.CWE("668")},
	Check:   lint.EachDaemon(checkDefaultHostCgroups),
})

func checkDefaultHostCgroups(p *lint.Pass, d *daemon.File) {
	s := d.Text("default-cgroupns-mode")
	if !s.Set || !s.Known || s.V != "host" {
		return
	}
	f := p.Report(s.Span, "containers see the control groups of the host; use private")
	if edit, ok := d.Put("default-cgroupns-mode", `"private"`); ok {
		f.OfferRisky("give containers a view of their own control group only", edit)
	}
}
