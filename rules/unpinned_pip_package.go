package rules

import "github.com/plimsoll-lint/plimsoll/lint"

// UnpinnedPipPackage reports packages that pip installs without a version: by `pip install`, `python -m pip`, `uv pip`
// and `pipx`.
//
// Whoever takes over a package publishes a new version, and the next build runs it, as root.
//
// A finding stands on the first such package of a command and counts the others. A bound counts where it is an upper
// end: `==2.1`, `~=2.1`, `<3`. `>=2` alone still takes the newest, though hadolint takes it for a pin. Files, folders
// and addresses have their versions elsewhere; what comes from git needs a reference behind `@`. The rule says nothing of
// commands with `-r`, `-c`, `--require-hashes` or `--no-index`, or `PIP_CONSTRAINT`, where a file or pip itself decides about
// versions.
//
// # What to do
//
// Write `flask==3.1.2`. Better: keep a `requirements.txt` with all versions and hashes, as `pip-compile
// --generate-hashes` or `uv pip compile --generate-hashes` write it, and install it with `--require-hashes`.
var UnpinnedPipPackage = define(lint.Rule{
	ID: "unpinned-pip-package", Title: "Package of pip without a version", Severity: lint.Low, Since: "0.1",
	Presets: lint.Hygiene | lint.Hadolint,
	Aliases: []string{"DL3013", "KICS:Unpinned Package Version in Pip Install"},
	Refs:    []lint.Ref{lint.OWASP("13"), lint.CWE("1357")},
	Check:   lint.EachPackageCommand(reportUnpinned, "pip", "pipx"),
})
