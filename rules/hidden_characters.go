package rules

import (
	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/source"
)

// HiddenCharacters reports characters that turn the direction of text or do not show, where a reader would be
// misled: a reviewer sees other code than Docker runs (the attack known as Trojan Source).
//
// # What to do
//
// Delete the characters. An editor that shows invisible characters helps to find them.
var HiddenCharacters = define(lint.Rule{
	ID: "hidden-characters", Title: "Characters that hide what the text says", Severity: lint.High, Since: "0.1",
	Presets: lint.Security,
	Refs:    []lint.Ref{lint.CWE("1007"), lint.Doc("Trojan Source", "https://trojansource.codes")},
	Check:   lint.Problems(source.HiddenControl),
})
