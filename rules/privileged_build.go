package rules

import (
	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/compose"
	"github.com/plimsoll-lint/plimsoll/lint/source"
)

// PrivilegedBuild reports `build.privileged: true` and `security.insecure` in `build.entitlements`.
//
// The steps of the build run with all capabilities, without seccomp and AppArmor, on the machine that builds. What they
// download and install there can take it over. Compose asks nobody: it passes `--allow security.insecure` to the builder by
// itself, which then needs to have been started with that entitlement.
//
// # What to do
//
// Delete the key. What needs privileges belongs into a container that is started for it, not into a build.
var PrivilegedBuild = define(lint.Rule{
	ID: "privileged-build", Title: "Build with the privileges of the host", Severity: lint.High, Since: "0.1",
	Presets: lint.Security,
	Refs: []lint.Ref{
		lint.OWASP("3"), lint.CWE("250"), lint.Doc("build", "https://docs.docker.com/reference/compose-file/build/#privileged"),
	},
	Check: lint.EachService(checkPrivilegedBuild),
})

func checkPrivilegedBuild(p *lint.Pass, s *compose.Service) {
	b := s.Build
	if b == nil {
		return
	}
	subject := "services." + s.Key.Value
	if v := b.Privileged; v.Known && v.V {
		f := p.Report(v.Span(), "the build of %s may take over the machine; delete privileged", s.Key.Value)
		offerDeletion(f.About(subject).Notes(v.Related()), v, "build without privileges; steps that mount or load modules fail")
	}
	for _, e := range b.Entitlements.Items {
		if e.Known && e.V == "security.insecure" {
			p.Report(e.Span(), "the build of %s may take over the machine; delete the entitlement", s.Key.Value).
				About(subject).Notes(e.Related())
		}
	}
}

// offerDeletion offers to delete a key with its value, which may change what works.
func offerDeletion[T any](f *lint.Finding, v compose.Value[T], title string) {
	if edit, ok := source.DeleteLines(v.Key().Span, v.Span()); ok {
		f.OfferRisky(title, edit)
	}
}
