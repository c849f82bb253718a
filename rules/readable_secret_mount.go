package rules

import (
	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/dockerfile"
	"github.com/plimsoll-lint/plimsoll/lint/project"
)

// ReadableSecretMount reports secrets and SSH agents that `RUN` mounts with a mode that lets every user of the build read
// them, such as `mode=0444`.
//
// Install scripts of packages often run as a user of their own, so that they do not get at what is root's.
//
// # What to do
//
// Give the mount to the user who needs it: `uid=1000` instead of `mode=0444`.
var ReadableSecretMount = define(lint.Rule{
	ID: "readable-secret-mount", Title: "Mounted secret that all users may read", Severity: lint.Low, Since: "0.1",
	Presets: lint.Hygiene,
	Refs:    []lint.Ref{lint.OWASP("12"), lint.CWE("732")},
	Check:   lint.EachInstruction(checkReadableSecretMount),
})

func checkReadableSecretMount(p *lint.Pass, run *dockerfile.Run) {
	for i := range run.Mounts {
		if m := &run.Mounts[i]; m.ReadableByAll() {
			mode := m.Get("mode")
			p.Report(mode.Span, "with mode %s each user of the build gets at it; use uid instead", mode.Value).
				About(project.StageSubject(run.Stage())).Keyed(m.Flag.Value.Value)
		}
	}
}
