package compose

import (
	"bytes"

	"github.com/plimsoll-lint/plimsoll/lint/source"
)

// Owns reports whether a place can be changed for the service alone: it lies in the service's own mapping, and no anchor or merge
// key before it in there shares it with others.
func (s *Service) Owns(at source.Span) bool {
	if s.Key.Span.File == nil || at.Len() == 0 || s.Span.File != s.Key.Span.File || s.Span.Start < s.Key.Span.End || !s.Span.Contains(at) {
		return false
	}
	before := s.Key.Span.File.Content[s.Key.Span.End : at.Start+1] // the place itself may be an alias
	for i, c := range before {
		if c != '&' && c != '*' && c != '!' {
			continue
		}
		if led := bytes.TrimRight(before[:i], " "); len(led) == 0 || bytes.IndexByte([]byte("\n:-,[{"), led[len(led)-1]) >= 0 {
			return false
		}
	}
	return !bytes.Contains(before, []byte("<<"))
}

// moveLimit returns the edits that move a limit of the service to those under deploy, as a key there. They fail where its value is
// not literal.
func (s *Service) moveLimit(key, value source.Span, deep string) ([]source.Edit, bool) {
	text := string(value.Bytes())
	remove, ok := source.DeleteLines(key, value)
	if !ok || !s.Owns(value) || !s.Owns(s.Deploy.Limits) || bytes.ContainsAny(value.Bytes(), "$&*!\n|>") {
		return nil, false
	}
	if deep == "memory" && len(bytes.Trim(value.Bytes(), "0123456789")) == 0 {
		text = `"` + text + `"` // Compose wants a text there
	}
	add, ok := source.InsertBelow(s.Deploy.Limits, deep+": "+text)
	return []source.Edit{remove, add}, ok
}
