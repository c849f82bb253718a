package rules

import (
	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/project"
	"github.com/plimsoll-lint/plimsoll/lint/secret"
)

// SecretInEnvironment reports credentials that a Compose file gives to a container in `environment`: literal values
// whose name and value together say what they are, defaults of variables included, tokens of known issuers, private
// keys, and passwords in URLs and connection strings.
//
// The value lies in the repository for everybody who reads it, now and in its history, and in `docker inspect` on
// the host.
//
// References to variables, paths, switches, names such as `POSTGRES_PASSWORD_FILE` marked stand-ins and what argon2,
// bcrypt or scrypt made of a password are no credentials, and passwords that everybody knows are those of `default-credential`. What a `.env` file holds is never looked up.
//
// # What to do
//
// Take the value away and change the credential. Use `secrets:` and the `_FILE` form of the variable where the image
// knows it, else a variable that the host sets.
var SecretInEnvironment = define(lint.Rule{
	ID: "secret-in-environment", Title: "Credential in the Compose file", Severity: lint.High, Since: "0.1",
	Presets:   lint.Security | lint.Benchmark,
	Precision: lint.PrecisionHigh,
	Aliases:   []string{"CL-0020", "CL-0021", "KICS:Passwords And Secrets"},
	Refs:      []lint.Ref{lint.CIS("4.10"), lint.OWASP("12"), lint.CWE("798")},
	Check:     lint.EachVariable(checkSecretInEnvironment),
})

func checkSecretInEnvironment(p *lint.Pass, v project.Variable) {
	if v.Place != project.Environment {
		return
	}
	if _, _, guessable := secret.Guessable(v.Name.Value, v.Value.Value); guessable || secret.Hashed(v.Value.Value) {
		return // default-credential reports the former
	}
	if verdict := secret.Judge(v.Name.Value, v.Value.Value); verdict.Kind != secret.Nothing {
		p.Report(v.Value.At(verdict.Start, verdict.End), "%s holds %s in the repository; use secrets",
			v.Name.Value, verdict).About(v.Subject).Keyed(v.Name.Value)
	}
}
