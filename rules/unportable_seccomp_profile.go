package rules

import (
	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/seccomp"
)

// UnportableSeccompProfile reports parts of a seccomp profile that Docker alone understands: `archMap`, `includes`, `excludes` and
// `name`.
//
// Docker works them out before it starts the runtime. Kubernetes (`localhostProfile`), nerdctl and runtimes that are given the file
// as it is pass over them: rules hold without their conditions, so that `mount` may be open to everybody.
//
// # What to do
//
// Nothing, where Docker reads the file. For others, write down the rules for the capabilities that the container has.
var UnportableSeccompProfile = define(lint.Rule{
	ID: "unportable-seccomp-profile", Title: "Seccomp profile that Docker alone understands", Severity: lint.Info, Since: "0.1",
	Check: lint.EachSeccomp(checkUnportableSeccompProfile),
})

func checkUnportableSeccompProfile(p *lint.Pass, profile *seccomp.Profile) {
	for _, rule := range profile.Rules {
		for _, c := range []*seccomp.Condition{rule.Includes, rule.Excludes} {
			if c != nil {
				p.Report(c.Key, "Docker alone knows this condition: elsewhere the rule holds for every container").Keyed("conditions")
				return
			}
		}
	}
	if at, ok := profile.Keys["archMap"]; ok {
		p.Report(at, "Docker alone knows archMap: elsewhere the filter holds for the host's own architecture").Keyed("archMap")
	}
}
