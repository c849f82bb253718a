package rules

import (
	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/project"
)

// DevelopmentComposerPackages reports `composer install` without `--no-dev` where its packages get into the final image.
//
// Test tools and debuggers then lie on the server. PHPUnit has let strangers run code where its folder could be
// requested (CVE-2017-9841), and scanners still look for it.
//
// The rule is silent where the stage or the file is named for development, tests, CI or debugging, where `COMPOSER_NO_DEV`
// is set or not known, and where a later command of the stage installs without them.
//
// # What to do
//
// Write `composer install --no-dev --optimize-autoloader`, or set `ENV COMPOSER_NO_DEV=1`.
var DevelopmentComposerPackages = define(lint.Rule{
	ID: "development-composer-packages", Title: "Development packages of Composer in the image", Severity: lint.Low, Since: "0.1",
	Precision: lint.PrecisionMedium,
	Presets:   lint.Hygiene,
	Aliases:   []string{"tally/php/composer-no-dev-in-production"},
	Refs:      []lint.Ref{lint.CWE("489")},
	Check:     lint.EachPackageCommand(checkDevelopmentComposerPackages, "composer"),
})

func checkDevelopmentComposerPackages(p *lint.Pass, c *project.PackageCommand) {
	if !c.InstallsDevelopment() || c.Undone() || c.Development() || !c.Delivers("vendor", "/app") {
		return
	}
	if value, known, set := c.Setting("COMPOSER_NO_DEV"); set && (!known || value != "0" && value != "") {
		return
	}
	f := p.Report(c.Verb.Span(), "composer install takes packages for development into the image; add --no-dev").About(c.Subject)
	if edit, ok := c.Insert("--no-dev", false); ok {
		f.OfferRisky("leave out what composer.json needs for development only", edit)
	}
}
