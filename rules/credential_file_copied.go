package rules

import (
	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/project"
)

// CredentialFileCopied reports `COPY` and `ADD` of a file whose name leaves no doubt that it holds credentials, in a stage
// that ships: `id_rsa`, `.netrc`, `.git-credentials`, `.pypirc`, `.aws/credentials`, a kubeconfig, a private key, the state
// of Terraform, a key store, or the file that `GOOGLE_APPLICATION_CREDENTIALS` and its like lead to. Where the file is
// there, it is looked at, so that a `.env`, `.npmrc` or `.pem` with a credential in it is found as well, and one without is
// not.
//
// Whoever can pull the image reads the file.
//
// What another stage made counts too: `COPY --from=build /root/.netrc /root/`. Public keys, certificates, samples and files
// of tests do not. A file that a later instruction deletes is reported by `credential-deleted-later`.
//
// # What to do
//
// Change the credential. A build gets it with `RUN --mount=type=secret,target=/root/.netrc`, SSH keys with `--mount=type=ssh`;
// a container gets it when it starts, as a secret or a volume.
var CredentialFileCopied = define(lint.Rule{
	ID: "credential-file-copied", Title: "Credential file copied into the image", Severity: lint.High, Since: "0.1",
	Presets:   lint.Security | lint.Benchmark,
	Precision: lint.PrecisionHigh,
	Aliases:   []string{"DS-0031"},
	Refs:      []lint.Ref{lint.CIS("4.10"), lint.OWASP("12"), lint.CWE("538")},
	Check:     lint.EachUnit(checkCredentialFileCopied),
})

func checkCredentialFileCopied(p *lint.Pass, u *project.Unit) {
	for _, f := range u.CredentialFiles() {
		switch {
		case !f.Sure || f.Removed != nil:
		case f.Variable != "":
			p.Report(f.At, "%s leads here, so the image holds %s; mount it", f.Variable, f.What).About(f.Subject).
				Notes(f.Via.Carries())
		default:
			p.Report(f.At, "puts %s into the image; use RUN --mount=type=secret, or mount the file", f.What).About(f.Subject).
				Notes(f.Via.Carries())
		}
	}
}
