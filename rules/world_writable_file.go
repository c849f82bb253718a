package rules

import (
	"strings"

	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/project"
)

// WorldWritableFile reports modes that let every user write: `chmod 777`, `chmod a+w`, `mkdir -m 777`, `install -m
// 666`, `COPY --chmod=777`.
//
// Any process in the container, whoever it runs as, changes the file: a program that another user then runs, or a
// configuration that the next start reads.
//
// A folder with the sticky bit, such as `/tmp` with mode 1777, is fine, and so are devices: no image keeps them.
//
// # What to do
//
// Give the file to the user who writes it: `COPY --chown=app`, `chown app`, and a mode such as 755 or 640. Images
// that run as any user id of group 0 use `chmod g=u`.
var WorldWritableFile = define(lint.Rule{
	ID: "world-writable-file", Title: "File that everybody may write", Severity: lint.Medium, Since: "0.1",
	Presets: lint.Security,
	Aliases: []string{"tally/world-writable-state-path-workaround"},
	Refs:    []lint.Ref{lint.OWASP("8"), lint.CWE("732")},
	Check:   lint.EachUnit(checkWorldWritableFile),
})

func checkWorldWritableFile(p *lint.Pass, u *project.Unit) {
	for _, m := range u.Modes() {
		if m.WorldWritable && !m.Sticky && !strings.HasPrefix(m.Path, "/dev/") {
			p.Report(m.Span, "mode %s lets everybody write %s; give it to the user who writes", m.Value, m.Path).
				About(m.Subject).Keyed(m.Path)
		}
	}
}
