package rules

import "github.com/plimsoll-lint/plimsoll/lint"

// UnpinnedGoModule reports Go modules that a build takes in whatever version is the newest: `go install
// example.com/tool@latest`, `@main`, `go get example.com/module`.
//
// Whoever takes over a module publishes a new version, and the next build compiles it in. The checksum database only
// holds that everybody gets the same.
//
// `go install example.com/tool` without `@` takes the version of go.mod, or fails: hadolint reports it, this rule does not.
// It reports `@main` and `@master` beside `@latest`.
//
// # What to do
//
// Write `go install example.com/tool@v1.2.3`, or add the tool to go.mod with `go get -tool`.
var UnpinnedGoModule = define(lint.Rule{
	ID: "unpinned-go-module", Title: "Go module without a version", Severity: lint.Low, Since: "0.1",
	Presets: lint.Hygiene | lint.Hadolint,
	Aliases: []string{"DL3062"},
	Refs:    []lint.Ref{lint.OWASP("13"), lint.CWE("1357")},
	Check:   lint.EachPackageCommand(reportUnpinned, "go"),
})
