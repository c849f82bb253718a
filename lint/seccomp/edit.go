package seccomp

import (
	"slices"
	"strings"

	"github.com/plimsoll-lint/plimsoll/lint/source"
)

// Drop returns the edits that take calls out of a rule. It fails where no call would be left, and where the rule has but a name.
func (r *Rule) Drop(names []string) ([]source.Edit, bool) {
	content := r.NamesAt.Bytes()
	if len(content) == 0 || content[0] != '[' {
		return nil, false
	}
	goes := func(i int) bool { return slices.Contains(names, r.Names[i].Value) }
	var edits []source.Edit
	kept := 0
	for i := 0; i < len(r.Names); i++ {
		if !goes(i) {
			kept++
			continue
		}
		first, file := i, r.Names[i].Span.File
		for i+1 < len(r.Names) && goes(i+1) {
			i++
		}
		span := source.Span{File: file, Start: r.Names[first].Span.Start, End: r.Names[i].Span.End}
		switch {
		case i+1 < len(r.Names):
			span.End = r.Names[i+1].Span.Start
		case first > 0:
			span.Start = r.Names[first-1].Span.End
		}
		edits = append(edits, source.Edit{Span: span})
	}
	return edits, kept > 0 && len(edits) > 0
}

// Gated returns the edits that move calls of a rule to rules behind it that hold for containers with the capability that Docker
// asks for.
func (r *Rule) Gated(names []string) ([]source.Edit, bool) {
	edits, ok := r.Drop(names)
	if !ok || len(r.Args) > 0 || r.Includes != nil || r.Excludes != nil {
		return nil, false
	}
	byCap, caps := map[string][]string{}, []string{}
	for _, name := range names {
		gate := Gate(name)
		if gate == "" {
			return nil, false
		}
		if byCap[gate] == nil {
			caps = append(caps, gate)
		}
		byCap[gate] = append(byCap[gate], `"`+name+`"`)
	}
	file := r.Span.File
	start, _ := file.LineBounds(file.LineAt(r.Span.Start))
	indent := string(file.Content[start:r.Span.Start])
	separator := ", "
	if strings.TrimLeft(indent, " \t") == "" {
		separator = ",\n" + indent
	}
	text := ""
	for _, c := range caps {
		text += separator + `{"names": [` + strings.Join(byCap[c], ", ") + `], "action": "` + r.ActionText.Value +
			`", "includes": {"caps": ["` + c + `"]}}`
	}
	at := source.Span{File: file, Start: r.Span.End, End: r.Span.End}
	return append(edits, source.Edit{Span: at, New: text}), true
}
