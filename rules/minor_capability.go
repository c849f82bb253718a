package rules

import (
	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/container"
)

// MinorCapability reports added capabilities that gain an attacker little by themselves: those of auditing, accounting, mandatory
// access control and power management, `IPC_OWNER`, `LINUX_IMMUTABLE`, `NET_BROADCAST`, `CHECKPOINT_RESTORE` and
// `SYS_TTY_CONFIG`.
//
// They matter beside something else: `AUDIT_READ` in the network of the host, `IPC_OWNER` with its shared memory, `SYS_PACCT`
// with its processes. Those settings have rules of their own.
//
// # What to do
//
// Delete the entry if the program runs without it.
var MinorCapability = define(lint.Rule{
	ID: "minor-capability", Title: "Capability of little use to an attacker", Severity: lint.Info, Since: "0.1",
	Presets: lint.Benchmark,
	Aliases: []string{"KICS:Container Capabilities Unrestricted"},
	Refs:    []lint.Ref{lint.CIS("5.4"), lint.OWASP("3")},
	Check:   lint.EachDeployed(checkMinorCapability),
})

func checkMinorCapability(p *lint.Pass, c *container.Container) {
	for _, e := range c.Adds(container.AuditControl, container.AuditRead, container.IPCOwner, container.SysPacct,
		container.LinuxImmutable, container.MACOverride, container.MACAdmin, container.CheckpointRestore, container.SysTTYConfig,
		container.BlockSuspend, container.WakeAlarm, container.NetBroadcast) {
		p.Report(e.Text.Span, "%s is more than %s gets by default; delete it if nothing fails", e.Text.Value, c.Name).
			About(c.Subject).Notes(e.Notes)
	}
}
