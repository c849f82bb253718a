package rules

import (
	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/project"
	"github.com/plimsoll-lint/plimsoll/lint/shell"
	"github.com/plimsoll-lint/plimsoll/lint/source"
)

// LockfileNotEnforced reports commands that install what a program depends on and may take other versions than its lock file
// says: `npm install` without names, `yarn install` and `pnpm install` without `--frozen-lockfile`, `cargo install`
// without `--locked`, `uv sync`, `composer update`, `go get -u`.
//
// A lock file holds the checksums of what was reviewed and tested. Without it each build takes what was published last, so a
// package that was taken over this morning runs its install scripts in the build this afternoon. That also happens where the
// lock file was not copied, and nothing says so.
//
// `npm ci` and the options end the build where there is no lock file, or where it does not fit.
//
// # What to do
//
//	COPY package.json package-lock.json ./
//	RUN npm ci
//
// # When it is fine
//
// pnpm, Yarn 2 and later hold to the lock file by themselves where the variable `CI` is set.
var LockfileNotEnforced = define(lint.Rule{
	ID: "lockfile-not-enforced", Title: "Dependencies installed without holding to the lock file", Severity: lint.Low, Since: "0.1",
	Precision: lint.PrecisionHigh,
	Presets:   lint.Hygiene,
	Refs:      []lint.Ref{lint.OWASP("13"), lint.CWE("1357"), lint.CWE("829")},
	Check:     lint.EachCommand(checkLockfileNotEnforced, shell.LockTools()...),
})

func checkLockfileNotEnforced(p *lint.Pass, c project.Command) {
	u, ok := c.Unlocked()
	if !ok {
		return
	}
	use := u.Use
	if !u.Option && c.Name != "go" {
		use = c.Name + " " + use
	}
	f := p.Report(u.Word.Span(), "%s may take other versions than the lock file says; use %s", c.Name, use).About(c.Subject)
	span := u.Word.Span()
	switch {
	case !u.Sure || !u.Word.Literal || string(span.Bytes()) != u.Word.Value:
	case u.Option:
		f.OfferRisky("add "+u.Use+", which needs a lock file that fits", source.Edit{Span: span, New: u.Word.Value + " " + u.Use})
	default:
		f.OfferRisky("use "+use+", which needs a lock file that fits", source.Edit{Span: span, New: u.Use})
	}
}
