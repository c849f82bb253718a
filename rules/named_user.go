package rules

import (
	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/container"
	"github.com/plimsoll-lint/plimsoll/lint/project"
)

// NamedUser reports a last `USER` that is a name and not a number.
//
// What the name means stands in `/etc/passwd` of the image. Outside of it nobody can tell: Kubernetes refuses to start the
// image under `runAsNonRoot`, and owners of mounted files are numbers. Another base image may also give the name another
// number, 0 included.
//
// Only the user that ships matters, so builders are not reported, though hadolint does. Root is, by other rules. A variable is
// resolved.
//
// # What to do
//
//	RUN useradd --system --uid 10001 app
//	USER 10001
var NamedUser = define(lint.Rule{
	ID: "named-user", Title: "User by name", Severity: lint.Info, Since: "0.1",
	Presets: lint.Hygiene | lint.Hadolint,
	Aliases: []string{"DL3066"},
	Refs: []lint.Ref{
		lint.Doc("runAsNonRoot", "https://kubernetes.io/docs/tasks/configure-pod-container/security-context/"),
	},
	Check: lint.EachUnit(checkNamedUser),
})

func checkNamedUser(p *lint.Pass, u *project.Unit) {
	for _, im := range u.Finals() {
		if im.User == nil || !im.User.Known || im.Windows() {
			continue
		}
		if user := container.ParseUser(im.User.Value); !user.Root && !user.Numeric() {
			p.Report(im.User.Text.Span.Visible(), "only the image knows who %s is; write the user's number", user.Name).
				About(project.StageSubject(im.Stage)).Keyed("user").Notes(im.User.Notes)
		}
	}
}
