package rules

import (
	"strings"

	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/project"
	"github.com/plimsoll-lint/plimsoll/lint/source"
)

// AmbiguousBoolean reports truth values that are written `yes`, `no`, `on`, `off`, `y` or `n`.
//
// Compose takes them, in quotes too, and warns. They are truth values in YAML 1.1 and texts in YAML 1.2, so of two tools that
// read the file one may see `privileged: yes` and the other something that is not `true`.
//
// # What to do
//
// Write `true` or `false`.
var AmbiguousBoolean = define(lint.Rule{
	ID: "ambiguous-boolean", Title: "Truth value that some read as a text", Severity: lint.Info, Since: "0.1",
	Presets: lint.Hygiene,
	Refs:    []lint.Ref{lint.CWE("436"), lint.Doc("YAML 1.2, booleans", "https://yaml.org/spec/1.2.2/#10212-boolean")},
	Check:   lint.EachUnit(checkAmbiguousBoolean),
})

func checkAmbiguousBoolean(p *lint.Pass, u *project.Unit) {
	if u.Compose == nil {
		return
	}
	for _, v := range u.Compose.OldBooleans {
		word, at, value := v.Text().Value, v.Text().Span, "false"
		if v.V {
			value = "true"
		}
		f := p.Report(at, "%s is a text for YAML 1.2; write %s", word, value).Keyed(v.Key().Value)
		if edit, ok := source.Rewrite(v.Key().Span, v.Span(), value); ok && strings.Trim(string(v.Span().Bytes()), `"'`) == word {
			f.Offer("write "+value, edit)
		}
	}
}
