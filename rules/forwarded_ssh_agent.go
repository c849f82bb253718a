package rules

import (
	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/compose"
)

// ForwardedSshAgent reports `build.ssh` with `default` and no key behind it, which hands the whole SSH agent of whoever builds
// to the build.
//
// Each `RUN --mount=type=ssh` then signs with all keys that the agent holds, those for other servers included, for as long as
// the step runs. What is installed in such a step does so as well.
//
// # What to do
//
// Name the one key that the build needs, such as a deploy key that may only read: `ssh: ["default=./deploy_key"]`.
var ForwardedSshAgent = define(lint.Rule{
	ID: "forwarded-ssh-agent", Title: "Whole SSH agent given to a build", Severity: lint.Low, Since: "0.1",
	Presets: lint.Hygiene | lint.Benchmark,
	Refs: []lint.Ref{
		lint.CIS("4.10"), lint.OWASP("12"), lint.Doc("build", "https://docs.docker.com/reference/compose-file/build/#ssh"),
	},
	Check: lint.EachService(checkForwardedSSHAgent),
})

func checkForwardedSSHAgent(p *lint.Pass, s *compose.Service) {
	if s.Build == nil {
		return
	}
	for _, e := range s.Build.SSH.Items {
		if !e.Value.Set || e.Value.Null || e.Value.Known && e.Value.V == "" {
			p.Report(e.Span, "the build of %s may use every key of the SSH agent; name one key", s.Key.Value).
				About("services." + s.Key.Value).Notes(e.Value.Related())
		}
	}
}
