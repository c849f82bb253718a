package rules

import (
	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/project"
	"github.com/plimsoll-lint/plimsoll/lint/secret"
)

// SecretInImage reports credentials that a Dockerfile writes into the image: literal values of `ENV` and defaults of
// `ARG` whose name and value together say what they are, tokens of known issuers, private keys, and passwords in
// URLs and connection strings.
//
// Whoever has the file, and whoever pulls the image, reads them, the latter with `docker inspect` or `docker history`,
// even if a later instruction sets them anew.
//
// Paths and names of files, switches, references to variables, names such as `TOKEN_FILE` and marked stand-ins
// (`dummy`) are no credentials.
//
// # What to do
//
// Take the value away and change the credential: it has been published. A build gets a secret with `RUN
// --mount=type=secret,id=...`; a container gets it when it starts, best as a file.
var SecretInImage = define(lint.Rule{
	ID: "secret-in-image", Title: "Credential in the image", Severity: lint.High, Since: "0.1",
	Presets:   lint.Security | lint.Benchmark | lint.Hadolint,
	Precision: lint.PrecisionHigh,
	Aliases: []string{
		"DL3064", "SecretsUsedInArgOrEnv", "DS-0031", "secret-in-build-arg", "tally/secrets-in-code",
		"tally/ruby/secrets-in-arg-or-env", "KICS:Passwords And Secrets",
	},
	Refs:  []lint.Ref{lint.CIS("4.10"), lint.OWASP("12"), lint.CWE("798")},
	Check: lint.EachVariable(checkSecretInImage),
})

func checkSecretInImage(p *lint.Pass, v project.Variable) {
	if v.Place != project.Arg && v.Place != project.Env {
		return
	}
	if verdict := secret.Judge(v.Name.Value, v.Value.Value); verdict.Kind != secret.Nothing {
		instead := "set it when the container starts"
		if v.Place == project.Arg {
			instead = "use RUN --mount=type=secret"
		}
		f := p.Report(v.Value.At(verdict.Start, verdict.End), "%s holds %s that everybody can read; %s", v.Name.Value, verdict, instead)
		f.About(v.Subject).Keyed(v.Name.Value)
		if v.Place == project.Env {
			f.Note(p.Unit.Overridden(v.Name.Value), "set anew when the container starts; the image holds the old value all the same")
		}
	}
}
