package rules

import (
	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/project"
)

// KeptZypperCache reports installations and upgrades with zypper whose cache stays in the image.
//
// The metadata of the repositories takes some ten megabytes. Removing it in a later `RUN` does not help: the layer with it
// stays.
//
// The rule takes `zypper clean`, any removal of `/var/cache/zypp` and a cache or tmpfs mount there.
//
// # What to do
//
// End the same `RUN` with `zypper clean --all`; without `--all` only the packages go.
var KeptZypperCache = define(lint.Rule{
	ID: "kept-zypper-cache", Title: "Cache of zypper kept in the image", Severity: lint.Info, Since: "0.1",
	Presets: lint.Hygiene | lint.Hadolint,
	Aliases: []string{"DL3036", "DS-0020", "KICS:Missing Zypper Clean", "missing-zypper-clean"},
	Check:   lint.EachPackageCommand(checkKeptZypperCache, "zypper"),
})

func checkKeptZypperCache(p *lint.Pass, c *project.PackageCommand) {
	reportKeptCache(p, c, "zypper clean --all")
}
