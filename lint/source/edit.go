package source

import (
	"bytes"
	"strings"
)

// Edit replaces the bytes of a span.
type Edit struct {
	Span Span
	New  string
}

// DeleteLines returns the edit that deletes whole lines: those from a key to the end of its value, with what is written
// behind it, which is a comment at most. It fails where something else stands on the lines.
func DeleteLines(key, value Span) (Edit, bool) {
	f := key.File
	if f == nil || value.File != f || value.Start < key.End {
		return Edit{}, false
	}
	if between := bytes.TrimSpace(f.Content[key.End:value.Start]); string(between) != ":" {
		return Edit{}, false // the value came from elsewhere, or has an anchor or a tag of its own
	}
	start, _ := f.LineBounds(f.LineAt(key.Start))
	last := f.LineAt(max(value.End-1, key.Start))
	_, end := f.LineBounds(last)
	behind := bytes.TrimSpace(f.Content[min(value.End, end):end])
	if len(bytes.TrimSpace(f.Content[start:key.Start])) > 0 || len(behind) > 0 && behind[0] != '#' {
		return Edit{}, false
	}
	if last < f.LineCount() {
		end, _ = f.LineBounds(last + 1)
	}
	return Edit{Span: f.Span(start, end)}, true
}

// Rewrite returns the edit that gives a key another value. It fails where the value came from elsewhere, or has an anchor or a
// tag, with which others share it.
func Rewrite(key, value Span, text string) (Edit, bool) {
	if key.File == nil || value.File != key.File || value.Start < key.End {
		return Edit{}, false
	}
	between := bytes.Trim(key.File.Content[key.End:value.Start], " \"'")
	return Edit{Span: value, New: text}, string(between) == ":"
}

// InsertBelow returns the edit that adds lines below the block that a span ends, indented as the span's first line is. It
// fails where the span does not begin its line, as in flow style.
func InsertBelow(block Span, lines ...string) (Edit, bool) {
	f := block.File
	if f == nil || block.Len() == 0 || block.Bytes()[0] == '{' || block.Bytes()[0] == '[' {
		return Edit{}, false
	}
	start, _ := f.LineBounds(f.LineAt(block.Start))
	indent := f.Content[start:block.Start]
	if len(bytes.TrimLeft(indent, " ")) > 0 {
		return Edit{}, false
	}
	newline := "\n"
	if _, end := f.LineBounds(f.LineAt(block.Start)); bytes.HasPrefix(f.Content[end:], []byte("\r\n")) {
		newline = "\r\n"
	}
	_, end := f.LineBounds(f.LineAt(block.End - 1))
	var text bytes.Buffer
	for _, line := range lines {
		text.WriteString(newline)
		text.Write(indent)
		text.WriteString(line)
	}
	return Edit{Span: f.Span(end, end), New: text.String()}, true
}

// InsertBehind returns the edit that adds a line to a mapping in block style, which may stand in a list.
func InsertBehind(mapping Span, line string) (Edit, bool) {
	f := mapping.File
	if f == nil || mapping.Len() == 0 || bytes.IndexByte([]byte(`{["'|>*&!`), mapping.Bytes()[0]) >= 0 {
		return Edit{}, false
	}
	start, end := f.LineBounds(f.LineAt(mapping.Start))
	if before := f.Content[start:mapping.Start]; len(bytes.Trim(before, " -")) > 0 {
		return Edit{}, false
	}
	newline := "\n"
	if bytes.HasPrefix(f.Content[end:], []byte("\r\n")) {
		newline = "\r\n"
	}
	_, end = f.LineBounds(f.LineAt(mapping.End - 1))
	return Edit{Span: f.Span(end, end), New: newline + strings.Repeat(" ", mapping.Start-start) + line}, true
}

// DeleteItem returns the edit that deletes an item of a YAML list: its line, or in flow style the item and its comma. It fails
// where it is the only one, which would leave an empty list, and where a comment or a quote stands in between.
func DeleteItem(item Span) (Edit, bool) {
	f := item.File
	if f == nil || item.Len() == 0 {
		return Edit{}, false
	}
	start, end := f.LineBounds(f.LineAt(item.Start))
	if item.End > end {
		return Edit{}, false
	}
	before := bytes.TrimSpace(f.Content[start:item.Start])
	if behind := bytes.TrimSpace(f.Content[item.End:end]); string(before) == "-" && (len(behind) == 0 || behind[0] == '#') {
		if line := f.LineAt(item.Start); line < f.LineCount() {
			end, _ = f.LineBounds(line + 1)
		}
		return Edit{Span: f.Span(start, end)}, true
	}
	from, to := item.Start, item.End
	for from > start && f.Content[from-1] == ' ' {
		from--
	}
	for to < end && f.Content[to] == ' ' {
		to++
	}
	switch {
	case from > start && f.Content[from-1] == ',' && to < end && (f.Content[to] == ',' || f.Content[to] == ']'):
		return Edit{Span: f.Span(from-1, item.End)}, true
	case from > start && f.Content[from-1] == '[' && to < end && f.Content[to] == ',':
		for to++; to < end && f.Content[to] == ' '; {
			to++
		}
		return Edit{Span: f.Span(item.Start, to)}, true
	}
	return Edit{}, false
}

// DeleteOption returns the edit that deletes one of the options that stand behind a colon with commas between them, as in
// "/tmp:size=1m,exec". With the last one the colon goes too.
func DeleteOption(option Span) (Edit, bool) {
	f := option.File
	if f == nil || option.Len() == 0 || option.Start == 0 {
		return Edit{}, false
	}
	more := option.End < len(f.Content) && f.Content[option.End] == ','
	switch before := f.Content[option.Start-1]; {
	case before == ',', before == ':' && !more:
		return Edit{Span: f.Span(option.Start-1, option.End)}, true
	case before == ':':
		return Edit{Span: f.Span(option.Start, option.End+1)}, true
	}
	return Edit{}, false
}
