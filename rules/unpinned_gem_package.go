package rules

import "github.com/plimsoll-lint/plimsoll/lint"

// UnpinnedGemPackage reports gems that `gem install` installs without a version.
//
// Whoever takes over a gem publishes a new version, and the next build runs it, as root.
//
// A finding stands on the first such gem of a command and counts the others. `name:1.2` and `-v 1.2` are pins, and so is
// a bound with an upper end, such as `~> 1.2`. `-v '>= 0'` is none, though hadolint takes any `-v` for one.
//
// # What to do
//
// Write `gem install bundler:2.7.1`. What the program itself needs belongs into the Gemfile and its lock file.
var UnpinnedGemPackage = define(lint.Rule{
	ID: "unpinned-gem-package", Title: "Gem without a version", Severity: lint.Low, Since: "0.1",
	Presets: lint.Hygiene | lint.Hadolint,
	Aliases: []string{"DL3028", "KICS:Gem Install Without Version"},
	Refs:    []lint.Ref{lint.OWASP("13"), lint.CWE("1357")},
	Check:   lint.EachPackageCommand(reportUnpinned, "gem"),
})
