package rules

import (
	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/project"
)

// KeptPipCache reports `pip install` whose cache stays in the image.
//
// What was downloaded and built is in the image twice, and nobody installs it again. Removing it in a later `RUN` does not
// help: the layer with it stays.
//
// The rule takes `--no-cache-dir`, `PIP_NO_CACHE_DIR` with any value, since pip has no cache with `off` either, such a line in
// pip.conf, `pip cache purge` or a removal of the folder in the same `RUN`, and a cache or tmpfs mount there. pipx and uv
// have caches of their own.
//
// # What to do
//
// Write `pip install --no-cache-dir`, or mount a cache: `RUN --mount=type=cache,target=/root/.cache/pip`.
var KeptPipCache = define(lint.Rule{
	ID: "kept-pip-cache", Title: "Cache of pip kept in the image", Severity: lint.Info, Since: "0.1",
	Presets: lint.Hygiene | lint.Hadolint,
	Aliases: []string{"DL3042", "KICS:Pip install Keeping Cached Packages", "missing-pip-no-cache-dir"},
	Check:   lint.EachPackageCommand(checkKeptPipCache, "pip"),
})

func checkKeptPipCache(p *lint.Pass, c *project.PackageCommand) {
	if !c.KeepsCache() {
		return
	}
	f := p.Report(c.Verb.Span(), "%s install leaves what it downloads in the image; add --no-cache-dir", c.Name).About(c.Subject)
	if edit, ok := c.Insert("--no-cache-dir", false); ok {
		f.Offer("install without a cache", edit)
	}
}
