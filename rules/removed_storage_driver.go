package rules

import (
	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/daemon"
)

// RemovedStorageDriver reports the storage drivers `aufs`, `devicemapper` and `overlay`, which Docker has taken out.
//
// dockerd does not start with them. A host that still does runs a version that gets no updates.
//
// # What to do
//
// Delete the key; Docker chooses `overlay2`, or the store of containerd. Images are pulled anew.
var RemovedStorageDriver = define(lint.Rule{
	ID: "removed-storage-driver", Title: "Storage driver that is gone", Severity: lint.Low, Since: "0.1",
	Presets: lint.Hygiene | lint.Benchmark,
	Refs:    []lint.Ref{lint.CIS("2.6"), lint.CIS("2.11")},
	Check:   lint.EachDaemon(checkRemovedStorageDriver),
})

func checkRemovedStorageDriver(p *lint.Pass, d *daemon.File) {
	s := d.Text("storage-driver")
	switch s.V {
	case "aufs", "devicemapper", "overlay":
		p.Report(s.Span, "Docker has no driver %s any more, and does not start; delete the key", s.V)
	}
}
