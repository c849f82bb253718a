package report

// slim indents a SARIF document and leaves out what says nothing: empty lists and objects, and -1, which SARIF has for
// "not given". The library writes all of them, and they are more than half of a document. The input is JSON without
// white space, as encoding/json writes it; the result is appended to dst.
func slim(dst, src []byte) []byte {
	s := slimmer{src: src, dst: dst}
	s.value()
	return s.dst
}

type slimmer struct {
	src, dst []byte
	i        int // the place in src
	depth    int
}

// value copies the value at i.
func (s *slimmer) value() {
	switch s.src[s.i] {
	case '{':
		s.items('}', true)
	case '[':
		s.items(']', false)
	case '"':
		s.text()
	default:
		s.word()
	}
}

// items copies the elements of an array or, with their keys, the members of an object.
func (s *slimmer) items(end byte, keyed bool) {
	s.copy(1)
	s.depth++
	first := true
	for s.src[s.i] != end {
		if s.src[s.i] == ',' {
			s.i++
		}
		before := len(s.dst)
		if !first {
			s.dst = append(s.dst, ',')
		}
		s.line()
		var key []byte
		if keyed {
			start := len(s.dst)
			s.text()
			key = s.dst[start:]
			s.copy(1) // the colon
			s.dst = append(s.dst, ' ')
		}
		start := len(s.dst)
		s.value()
		if keyed && empty(s.dst[start:]) && !needed(key) {
			s.dst = s.dst[:before]
			continue
		}
		first = false
	}
	s.depth--
	if !first {
		s.line()
	}
	s.copy(1)
}

// line starts a new line.
func (s *slimmer) line() {
	s.dst = append(s.dst, '\n')
	for range s.depth {
		s.dst = append(s.dst, "  "...)
	}
}

// word copies a number, true, false or null.
func (s *slimmer) word() {
	n := 1
	for s.i+n < len(s.src) && s.src[s.i+n] != ',' && s.src[s.i+n] != '}' && s.src[s.i+n] != ']' {
		n++
	}
	s.copy(n)
}

// text copies a string.
func (s *slimmer) text() {
	n := 1
	for s.src[s.i+n] != '"' {
		if s.src[s.i+n] == '\\' {
			n++
		}
		n++
	}
	s.copy(n + 1)
}

func (s *slimmer) copy(n int) {
	s.dst = append(s.dst, s.src[s.i:s.i+n]...)
	s.i += n
}

func empty(value []byte) bool {
	if len(value) != 2 {
		return false
	}
	switch string(value) {
	case "[]", "{}", "-1":
		return true
	}
	return false
}

// needed reports whether readers want a key even where its list is empty. The key is quoted.
func needed(key []byte) bool {
	switch string(key) {
	case `"results"`, `"rules"`, `"runs"`, `"invocations"`:
		return true
	}
	return false
}
