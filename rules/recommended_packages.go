package rules

import (
	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/project"
	"github.com/plimsoll-lint/plimsoll/lint/shell"
)

// RecommendedPackages reports `apt-get install` without `--no-install-recommends`.
//
// apt then also installs what the packages merely recommend. The image grows, and so does what an attacker finds in it:
// programs, libraries with holes of their own, services.
//
// The fix is a risky one, since some of it is missed: `curl` and `git` only recommend `ca-certificates`, without which
// they reach no https address. Other tools call it safe.
//
// # What to do
//
// Write `apt-get install -y --no-install-recommends`, or once `APT::Install-Recommends "false";` into a file in
// `/etc/apt/apt.conf.d`, and name what the program does need.
//
// # When it is fine
//
// Where the recommended packages are wanted: say so with `--install-recommends`.
var RecommendedPackages = define(lint.Rule{
	ID: "recommended-packages", Title: "Recommended packages installed too", Severity: lint.Low, Since: "0.1",
	Presets: lint.Hygiene | lint.Hadolint,
	Aliases: []string{
		"DL3015", "DS-0029", "KICS:APT-GET Not Avoiding Additional Packages", "missing-no-install-recommends",
	},
	Check: lint.EachPackageCommand(checkRecommendedPackages, "apt"),
})

func checkRecommendedPackages(p *lint.Pass, c *project.PackageCommand) {
	if c.Action != shell.Installing || !c.Recommends() || c.Configured(project.AptNoRecommends) {
		return
	}
	f := p.Report(c.Verb.Span(), "%s also installs what packages recommend; add --no-install-recommends", c.Name).
		About(c.Subject)
	if edit, ok := c.Insert("--no-install-recommends", false); ok {
		f.OfferRisky("leave out what packages recommend; a program may miss it, as curl does ca-certificates", edit)
	}
}
