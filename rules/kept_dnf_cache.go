package rules

import (
	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/project"
)

// KeptDnfCache reports installations and upgrades with dnf, microdnf or tdnf whose cache stays in the image.
//
// The metadata of the repositories takes up to some hundred megabytes. Removing it in a later `RUN` does not help: the layer
// with it stays.
//
// The rule takes `clean all` of any of these programs, any removal of `/var/cache/dnf`, `/var/cache/libdnf5` or
// `/var/cache/yum`, which is microdnf's, and a cache or tmpfs mount there. `dnf clean packages` leaves the metadata.
//
// # What to do
//
// End the same `RUN` with `dnf clean all`.
var KeptDnfCache = define(lint.Rule{
	ID: "kept-dnf-cache", Title: "Cache of dnf kept in the image", Severity: lint.Info, Since: "0.1",
	Presets: lint.Hygiene | lint.Hadolint,
	Aliases: []string{"DL3040", "DS-0019", "DS-0027", "KICS:Missing Dnf Clean All", "missing-dnf-clean-all"},
	Check:   lint.EachPackageCommand(checkKeptDnfCache, "dnf"),
})

func checkKeptDnfCache(p *lint.Pass, c *project.PackageCommand) {
	if c.Name != "yum" {
		reportKeptCache(p, c, c.Name+" clean all")
	}
}
