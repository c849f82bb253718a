package rules

import (
	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/project"
	"github.com/plimsoll-lint/plimsoll/lint/source"
)

// UnboundedUlimit reports `ulimits` of -1 for `nproc`, `nofile` and `core`.
//
// `nproc: -1` takes back the bound that the daemon may set for all containers, so that one of them can fill the table of
// processes of the host. With `core: -1` a program that crashes writes its memory to the disk, passwords and keys included,
// and fills it. `nofile: -1` starts no container at all: the kernel takes no number of files above `fs.nr_open`, and refuses.
//
// `memlock: -1` is not reported: Elasticsearch and other databases ask for it, and the limit of memory bounds it too.
//
// # What to do
//
// Write the number that the program needs:
//
//	ulimits:
//	  nofile: 65536
var UnboundedUlimit = define(lint.Rule{
	ID: "unbounded-ulimit", Title: "Limit of the system lifted", Severity: lint.Info, Since: "0.1",
	Presets: lint.Hygiene | lint.Benchmark,
	Refs:    []lint.Ref{lint.CIS("5.19"), lint.OWASP("7"), lint.CWE("770")},
	Check:   lint.EachUnit(checkUnboundedUlimit),
})

func checkUnboundedUlimit(p *lint.Pass, u *project.Unit) {
	seen := map[source.Span]bool{}
	for _, s := range services(u) {
		for _, l := range s.Ulimits {
			soft, hard := l.Soft, l.Hard
			name, v := l.Key.Value, hard
			if hard.V != -1 {
				v = soft
			}
			if name != "nproc" && name != "nofile" && name != "core" || !v.Known || v.V != -1 || seen[v.Text().Span] {
				continue
			}
			seen[v.Text().Span] = true
			p.Report(v.Text().Span, "%s of %s has no bound; write a number", name, s.Key.Value).
				About("services." + s.Key.Value).Keyed(name)
		}
	}
}
