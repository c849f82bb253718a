package rules

import (
	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/project"
)

// UnknownCopySource reports `COPY --from=` a name that no stage has and that shows by no tag that an image is meant,
// and `RUN --mount=from=` one that is nearly the name of a stage.
//
// BuildKit then asks Docker Hub for an image of that name. Where it is a misspelt stage, the build fails, or worse: takes
// files from an image that somebody else put there.
//
// A name with a tag or a digest is an image, and so said nothing of. A stage further down is found as well, though hadolint
// reports its name. Contexts that a Compose file in sight gives the build by `additional_contexts` are known; those of
// `docker build --build-context` are not, and their names are reported.
//
// # What to do
//
// Correct the name, or write the tag of the image: `COPY --from=nginx:1.29`.
var UnknownCopySource = define(lint.Rule{
	ID: "unknown-copy-source", Title: "Copy from neither a stage nor a tagged image", Severity: lint.Low, Since: "0.1",
	Presets:   lint.Hygiene | lint.Hadolint,
	Precision: lint.PrecisionHigh,
	Aliases:   []string{"DL3022"},
	Refs: []lint.Ref{
		lint.Doc("COPY --from", "https://docs.docker.com/reference/dockerfile/#copy---from"), lint.CWE("427"),
	},
	Check: lint.EachUnit(checkUnknownCopySource),
})

func checkUnknownCopySource(p *lint.Pass, u *project.Unit) {
	for _, from := range u.UnknownSources() {
		if from.Near != "" {
			p.Report(from.At, "no stage is called %s; %s is meant, or an image without a tag", from.Name, from.Near).
				About(from.Subject)
		} else {
			p.Report(from.At, "no stage is called %s; if an image is meant, write its tag", from.Name).About(from.Subject)
		}
	}
}
