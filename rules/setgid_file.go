package rules

import (
	"strings"

	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/project"
)

// SetgidFile reports modes with the set-group-ID bit on files: `chmod g+s` and `chmod 2755` on programs, `install -m 2755`.
//
// Such a program runs with the group of the file, whoever starts it. A hole in it gives an ordinary user of the container
// what that group may read and write. With `no-new-privileges` the bit has no effect.
//
// On folders the bit means something else: new files take over the group. What is known to be a folder, or is changed
// recursively, is not reported; nor is a mode whose path may be a folder.
//
// # What to do
//
// Leave the bit out.
var SetgidFile = define(lint.Rule{
	ID: "setgid-file", Title: "File that runs with its group", Severity: lint.Low, Since: "0.1",
	Presets: lint.Security | lint.Benchmark,
	Refs:    []lint.Ref{lint.CIS("4.8"), lint.CWE("250")},
	Check:   lint.EachUnit(checkSetgidFile),
})

func checkSetgidFile(p *lint.Pass, u *project.Unit) {
	for _, m := range u.Modes() {
		if m.SetGID && !m.SetUID && !m.Folders && isProgram(m.Path) {
			p.Report(m.Span, "mode %s makes %s run with its group; drop the set-group-ID bit", m.Value, m.Path).
				About(m.Subject).Keyed(m.Path)
		}
	}
}

// isProgram reports whether a path is where programs lie, so that it is no folder of data.
func isProgram(name string) bool {
	i := strings.LastIndexByte(name, '/')
	return i >= 0 && name[i+1:] != "" && (strings.HasSuffix(name[:i], "/bin") || strings.HasSuffix(name[:i], "/sbin"))
}
