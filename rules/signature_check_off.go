package rules

import (
	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/project"
	"github.com/plimsoll-lint/plimsoll/lint/shell"
)

// SignatureCheckOff reports options and settings that make package managers install what nobody signed: `apt-get
// --allow-unauthenticated`, `[trusted=yes]`, `apk --allow-untrusted`, `dnf --nogpgcheck`, `rpm --nosignature`,
// `gpgcheck=0`, `SigLevel = Never` and their like, on the command line and in files that the build writes.
//
// The signature is what ties a package to its publisher. Without it a mirror, a proxy or somebody on the way decides
// what is installed, as root.
//
// # What to do
//
// Delete the option and add the key of the repository: `signed-by=/usr/share/keyrings/...` for apt, `--keys-dir` for
// apk, `rpm --import` for rpm.
var SignatureCheckOff = define(lint.Rule{
	ID: "signature-check-off", Title: "Check of package signatures switched off", Severity: lint.High, Since: "0.1",
	Presets: lint.Security | lint.Benchmark,
	Aliases: []string{"CKV2_DOCKER_7", "CKV2_DOCKER_8", "CKV2_DOCKER_9", "CKV2_DOCKER_10", "CKV2_DOCKER_11"},
	Refs:    []lint.Ref{lint.CIS("4.12"), lint.OWASP("13"), lint.CWE("347")},
	Check:   lint.EachUnit(checkSignatureCheckOff),
})

func checkSignatureCheckOff(p *lint.Pass, u *project.Unit) {
	reportSwitches(p, u, shell.Signature, "with %[2]s, %[1]s installs packages without a valid signature; remove it")
}
