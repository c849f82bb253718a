package rules

import (
	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/project"
)

// OpenUmask reports `umask` with a mask that lets everybody write what is made behind it, such as `umask 000`, in the
// scripts of a stage that ships.
//
// Every file that the rest of the script makes can then be changed by any process of the container, as with `chmod 777`,
// but without a line that says which files those are.
//
// # What to do
//
// Use `umask 002`, or 007, and give the files a group that those who write them share.
var OpenUmask = define(lint.Rule{
	ID: "open-umask", Title: "New files that everybody may write", Severity: lint.Low, Since: "0.1",
	Presets: lint.Security,
	Refs:    []lint.Ref{lint.CWE("276")},
	Check:   lint.EachCommand(checkOpenUmask, "umask"),
})

func checkOpenUmask(p *lint.Pass, c project.Command) {
	mask, value, ok := c.Umask()
	if !ok || (value[len(value)-1]-'0')&2 != 0 || !p.Unit.Ships(c.Run.Stage()) {
		return
	}
	p.Report(mask.Span(), "umask %s lets everybody write what is made from here on; use 002 or 022", value).About(c.Subject)
}
