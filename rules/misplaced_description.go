package rules

import (
	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/project"
)

// MisplacedDescription reports comments right above an `ARG` or a named `FROM` that do not begin with its name.
//
// `docker build --call=outline` and `--call=targets` show such a comment as the description of the argument or the stage, but
// only if its last line begins with the name.
//
// The rule is in no preset but `all`, as BuildKit's check is experimental: most comments are meant for the reader of the
// file. BuildKit also reports comments behind which a blank line follows; only an empty comment detaches one. Comments that
// silence a linter are left alone here.
//
// # What to do
//
// Begin the comment with the name: `# VERSION is the release to build`. Or put a line with `#` alone under it.
var MisplacedDescription = define(lint.Rule{
	ID: "misplaced-description", Title: "Comment that describes nothing", Severity: lint.Info, Since: "0.1",
	Aliases: []string{"InvalidDefinitionDescription"},
	Refs: []lint.Ref{
		lint.Doc("InvalidDefinitionDescription", "https://docs.docker.com/reference/build-checks/invalid-definition-description/"),
	},
	Check: lint.EachUnit(checkMisplacedDescription),
})

func checkMisplacedDescription(p *lint.Pass, u *project.Unit) {
	if u.Dockerfile == nil {
		return
	}
	for _, d := range u.Dockerfile.Descriptions() {
		if d.Tools || d.Named() {
			continue
		}
		f := p.Report(d.Comment.Span, "this does not describe %s to BuildKit; begin with the name, or add an empty comment", shown(d.Names[0])).
			About(project.StageSubject(d.Of.Stage())).Keyed(shown(d.Names[0]))
		if edit, ok := d.Below(); ok {
			f.Offer("add an empty comment, which says that this is no description", edit)
		}
	}
}
