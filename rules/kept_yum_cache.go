package rules

import (
	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/project"
)

// KeptYumCache reports installations and upgrades with yum whose cache stays in the image.
//
// The metadata of the repositories takes up to some hundred megabytes. Removing it in a later `RUN` does not help: the layer
// with it stays.
//
// The rule takes `yum clean all`, any removal of `/var/cache/yum` or `/var/cache/dnf` and a cache or tmpfs mount there.
// `yum clean packages` leaves the metadata.
//
// # What to do
//
// End the same `RUN` with `yum clean all`.
var KeptYumCache = define(lint.Rule{
	ID: "kept-yum-cache", Title: "Cache of yum kept in the image", Severity: lint.Info, Since: "0.1",
	Presets: lint.Hygiene | lint.Hadolint,
	Aliases: []string{"DL3032", "DS-0015", "KICS:Yum Clean All Missing", "missing-yum-clean-all"},
	Check:   lint.EachPackageCommand(checkKeptYumCache, "dnf"),
})

func checkKeptYumCache(p *lint.Pass, c *project.PackageCommand) {
	if c.Name == "yum" {
		reportKeptCache(p, c, "yum clean all")
	}
}

// reportKeptCache reports a cache that a command at the end of the instruction removes.
func reportKeptCache(p *lint.Pass, c *project.PackageCommand, clean string) {
	if !c.KeepsCache() {
		return
	}
	f := p.Report(c.Verb.Span(), "%s %s leaves its cache in the image; run %s behind it", c.Name, c.Verb.Value, clean).
		About(c.Subject)
	if edit, ok := c.Append(clean); ok {
		f.Offer("remove the cache in the same layer", edit)
	}
}
