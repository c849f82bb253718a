package rules

import (
	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/project"
)

// KeptYarnCache reports installations with yarn whose cache stays in the image.
//
// All packages are in the image twice, and nobody installs them again. Removing the cache in a later `RUN` does not help:
// the layer with it stays.
//
// The rule asks about stages that end in the final image only. It takes `yarn cache clean`, a removal of the folder, and a cache
// or tmpfs mount there. It says nothing where `.yarn`, `.yarnrc.yml` or `.pnp.cjs` is copied: programs may run from the cache
// then.
//
// # What to do
//
// End the same `RUN` with `yarn cache clean`, or mount a cache:
//
//	RUN --mount=type=cache,target=/usr/local/share/.cache yarn install --frozen-lockfile
//
// The fix is a risky one: with Plug'n'Play the program runs from the cache.
var KeptYarnCache = define(lint.Rule{
	ID: "kept-yarn-cache", Title: "Cache of yarn kept in the image", Severity: lint.Info, Since: "0.1",
	Presets: lint.Hygiene | lint.Hadolint,
	Aliases: []string{"DL3060"},
	Check:   lint.EachPackageCommand(checkKeptYarnCache, "yarn"),
})

func checkKeptYarnCache(p *lint.Pass, c *project.PackageCommand) {
	if !c.Ships() || !c.KeepsCache() {
		return
	}
	at := c.Words[0].Span()
	if !c.Verb.IsZero() {
		at = c.Verb.Span()
	}
	f := p.Report(at, "yarn leaves its cache in the image; run yarn cache clean behind it").About(c.Subject)
	if edit, ok := c.Append(c.Name + " cache clean"); ok {
		f.OfferRisky("remove the cache in the same layer; with Plug'n'Play the program runs from it", edit)
	}
}
