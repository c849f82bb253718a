package source

import "bytes"

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
