package rules

import (
	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/project"
	"github.com/plimsoll-lint/plimsoll/lint/secret"
	"github.com/plimsoll-lint/plimsoll/lint/source"
)

// SecretNamedVariable reports `ARG` and `ENV` instructions whose name alone sounds like a credential.
//
// This is what other linters check. It is a guess: the value is not looked at, so `AUTH_METHOD` and `KEY_SERVER` are
// reported too. Where the value, or the way it takes, tells more, one of these rules speaks instead, and this one is quiet:
// `secret-in-image`, `secret-build-argument` and `secret-passed-on`.
//
// The names are those of BuildKit's check, a word between underscores such as `key`, `auth` or `token`; those that hadolint
// finds anywhere in a name, such as `password`; and `DB_PASS`, `PGPASSWORD` or `PASSPHRASE`, which they miss. As in BuildKit, names
// with `public`, `file` or `version` are fine; those with `GPG` are too, since they hold fingerprints. hadolint's
// `username` and its list of harmless names are left out.
//
// # What to do
//
// If it is a credential, use `RUN --mount=type=secret` in the build and a file at run time. If it is none, ignore the
// finding.
var SecretNamedVariable = define(lint.Rule{
	ID: "secret-named-variable", Title: "Variable that sounds like a credential", Severity: lint.Low, Since: "0.1",
	Presets:   lint.Hygiene | lint.Hadolint,
	Precision: lint.PrecisionLow,
	Aliases: []string{
		"DL3064", "SecretsUsedInArgOrEnv", "DS-0031", "secret-in-build-arg", "tally/ruby/secrets-in-arg-or-env",
	},
	Refs:  []lint.Ref{lint.CIS("4.10"), lint.OWASP("12")},
	Check: lint.EachUnit(checkSecretNamedVariable),
})

func checkSecretNamedVariable(p *lint.Pass, u *project.Unit) {
	var passed map[source.Span]bool
	for _, on := range u.PassedOn() {
		if passed == nil {
			passed = map[source.Span]bool{}
		}
		passed[on.Pair] = true
	}
	for _, v := range u.Variables {
		if v.Place != project.Arg && v.Place != project.Env || !secret.Guess(v.Name.Value) || passed[v.Span] ||
			takesSecret(v) || secret.Judge(v.Name.Value, v.Value.Value).Kind != secret.Nothing {
			continue
		}
		p.Report(v.Name.Span, "%s sounds like a credential, which stays in the image or its history; use a secret", v.Name.Value).
			About(v.Subject)
	}
}
