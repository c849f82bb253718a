package rules

import (
	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/project"
)

// ReincludedSecret reports a line of an ignore file that begins with `!` and takes a file back in that has the name of a
// credential file, such as `!.env` or `!config/master.key`, where a stage that ships copies it.
//
// The lines above keep the file out, which is what somebody wanted. The last line that matches decides, so it goes into
// the image, and whoever can pull the image reads it.
//
// A file that is there and holds no credential is not reported.
//
// # What to do
//
// Delete the line, and give the container its credentials when it starts.
var ReincludedSecret = define(lint.Rule{
	ID: "reincluded-secret", Title: "Ignore file takes a credential back in", Severity: lint.Medium, Since: "0.1",
	Presets:   lint.Hygiene,
	Precision: lint.PrecisionMedium,
	Refs: []lint.Ref{
		lint.CWE("538"),
		lint.Doc(".dockerignore files", "https://docs.docker.com/build/concepts/context/#dockerignore-files"),
	},
	Check: lint.EachUnit(checkReincludedSecret),
})

func checkReincludedSecret(p *lint.Pass, u *project.Unit) {
	for _, r := range u.Readmitted() {
		p.Report(r.Span, "takes %s back in, which is to hold %s; delete the line", r.Path, r.What)
	}
}
