package rules

import (
	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/daemon"
)

// SideControlInterface reports what commands containers beside the API of Docker: the interface of Kubernetes in containerd (`cri-containerd`), plugins that
// change containers as they are made (`nri-opts`), and a containerd elsewhere (`containerd`).
//
// Authorization plugins and the log of the daemon see nothing of what comes that way.
//
// # When it is fine
//
// Distributions start dockerd with `--containerd=/run/containerd/containerd.sock`; that is their own, and not reported.
var SideControlInterface = define(lint.Rule{
	ID: "side-control-interface", Title: "Containers commanded below the daemon", Severity: lint.Medium, Since: "0.1",
	Presets: lint.Hygiene,
	Refs:    []lint.Ref{lint.OWASP("1"), lint.CWE("284")},
	Check:   lint.EachDaemon(checkSideControlInterface),
})

func checkSideControlInterface(p *lint.Pass, d *daemon.File) {
	if s := d.Bool("cri-containerd"); s.Set && s.Known && s.V {
		p.Report(s.Span, "containers are made past the daemon with cri-containerd; delete it").Keyed("cri-containerd")
	}
	if s := d.Enabled("nri-opts"); s.Set && s.Known && s.V {
		p.Report(s.Span, "plugins may change each container as it is made; make sure of each").Keyed("nri-opts")
	}
	if s := d.Text("containerd"); s.Set && s.Known && s.V != "" && !daemon.OwnContainerd(s.V) {
		p.Report(s.Span, "whoever may use this containerd commands all containers").Keyed("containerd")
	}
}
