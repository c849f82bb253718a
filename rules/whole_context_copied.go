package rules

import (
	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/project"
)

// WholeContextCopied reports `COPY . /app` into what ships where no ignore file keeps anything out of the build context.
//
// Whatever lies in the folder goes into the image: the history in `.git`, settings and keys that somebody left there, tests,
// the Dockerfile itself. A change of any of it also makes the build start over from there. What is certainly there and
// secret is the business of `secret-file-in-context` and `git-folder-copied`; this rule speaks of what may come to lie there.
//
// Of a Dockerfile that no Compose file builds the context is not written anywhere. No ignore file is to be found in any folder
// that it may be, nor one with the name of the Dockerfile.
//
// # What to do
//
// Write a `.dockerignore` that begins with `*` and takes in again what the image needs, or copy files and folders by name.
//
// # When it is fine
//
// The context is a folder that holds nothing but what the image needs, such as the output of a build.
var WholeContextCopied = define(lint.Rule{
	ID: "whole-context-copied", Title: "Whole build context copied without an ignore file", Severity: lint.Low, Since: "0.1",
	Presets:   lint.Hygiene,
	Precision: lint.PrecisionMedium,
	Refs: []lint.Ref{
		lint.Doc(".dockerignore files", "https://docs.docker.com/build/concepts/context/#dockerignore-files"),
	},
	Check: lint.EachTransfer(checkWholeContextCopied),
})

func checkWholeContextCopied(p *lint.Pass, t project.Transfer) {
	for i := range t.Sources {
		if !t.TakesAll(i) || !p.Unit.InContext((*project.BuildContext).SendsAll) {
			continue
		}
		if via, ok := p.Unit.Carried(&t, t.Target, t.Known); ok {
			p.Report(t.Sources[i].Span, "copies whatever lies in the build context; add a .dockerignore").About(t.Subject).
				Notes(via.Carries())
		}
	}
}
