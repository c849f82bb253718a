package rules

import (
	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/project"
)

// GitFolderCopied reports a `.git` folder that goes into the image: copied by name, or with the whole build context where
// `.git` lies in it and the ignore file does not keep it out.
//
// Whoever can pull the image has every commit, with the secrets that were removed since, the names and addresses of those who
// wrote them, and what is in `.git/config`: a token, where the checkout was made by a pipeline or with a password in the URL.
//
// # What to do
//
// Add `.git` to `.dockerignore`. What the build wants to know of the commit is given as a build argument, or asked for in a
// stage of its own with `RUN --mount=type=bind,source=.git,target=.git`.
//
// # When it is fine
//
// In a stage of which only the result of the build is copied on. Such stages are not reported, unless `COPY --from` takes the
// folder with `.git` in it.
var GitFolderCopied = define(lint.Rule{
	ID: "git-folder-copied", Title: "Git history in the image", Severity: lint.Medium, Since: "0.1",
	Presets: lint.Security,
	Refs: []lint.Ref{
		lint.CWE("527"),
		lint.Doc(".dockerignore files", "https://docs.docker.com/build/concepts/context/#dockerignore-files"),
	},
	Check: lint.EachTransfer(checkGitFolderCopied),
})

func checkGitFolderCopied(p *lint.Pass, t project.Transfer) {
	for i := range t.Sources {
		if via, ok := p.Unit.TakesHistory(&t, i); ok {
			instead := "add .git to .dockerignore"
			if name, ok := t.Local(i); !ok || name != "." {
				instead = "copy what is needed of it only"
			}
			p.Report(t.Sources[i].Span, "takes .git along, and with it the whole history; %s", instead).About(t.Subject).
				Notes(via.Carries())
		}
	}
}
