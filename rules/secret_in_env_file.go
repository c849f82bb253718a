package rules

import (
	"path"
	"strconv"

	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/project"
)

// SecretInEnvFile reports an `env_file` that holds credentials and that no `.gitignore` keeps out of the repository.
//
// The file looks like a place for secrets, and is read by everybody who reads the repository, now and in its history. Their
// names are reported, their values never.
//
// Samples, references to variables, and values that ask to be replaced (`changeme`) are left alone.
//
// # What to do
//
// Change the credentials. Add the file to `.gitignore`, take it out with `git rm --cached`, and put a sample beside it.
//
// # When it is fine
//
// Where something else keeps it out of git, as `.git/info/exclude` does, or where it is encrypted.
var SecretInEnvFile = define(lint.Rule{
	ID: "secret-in-env-file", Title: "Credential in a file of variables", Severity: lint.High, Since: "0.1",
	Presets:   lint.Security | lint.Benchmark,
	Precision: lint.PrecisionHigh,
	Refs:      []lint.Ref{lint.CIS("4.10"), lint.OWASP("12"), lint.CWE("538")},
	Check:     lint.EachUnit(checkSecretInEnvFile),
})

func checkSecretInEnvFile(p *lint.Pass, u *project.Unit) {
	for _, e := range u.EnvSecrets() {
		more := ""
		if n := len(e.Names) - 1; n > 0 {
			more = " and " + strconv.Itoa(n) + " more"
		}
		name := e.Names[0]
		if len(name) > 40 {
			name = name[:40] + "..."
		}
		p.Report(e.At, "%s holds %s%s, and git does not ignore it", path.Base(e.File), name, more).
			About(e.Subject).Keyed(e.File)
	}
}
