package rules

import "github.com/plimsoll-lint/plimsoll/lint"

// UnpinnedNpmPackage reports packages that npm, pnpm, yarn or bun install by name without a version.
//
// Whoever takes over a package publishes a new version, and the next build runs its install scripts, often as root.
//
// A finding stands on the first such package of a command and counts the others. A range counts where it has an upper
// end: `name@10`, `name@^4`, `name@1.x`. A tag such as `name@latest` moves, and `name@>=1` has no end: hadolint takes both
// for pins, and reads `npm install` only. What comes from git needs a reference behind `#`. Without names, what is
// installed is in package.json and its lock file.
//
// # What to do
//
// Write `npm install -g pnpm@10.15.0`. What the program itself needs belongs into package.json and is installed
// with `npm ci`.
var UnpinnedNpmPackage = define(lint.Rule{
	ID: "unpinned-npm-package", Title: "Package of npm without a version", Severity: lint.Low, Since: "0.1",
	Presets: lint.Hygiene | lint.Hadolint,
	Aliases: []string{"DL3016", "KICS:NPM Install Command Without Pinned Version"},
	Refs:    []lint.Ref{lint.OWASP("13"), lint.CWE("1357")},
	Check:   lint.EachPackageCommand(reportUnpinned, "npm", "pnpm", "yarn", "bun"),
})
