package rules

import (
	"strconv"

	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/dockerfile"
	"github.com/plimsoll-lint/plimsoll/lint/project"
)

// SparseLoginLog reports `useradd` with a user id of 100000 or more and without `-l`.
//
// `useradd` writes an entry for the user into `/var/log/lastlog` and `/var/log/faillog`, at an offset that grows with the id.
// On disk the files have holes; an image layer is written without them and gets larger by hundreds of megabytes or more.
//
// # What to do
//
// Add `-l` (`--no-log-init`), or take a smaller id.
var SparseLoginLog = define(lint.Rule{
	ID: "sparse-login-log", Title: "High user id fills the login log", Severity: lint.Info, Since: "0.1",
	Presets: lint.Hygiene | lint.Hadolint,
	Aliases: []string{"DL3046"},
	Refs:    []lint.Ref{lint.Doc("moby issue 5419", "https://github.com/moby/moby/issues/5419")},
	Check:   lint.EachCommand(checkSparseLoginLog, "useradd"),
})

func checkSparseLoginLog(p *lint.Pass, c project.Command) {
	opts := c.Options()
	id := opts.Find("-u", "--uid")
	if id == nil || opts.Find("-l", "--no-log-init") != nil {
		return
	}
	value := c.Expand(id.Value, nil)
	if n, err := strconv.ParseUint(value, 10, 32); err != nil || n < 100_000 {
		return
	}
	f := p.Report(id.Span(), "user id %s makes useradd write a huge sparse log; add -l", value).About(c.Subject)
	if edit, ok := addOption(c, "-l"); ok {
		f.Offer("add -l, which leaves the login log alone", edit)
	}
}

// addOption returns the edit that adds an option behind the program, where a shell reads the words.
func addOption(c project.Command, option string) (edit lint.Edit, ok bool) {
	if c.Run.Form != dockerfile.ShellForm || len(c.Words) == 0 || !c.Words[0].Literal {
		return edit, false
	}
	at := c.Words[0].Span()
	if at.IsZero() || at.Len() != len(c.Words[0].Value) {
		return edit, false // quoted
	}
	return lint.Edit{Span: at.File.Span(at.End, at.End), New: " " + option}, true
}
