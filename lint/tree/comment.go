package tree

// comments finds the comments between the tokens: there a # behind a blank, or at the start of a line, begins one.
func (r *reader) comments() []Comment {
	var out []Comment
	c := r.places.content
	at := 0
	for _, t := range r.tokens {
		out = r.between(out, at, t.start)
		if t.block {
			header := lineAt(c, t.start)
			out = r.between(out, t.start, min(header.end, len(c)))
		}
		at = max(at, t.end)
	}
	return r.between(out, at, len(c))
}

func (r *reader) between(out []Comment, start, end int) []Comment {
	c, f := r.places.content, r.stream.File
	for i := start; i < end; i++ {
		if c[i] != '#' || i > 0 && !separates(c, i) {
			continue
		}
		l := lineAt(c, i)
		out = append(out, Comment{Span: f.Span(i, l.end), Text: f.Text(i+1, l.end)})
		i = l.end
	}
	return out
}

// separates reports whether a # at i stands behind a blank or a line break.
func separates(c []byte, i int) bool {
	switch c[i-1] {
	case ' ', '\t', '\n', '\r', 0x85, 0xA8, 0xA9, 0xBF:
		return true
	case ',', '[', '{':
		return true // the library reads a comment here
	}
	return false
}
