package rules

import (
	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/project"
)

// KeptApkCache reports `apk add` without `--no-cache`, which leaves the index of packages in the image.
//
// It takes a few megabytes and is outdated soon. Removing it in a later `RUN` does not help: the layer with it stays.
//
// Removing `/var/cache/apk` in the same `RUN` is as good, though hadolint reports it, and so is a cache or tmpfs mount there.
//
// # What to do
//
// Write `apk add --no-cache`.
var KeptApkCache = define(lint.Rule{
	ID: "kept-apk-cache", Title: "Index of apk kept in the image", Severity: lint.Info, Since: "0.1",
	Presets: lint.Hygiene | lint.Hadolint,
	Aliases: []string{"DL3019", "DS-0025", "KICS:Apk Add Using Local Cache Path", "missing-apk-no-cache"},
	Check:   lint.EachPackageCommand(checkKeptApkCache, "apk"),
})

func checkKeptApkCache(p *lint.Pass, c *project.PackageCommand) {
	if !c.KeepsCache() {
		return
	}
	f := p.Report(c.Verb.Span(), "apk add leaves the index of packages in the image; add --no-cache").About(c.Subject)
	if edit, ok := c.Insert("--no-cache", false); ok {
		f.Offer("fetch the index without keeping it", edit)
	}
}
