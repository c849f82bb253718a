package rules

import (
	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/project"
)

// UnverifiedAdd reports `ADD https://...` without `--checksum`. Where a later command runs, installs or unpacks the file,
// a rule of its own says so instead.
//
// Whoever controls the server or its domain decides what is in the image. Two builds of one commit may differ, and the build
// cache decides which bytes you get.
//
// Other tools report each address, that with a checksum too, and advise curl or wget, which verify nothing either.
// `ADD --checksum` is the safe form. Git sources are reported by `moving-source-code`.
//
// # What to do
//
//	ADD --checksum=sha256:<sum> https://example.com/x-1.2.3.tgz /opt/
//
// # When it is fine
//
// A file that a later `RUN` of the stage verifies is not reported.
var UnverifiedAdd = define(lint.Rule{
	ID: "unverified-add", Title: "File added from the network without a checksum", Severity: lint.Low, Since: "0.1",
	Presets: lint.Hygiene,
	Aliases: []string{"KICS:Curl or Wget Instead of Add", "prefer-copy-over-add"},
	Refs: []lint.Ref{
		lint.OWASP("13"), lint.CWE("494"), lint.Doc("ADD --checksum", "https://docs.docker.com/reference/dockerfile/#add---checksum"),
	},
	Check: lint.EachUnit(checkUnverifiedAdd),
})

func checkUnverifiedAdd(p *lint.Pass, u *project.Unit) {
	for _, add := range u.UnverifiedAdds() {
		p.Report(add.At, "nothing verifies what ADD fetches; add --checksum=sha256:<sum>").About(add.Subject)
	}
}
