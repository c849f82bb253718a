package rules

import (
	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/dockerfile"
	"github.com/plimsoll-lint/plimsoll/lint/project"
)

// InsecureBuildStep reports `RUN --security=insecure`.
//
// The command runs without a seccomp filter, without AppArmor and with all capabilities: whatever it fetches and runs has
// the machine that builds, with the secrets of every other build on it. BuildKit takes the flag only from a client that
// was given the entitlement `security.insecure`, so the file also forces that upon everyone who builds it.
//
// # What to do
//
// Delete the flag. What needs privileges, such as loop mounts for disk images, can mostly be done by tools that work on
// files: `mke2fs -d`, `mtools`, `fakeroot`.
var InsecureBuildStep = define(lint.Rule{
	ID: "insecure-build-step", Title: "Build step without a sandbox", Severity: lint.High, Since: "0.1",
	Presets: lint.Security,
	Refs: []lint.Ref{
		lint.CWE("250"), lint.Doc("RUN --security", "https://docs.docker.com/reference/dockerfile/#run---security"),
	},
	Check: lint.EachInstruction(checkInsecureBuildStep),
})

func checkInsecureBuildStep(p *lint.Pass, run *dockerfile.Run) {
	if run.Security.Value == "insecure" {
		p.Report(run.Security.Span, "this step runs with all privileges on the machine that builds; delete --security").
			About(project.StageSubject(run.Stage()))
	}
}
