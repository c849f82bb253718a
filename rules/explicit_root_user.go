package rules

import (
	"slices"

	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/container"
	"github.com/plimsoll-lint/plimsoll/lint/project"
)

// ExplicitRootUser reports a Dockerfile whose last `USER` says root.
//
// Whatever starts in the container is root for every file it is given and for every bug of the kernel that it can reach.
// The rule `root-user` asks what will really run: it knows entrypoints that change the user, base images, and what Compose
// says. This one only reads the instruction, as other tools do, and is in the preset that follows them. Where both run, a place that
// both would report is left to `root-user`.
//
// It reads what ships: the last stage and those that it is built on. Other tools report each stage, but a builder that is
// root harms nobody, or they take the last `USER` of the file, which may be that of another stage. A variable is resolved,
// and a trigger of `ONBUILD` counts where it takes effect.
//
// # What to do
//
// End with an ordinary user: `USER 10001`.
var ExplicitRootUser = define(lint.Rule{
	ID: "explicit-root-user", Title: "Last USER is root", Severity: lint.Medium, Since: "0.1",
	Presets: lint.Hadolint,
	Aliases: []string{
		"DL3002", "DS-0002", "CKV_DOCKER_8", "last-user-is-root", "KICS:Last User Is 'root'",
	},
	Refs:  []lint.Ref{lint.CIS("4.1"), lint.OWASP("2"), lint.CWE("250")},
	Check: lint.EachUnit(checkExplicitRootUser),
})

func checkExplicitRootUser(p *lint.Pass, u *project.Unit) {
	for _, im := range u.Finals() {
		if im.User == nil || !im.User.Known || im.Windows() || !container.ParseUser(im.User.Value).Root {
			continue
		}
		at := im.User.Text.Span.Visible()
		if p.Runs(RootUser) && slices.ContainsFunc(u.Containers, func(c *container.Container) bool {
			return runsAsRoot(c) && c.UserPlace == at
		}) {
			continue
		}
		p.Report(at, "the last USER is root; end with an ordinary user").
			About(project.StageSubject(im.Stage)).Keyed("user").Notes(im.User.Notes)
	}
}
