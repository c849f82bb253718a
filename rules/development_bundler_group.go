package rules

import (
	"strings"

	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/project"
	"github.com/plimsoll-lint/plimsoll/lint/shell"
)

// DevelopmentBundlerGroup reports `bundle install` that takes the group development along, in an image that says it runs in
// production.
//
// Consoles, debuggers and test tools then lie on the server, with holes of their own.
//
// The rule asks where `RAILS_ENV`, `RACK_ENV` or `APP_ENV` is production and the stage ends in the final image. It takes
// `BUNDLE_WITHOUT`, `BUNDLE_ONLY`, `bundle config` and the options of `bundle install`, and is silent where `.bundle/config`
// may come with the program, as in `COPY . .` in front of it.
//
// # What to do
//
// Set `ENV BUNDLE_WITHOUT="development:test"` above. A variable of the `RUN` alone does not do: Bundler asks again when
// the program starts.
//
// # When it is fine
//
// Where the Gemfile has no such group.
var DevelopmentBundlerGroup = define(lint.Rule{
	ID: "development-bundler-group", Title: "Development gems in the image", Severity: lint.Low, Since: "0.1",
	Precision: lint.PrecisionMedium,
	Presets:   lint.Hygiene,
	Aliases:   []string{"tally/ruby/missing-bundle-without-development"},
	Refs:      []lint.Ref{lint.CWE("489")},
	Check:     lint.EachPackageCommand(checkDevelopmentBundlerGroup, "bundle"),
})

func checkDevelopmentBundlerGroup(p *lint.Pass, c *project.PackageCommand) {
	development := func(groups string) bool { return strings.Contains(groups, "development") }
	given := func(groups string) bool { return groups != "" }
	if c.Action != shell.Installing || !c.Ships() || !c.Production() || c.BundlerSays("without", development) ||
		c.BundlerSays("only", given) {
		return
	}
	reportBundler(p, c, "bundle install takes the group development into the image; set BUNDLE_WITHOUT",
		`ENV BUNDLE_WITHOUT="development:test"`, "leave out the groups development and test")
}

// reportBundler reports `bundle install` that lacks a setting.
func reportBundler(p *lint.Pass, c *project.PackageCommand, message, setting, title string) {
	at := c.Verb
	if at.IsZero() {
		at = c.Words[0]
	}
	f := p.Report(at.Span(), "%s", message).About(c.Subject)
	if edit, ok := c.Above(setting); ok {
		f.OfferRisky(title, edit)
	}
}
