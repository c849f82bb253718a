package rules

import (
	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/daemon"
)

// DefaultShareableIPC reports `default-ipc-mode: shareable`.
//
// Any container that is told to may then join the shared memory of any other. By default only those that say so can be joined.
var DefaultShareableIPC = define(lint.Rule{
	ID: "default-shareable-ipc", Title: "Shared memory open to other containers by default", Severity: lint.Info, Since: "0.1",
	Presets: lint.Benchmark,
	Refs:    []lint.Ref{lint.CIS("5.17")},
	Check:   lint.EachDaemon(checkDefaultShareableIPC),
})

func checkDefaultShareableIPC(p *lint.Pass, d *daemon.File) {
	s := d.Text("default-ipc-mode")
	if !s.Set || !s.Known || s.V != "shareable" {
		return
	}
	f := p.Report(s.Span, "the shared memory of each container can be joined; use private")
	if edit, ok := d.Put("default-ipc-mode", `"private"`); ok {
		f.OfferRisky("keep shared memory apart; containers that join others fail", edit)
	}
}
