package rules

import (
	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/project"
	"github.com/plimsoll-lint/plimsoll/lint/secret"
	"github.com/plimsoll-lint/plimsoll/lint/source"
)

// InheritedSecretVariable reports the bare name of a credential in `environment`, such as `- AWS_SECRET_ACCESS_KEY`.
//
// The container gets whatever the shell of the person holds who runs Compose: personal credentials, which often open more than
// the service needs. Nothing in the file shows that, and `docker inspect` shows the value.
//
// # What to do
//
// Give the service a credential of its own: `secrets` with `environment: NAME` keeps it out of the variables of the container.
var InheritedSecretVariable = define(lint.Rule{
	ID: "inherited-secret-variable", Title: "Credential taken over from the shell", Severity: lint.Info, Since: "0.1",
	Presets: lint.Hygiene,
	Refs:    []lint.Ref{lint.OWASP("12"), lint.CWE("526")},
	Check:   lint.EachUnit(checkInheritedSecretVariable),
})

func checkInheritedSecretVariable(p *lint.Pass, u *project.Unit) {
	if u.Compose == nil {
		return
	}
	seen := map[source.Span]bool{}
	for _, s := range u.Compose.Services {
		for _, e := range s.Environment.Items {
			if e.Inherited && secret.Name(e.Key.Value) == secret.Strong && !seen[e.Key.Span] {
				seen[e.Key.Span] = true
				p.Report(e.Key.Span, "%s comes from the environment of whoever runs Compose; use secrets", e.Key.Value).
					About("services." + s.Key.Value).Keyed(e.Key.Value)
			}
		}
	}
}
