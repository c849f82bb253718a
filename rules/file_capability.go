package rules

import (
	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/project"
)

// FileCapability reports programs that `setcap` gives capabilities with which a process gets out of its user or its
// container: all of them, `SYS_ADMIN`, `SYS_PTRACE`, `SYS_MODULE`, `SYS_RAWIO`, `DAC_OVERRIDE`, `DAC_READ_SEARCH`, `SETUID`,
// `SETGID`, `SETFCAP`, `CHOWN`, `FOWNER`, `BPF`.
//
// Whoever starts the program has them, as with set-user-ID root. `DAC_OVERRIDE`, `SETUID`, `CHOWN` and their like are in
// Docker's default set, so that any user of the container becomes root by a hole in the program; the others take effect
// where the container was given them. With `no-new-privileges` file capabilities have no effect.
//
// `NET_BIND_SERVICE` and `NET_RAW`, which servers and `ping` are given, are not reported: since Docker 20.10 they are not
// needed either, for low ports are open to all and ping works without.
//
// # What to do
//
// Leave the capability out, and do what needs it before the program changes its user.
var FileCapability = define(lint.Rule{
	ID: "file-capability", Title: "Program with powerful capabilities", Severity: lint.Medium, Since: "0.1",
	Presets: lint.Security | lint.Benchmark,
	Refs:    []lint.Ref{lint.CIS("4.8"), lint.CWE("250"), lint.Doc("capabilities(7)", "https://man7.org/linux/man-pages/man7/capabilities.7.html")},
	Check:   lint.EachCommand(checkFileCapability, "setcap"),
})

func checkFileCapability(p *lint.Pass, c project.Command) {
	if !p.Unit.Ships(c.Run.Stage()) {
		return
	}
	for _, f := range c.FileCapabilities() {
		for _, name := range f.Names {
			if powerful(name) {
				p.Report(f.Span, "whoever starts %s has %s; leave the capability out", f.File, name).
					About(c.Subject).Keyed(f.File, name)
				break
			}
		}
	}
}

func powerful(capability string) bool {
	switch capability {
	case "ALL", "SYS_ADMIN", "SYS_PTRACE", "SYS_MODULE", "SYS_RAWIO", "DAC_OVERRIDE", "DAC_READ_SEARCH", "SETUID", "SETGID",
		"SETFCAP", "SETPCAP", "CHOWN", "FOWNER", "BPF", "MKNOD", "SYS_CHROOT":
		return true
	}
	return false
}
