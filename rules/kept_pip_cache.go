package rules

import (
	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/project"
	"github.com/plimsoll-lint/plimsoll/lint/source"
)

// KeptPipCache reports `pip install` whose cache stays in the image.
//
// What was downloaded and built is in the image twice, and nobody installs it again. Removing it in a later `RUN` does not
// help: the layer with it stays.
//
// The rule takes `--no-cache-dir`, `PIP_NO_CACHE_DIR` with any value, since pip has no cache with `off` either, such a line in
// pip.conf, `pip cache purge` or a removal of the folder in the same `RUN`, and a cache or tmpfs mount there. pipx and uv
// have caches of their own. There is one finding for an instruction.
//
// # What to do
//
// Write `pip install --no-cache-dir`, or mount a cache: `RUN --mount=type=cache,target=/root/.cache/pip`.
var KeptPipCache = define(lint.Rule{
	ID: "kept-pip-cache", Title: "Cache of pip kept in the image", Severity: lint.Info, Since: "0.1",
	Presets: lint.Hygiene | lint.Hadolint,
	Aliases: []string{"DL3042", "KICS:Pip install Keeping Cached Packages", "missing-pip-no-cache-dir"},
	Check:   lint.EachUnit(checkKeptPipCache),
})

func checkKeptPipCache(p *lint.Pass, u *project.Unit) {
	all := u.PackageCommands()
	for i := 0; i < len(all); {
		c := &all[i]
		i++
		if c.Manager != "pip" || !c.KeepsCache() {
			continue
		}
		f := p.Report(c.Verb.Span(), "%s install leaves what it downloads in the image; add --no-cache-dir", c.Name).About(c.Subject)
		edit, fixed := c.Insert("--no-cache-dir", false)
		edits := []source.Edit{edit}
		for ; i < len(all) && all[i].Run == c.Run; i++ { // one finding for an instruction
			if all[i].Manager == "pip" && all[i].KeepsCache() {
				edit, ok := all[i].Insert("--no-cache-dir", false)
				edits, fixed = append(edits, edit), fixed && ok
			}
		}
		if fixed {
			f.Offer("install without a cache", edits...)
		}
	}
}
