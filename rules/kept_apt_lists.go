package rules

import (
	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/project"
)

// KeptAptLists reports `apt-get update` whose lists of packages stay in the image.
//
// They take some twenty megabytes and are outdated soon. Removing them in a later `RUN` does not help: the layer with
// them stays.
//
// The rule asks about stages that end in the final image only. It takes any removal of the folder, `apt-get distclean`, and
// a cache or tmpfs mount. The packages themselves, in `/var/cache/apt`, are removed by the official images of Debian and
// Ubuntu; `apt-get clean` does not remove the lists.
//
// # What to do
//
// End the same `RUN` with `rm -rf /var/lib/apt/lists/*`, or mount a cache:
//
//	RUN --mount=type=cache,target=/var/lib/apt --mount=type=cache,target=/var/cache/apt ...
//
// There is no fix where a later `RUN` installs without an `apt-get update` of its own, and where this one installs nothing: delete
// that.
var KeptAptLists = define(lint.Rule{
	ID: "kept-apt-lists", Title: "Lists of apt kept in the image", Severity: lint.Info, Since: "0.1",
	Presets: lint.Hygiene | lint.Hadolint,
	Aliases: []string{"DL3009", "KICS:Apt Get Install Lists Were Not Deleted", "remove-package-lists", "remove-package-cache"},
	Check:   lint.EachPackageCommand(checkKeptAptLists, "apt"),
})

func checkKeptAptLists(p *lint.Pass, c *project.PackageCommand) {
	if !c.Ships() || !c.KeepsLists() {
		return
	}
	f := p.Report(c.Verb.Span(), "the lists that %s update fetches stay in the image; remove /var/lib/apt/lists/*", c.Name).
		About(c.Subject)
	if edit, ok := c.Append("rm -rf /var/lib/apt/lists/*"); ok && !c.ListsNeeded() && !c.Alone() {
		f.Offer("remove the lists of packages in the same layer", edit)
	}
}
