package rules

import (
	"strings"

	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/daemon"
)

// ForeignRuntime reports runtimes whose program is not where packages put theirs, and those that are given
// arguments of their own, such as `--network=host` of gVisor. What only says how the runtime works or logs is not reported.
//
// The runtime makes each container from a description that it may read as it likes. Whoever can change the program, or put a wrapper in its
// place, is root on the host with the next container.
//
// # What to do
//
// Name a program in a folder that only root may write, such as `/usr/bin/runsc`.
var ForeignRuntime = define(lint.Rule{
	ID: "foreign-runtime", Title: "Runtime from an unusual place", Severity: lint.Medium, Since: "0.1",
	Presets: lint.Hygiene,
	Refs:    []lint.Ref{lint.CWE("427")},
	Check:   lint.EachDaemon(checkForeignRuntime),
})

func checkForeignRuntime(p *lint.Pass, d *daemon.File) {
	for _, r := range d.Runtimes() {
		path := r.Path.Text.Value
		switch {
		case strings.HasPrefix(path, "/") && r.Path.Known && !daemon.Packaged(path):
			p.Report(r.Path.Span, "all containers of %s pass through this program; keep it in a folder of root", shortened(r.Name))
		case r.Args:
			p.Report(r.Path.Span, "containers of %s run with arguments of runtimeArgs; make sure of each", shortened(r.Name))
		}
	}
}
