package rules

import (
	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/daemon"
)

// WritableDaemonPath reports folders and programs of the daemon below `/tmp`, `/var/tmp`, `/dev/shm` and home folders: `data-root`, `exec-root`, `init-path`,
// `userland-proxy-path`, `cdi-spec-dirs`, `seccomp-profile`.
//
// Who may write there, or makes the folder first, decides what runs as root: the daemon starts programs from there, and takes devices and
// filters.
//
// # What to do
//
// Use a folder that only root may write, such as `/etc/docker` and `/var/lib/docker`.
var WritableDaemonPath = define(lint.Rule{
	ID: "writable-daemon-path", Title: "Files of the daemon where others may write", Severity: lint.Medium, Since: "0.1",
	Presets: lint.Security,
	Refs:    []lint.Ref{lint.CIS("1.1.1"), lint.CWE("427"), lint.CWE("379")},
	Check:   lint.EachDaemon(checkWritableDaemonPath),
})

func checkWritableDaemonPath(p *lint.Pass, d *daemon.File) {
	for _, key := range [...]string{
		"data-root", "exec-root", "init-path", "userland-proxy-path", "cdi-spec-dirs", "seccomp-profile", "apparmor-profile", "extension-dirs",
	} {
		for _, i := range d.List(key) {
			if i.Known && daemon.OpenPath(i.Text.Value) {
				p.Report(i.Span, "others than root may write where %s is; use a folder of root", key).Keyed(key, i.Text.Value)
			}
		}
	}
}
