package rules

import (
	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/project"
	"github.com/plimsoll-lint/plimsoll/lint/shell"
)

// UnenforcedBundlerLockfile reports `bundle install` that may go beyond Gemfile.lock, in an image that says it runs in
// production.
//
// Where the Gemfile asks for something that the lock file does not hold, Bundler takes the newest gems there are, and
// nobody has seen them before. With `deployment` or `frozen` it stops.
//
// The rule asks where `RAILS_ENV`, `RACK_ENV` or `APP_ENV` is production and the stage ends in the final image. It takes
// `BUNDLE_DEPLOYMENT`, `BUNDLE_FROZEN`, `bundle config` and the options of `bundle install`, and is silent where
// `.bundle/config` may come with the program, as in `COPY . .` in front of it.
//
// # What to do
//
// Set `ENV BUNDLE_DEPLOYMENT="1"` above, which also puts the gems below `vendor/bundle`, or `ENV BUNDLE_FROZEN="1"`.
var UnenforcedBundlerLockfile = define(lint.Rule{
	ID: "unenforced-bundler-lockfile", Title: "Lock file of Bundler not enforced", Severity: lint.Low, Since: "0.1",
	Precision: lint.PrecisionMedium,
	Presets:   lint.Hygiene,
	Aliases:   []string{"tally/ruby/missing-bundle-deployment"},
	Refs:      []lint.Ref{lint.CWE("1357")},
	Check:     lint.EachPackageCommand(checkUnenforcedBundlerLockfile, "bundle"),
})

func checkUnenforcedBundlerLockfile(p *lint.Pass, c *project.PackageCommand) {
	on := func(value string) bool { return value != "" && value != "false" && value != "0" }
	if c.Action != shell.Installing || !c.Ships() || !c.Production() || c.BundlerSays("deployment", on) || c.BundlerSays("frozen", on) {
		return
	}
	reportBundler(p, c, "bundle install may go beyond Gemfile.lock; set BUNDLE_DEPLOYMENT", `ENV BUNDLE_DEPLOYMENT="1"`,
		"install what Gemfile.lock says, below vendor/bundle, and stop where it does not fit")
}
