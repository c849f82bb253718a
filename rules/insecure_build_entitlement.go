package rules

import (
	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/daemon"
)

// InsecureBuildEntitlement reports `security-insecure` among the entitlements of the builder.
//
// Whoever may start a build, of any Dockerfile, is root on the host: `RUN --security=insecure` runs with all capabilities and without
// a filter. The daemon does not grant it unless it is told to. `network-host` and `device` it grants by default.
//
// # What to do
//
// Delete the entitlement. Builds that need it run in a builder of their own: `docker buildx create`.
var InsecureBuildEntitlement = define(lint.Rule{
	ID: "insecure-build-entitlement", Title: "Builds may be privileged", Severity: lint.High, Since: "0.1",
	Presets: lint.Security,
	Refs:    []lint.Ref{lint.OWASP("3"), lint.CWE("250")},
	Check:   lint.EachDaemon(checkInsecureBuildEntitlement),
})

func checkInsecureBuildEntitlement(p *lint.Pass, d *daemon.File) {
	if s := d.Entitlement("security-insecure"); s.Set && s.Known && s.V {
		p.Report(s.Span, "builds run as root on the host with this; delete the entitlement")
	}
}
