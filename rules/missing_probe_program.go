package rules

import (
	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/project"
)

// MissingProbeProgram reports health checks, in a Dockerfile or a Compose file, that ask with `curl` or `wget` although the image
// has no such program.
//
// The check always fails. The container is unhealthy however well it works, what waits for it never starts, and whoever
// looks learns to look away.
//
// What official images of Debian, Ubuntu, Alpine, Python, Node.js and Ruby hold is known: the slim ones have neither program,
// those on Alpine have `wget`. Images without a shell have none. Nothing is said where the Dockerfile names the program, runs
// a script, or takes whole folders from elsewhere.
//
// # What to do
//
// Ask with what is there, such as `wget -q --spider` on Alpine or a line of the language of the program, or install the
// program.
var MissingProbeProgram = define(lint.Rule{
	ID: "missing-probe-program", Title: "Health check by a program that is not there", Severity: lint.Low, Since: "0.1",
	Presets:   lint.Hygiene,
	Precision: lint.PrecisionMedium,
	Refs: []lint.Ref{
		lint.CIS("4.6"), lint.CIS("5.27"), lint.Doc("HEALTHCHECK", "https://docs.docker.com/reference/dockerfile/#healthcheck"),
	},
	Check: lint.EachUnit(checkMissingProbeProgram),
})

func checkMissingProbeProgram(p *lint.Pass, u *project.Unit) {
	for _, b := range u.BrokenProbes() {
		p.Report(b.At, "%s has no %s, so this always fails; ask by what is there", b.Base.Familiar(), b.Program).About(b.Subject)
	}
}
