package rules

import (
	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/container"
)

// ControlSocketFolder reports mounts of a folder that holds the control socket of a container runtime: `/`, `/run`,
// `/var/run`, `/run/containerd` and their like.
//
// The socket comes with the folder, and with it the command over the host; a read-only mount does not change that.
//
// A writable mount of `/` or `/var` is `host-path-writable`, which takes over the host more plainly still.
//
// # What to do
//
// Mount the one file or folder below it that the program needs.
var ControlSocketFolder = define(lint.Rule{
	ID: "control-socket-folder", Title: "Folder with a control socket mounted", Severity: lint.Critical, Since: "0.1",
	Presets: lint.Security | lint.Benchmark,
	Aliases: []string{"CL-0001", "KICS:Volume Has Sensitive Host Directory"},
	Refs:    []lint.Ref{lint.CIS("5.32"), lint.CIS("5.6"), lint.OWASP("1"), lint.CWE("250")},
	Check:   lint.EachDeployed(checkControlSocketFolder),
})

func checkControlSocketFolder(p *lint.Pass, c *container.Container) {
	for _, m := range c.Mounts {
		if m.Source.Known && m.Source.Value.HoldsControlSocket() && !m.TakesHost() {
			p.Report(m.SourceSpan, "%s reaches a control socket of the host in %s; mount only what it needs",
				c.Name, m.Source.Value).About(c.Subject).Keyed(string(m.Source.Value)).Notes(m.Notes)
		}
	}
}
