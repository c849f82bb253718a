package fix

import (
	"bytes"
	"cmp"
	"slices"

	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/source"
)

// editSet is edits of one file that do not get into each other's way, sorted by place.
type editSet struct {
	file   *source.File
	edits  []lint.Edit
	owners []*lint.Finding // of edits
}

// search returns where an edit stands or belongs.
func (s *editSet) search(e lint.Edit) (int, bool) {
	return slices.BinarySearchFunc(s.edits, e, func(a, b lint.Edit) int {
		return cmp.Or(cmp.Compare(a.Span.Start, b.Span.Start), cmp.Compare(a.Span.End, b.Span.End))
	})
}

// has reports whether the same edit is there.
func (s *editSet) has(e lint.Edit) bool {
	i, ok := s.search(e)
	return ok && s.edits[i].New == e.New
}

// clash returns the finding whose edit stands in the way of e, or nil. Edits clash that share a byte, or where one puts
// text at an end of the other, so that their order would matter. The same edit is not in its own way.
func (s *editSet) clash(e lint.Edit) *lint.Finding {
	if s.file != nil && s.file != e.Span.File && !bytes.Equal(s.file.Content, e.Span.File.Content) {
		return s.owners[0] // two readings of one file: spans of one are no places in the other
	}
	if s.has(e) {
		return nil
	}
	i, _ := s.search(e)
	for _, k := range []int{i - 1, i} {
		if k >= 0 && k < len(s.edits) && touches(s.edits[k].Span, e.Span) {
			return s.owners[k]
		}
	}
	return nil
}

// touches reports whether two spans of a file share a byte, or an end where one of them is empty.
func touches(a, b source.Span) bool {
	if a.Len() == 0 || b.Len() == 0 {
		return a.Start <= b.End && b.Start <= a.End
	}
	return a.Start < b.End && b.Start < a.End
}

// add puts an edit into the set unless it is there. The edit does not clash.
func (s *editSet) add(e lint.Edit, owner *lint.Finding) {
	if s.has(e) {
		return
	}
	i, _ := s.search(e)
	s.edits = slices.Insert(s.edits, i, e)
	s.owners = slices.Insert(s.owners, i, owner)
}

// apply returns the content of the file with all edits made.
func (s *editSet) apply() []byte {
	size := len(s.file.Content)
	for _, e := range s.edits {
		size += len(e.New) - e.Span.Len()
	}
	out := make([]byte, 0, size)
	done := 0
	for _, e := range s.edits {
		out = append(out, s.file.Content[done:e.Span.Start]...)
		out = append(out, e.New...)
		done = e.Span.End
	}
	return append(out, s.file.Content[done:]...)
}
