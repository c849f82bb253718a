package rules

import (
	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/project"
	"github.com/plimsoll-lint/plimsoll/lint/shell"
)

// ExtraPackageIndex reports `--extra-index-url` of pip, `PIP_EXTRA_INDEX_URL` and `extra-index-url` in `pip.conf`.
//
// pip asks PyPI and the further index alike, and takes the higher version, wherever it is. Whoever registers the name of a
// package of yours on PyPI, with the version 99, runs code in your build (dependency confusion).
//
// Not reported are indexes of public projects, such as that of PyTorch, `--require-hashes`, and uv, which takes a package from
// the first index that has it. A variable that nobody sets may name any of them, and is not reported either.
//
// # What to do
//
// Give the one index that holds both, with `--index-url`: an index of your own that passes PyPI on. Or pin with hashes.
var ExtraPackageIndex = define(lint.Rule{
	ID: "extra-package-index", Title: "Packages taken from either of two indexes", Severity: lint.Medium, Since: "0.1",
	Precision: lint.PrecisionMedium,
	Presets:   lint.Hygiene,
	Refs: []lint.Ref{
		lint.CWE("427"), lint.OWASP("13"), lint.Doc("pip install --extra-index-url", "https://pip.pypa.io/en/stable/cli/pip_install/"),
	},
	Check: lint.EachUnit(checkExtraPackageIndex),
})

func checkExtraPackageIndex(p *lint.Pass, u *project.Unit) {
	const message = "a package of this index may come from PyPI instead; use one index, by --index-url"
	for _, c := range u.Commands("pip", "pip3") {
		for _, index := range c.ExtraIndexes() {
			p.Report(index.Span, message).About(c.Subject)
		}
	}
	for _, w := range u.Writes() {
		for _, text := range w.Content {
			for _, index := range shell.ExtraIndexesIn(w.Path, text) {
				p.Report(index.Span, message).About(w.Subject)
			}
		}
	}
	for _, v := range u.Variables {
		if shell.ExtraIndexBy(v.Name.Value, v.Value.Value) {
			p.Report(v.Span, message).About(v.Subject)
		}
	}
}
