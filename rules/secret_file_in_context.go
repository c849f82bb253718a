package rules

import (
	"path"
	"strconv"

	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/project"
)

// SecretFileInContext reports `COPY . /app`, and any other source that is a folder or a pattern, where a file with
// credentials lies in the build context, is copied along, and no ignore file keeps it out: `.env` with passwords, private
// keys, `.npmrc` with a token, the state of Terraform and their like.
//
// Whoever can pull the image reads the file. A later `RUN rm` does not help: the layer with the file stays.
//
// Stages are followed: a `.env` in a stage whose `/app` is taken on with `COPY --from` is found, and one in a stage of which
// only the program is taken is not.
//
// The files are looked at: samples, files without a value in them and those of tests are left alone. A file that `.gitignore`
// names counts as well: it is not in the repository, but it is on the machine of whoever builds the image there.
// A file `<name of the Dockerfile>.dockerignore` beside the Dockerfile goes before the `.dockerignore` of the context.
//
// # What to do
//
// Add the file to `.dockerignore`, and change the credential if the image was pushed. Copy what the program needs by name.
// A build gets a secret with `RUN --mount=type=secret`; a container gets it when it starts.
var SecretFileInContext = define(lint.Rule{
	ID: "secret-file-in-context", Title: "Credential copied along with a folder", Severity: lint.High, Since: "0.1",
	Presets:   lint.Security | lint.Benchmark,
	Precision: lint.PrecisionHigh,
	Refs: []lint.Ref{
		lint.CIS("4.10"), lint.OWASP("12"), lint.CWE("538"),
		lint.Doc(".dockerignore files", "https://docs.docker.com/build/concepts/context/#dockerignore-files"),
	},
	Check: lint.EachTransfer(checkSecretFileInContext),
})

func checkSecretFileInContext(p *lint.Pass, t project.Transfer) {
	for i := range t.Sources {
		taken := p.Unit.Taken(&t, i)
		if len(taken) == 0 {
			continue
		}
		first, more, as := taken[0], "", ""
		if n := len(taken) - 1; n > 0 {
			more = " and " + strconv.Itoa(n) + " more"
		}
		if first.GitIgnored {
			as = ", as in .gitignore"
		}
		p.Report(t.Sources[i].Span, "takes %s%s along, with %s in it; add it to .dockerignore%s",
			path.Base(first.Path), more, first.What, as).About(t.Subject).Notes(first.Via.Carries())
	}
}
