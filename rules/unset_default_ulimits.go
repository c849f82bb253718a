package rules

import (
	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/daemon"
)

// UnsetDefaultUlimits reports a daemon that sets no `default-ulimits` for open files and processes, or sets them to none.
//
// Containers then have those of the daemon, which distributions make very large.
//
// # What to do
//
//	"default-ulimits": {"nofile": {"Name": "nofile", "Soft": 65536, "Hard": 65536}}
var UnsetDefaultUlimits = define(lint.Rule{
	ID: "unset-default-ulimits", Title: "Resource limits of containers not set", Severity: lint.Info, Since: "0.1",
	Presets: lint.Benchmark,
	Refs:    []lint.Ref{lint.CIS("2.8"), lint.OWASP("7")},
	Check:   lint.EachDaemon(checkUnsetDefaultUlimits),
})

func checkUnsetDefaultUlimits(p *lint.Pass, d *daemon.File) {
	for _, name := range [...]string{"nofile", "nproc"} {
		limit, ok := d.Ulimit(name)
		switch {
		case ok && limit.Text.Value == "-1":
			p.Report(limit.Span, "%s is not limited; name a number", name).Keyed(name)
		case !ok && d.Complete:
			p.Report(d.First(), "containers have the %s of the daemon; see default-ulimits", name).Keyed(name)
		}
	}
}
