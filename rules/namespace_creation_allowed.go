package rules

import (
	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/project"
	"github.com/plimsoll-lint/plimsoll/lint/seccomp"
)

// NamespaceCreationAllowed reports seccomp profiles that let containers without `SYS_ADMIN` make user namespaces: by `unshare`, by
// `clone` with any flags, or by `clone3`, whose flags no filter can see.
//
// A process has all capabilities in its own user namespace. It reaches parts of the kernel with them that are meant for root, such
// as file systems, nftables and traffic control, where most local exploits of the last years begin.
//
// # What to do
//
// As Docker's default does: allow `unshare` and `clone` with `"includes": {"caps": ["CAP_SYS_ADMIN"]}` only; for others allow `clone`
// where `flags & 0x7E020000` is 0, and let `clone3` fail with `"errnoRet": 38`, so that programs fall back to `clone`.
//
// # When it is fine
//
// Browsers and tools that build images make sandboxes of user namespaces. Give them a profile of their own.
var NamespaceCreationAllowed = define(lint.Rule{
	ID: "namespace-creation-allowed", Title: "User namespaces allowed by a seccomp profile", Severity: lint.High, Since: "0.1",
	Presets: lint.Security,
	Refs:    []lint.Ref{lint.CIS("5.22"), lint.OWASP("6"), lint.CWE("693")},
	Check:   lint.EachUnit(checkNamespaceCreationAllowed),
})

func checkNamespaceCreationAllowed(p *lint.Pass, u *project.Unit) {
	for _, a := range allowances(u, seccomp.Namespaces) {
		a.report(p, "%s %s a process %s", a.names, a.lets, a.Gain)
	}
}
