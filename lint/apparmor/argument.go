package apparmor

import "github.com/plimsoll-lint/plimsoll/lint/source"

// arguments sorts what follows a keyword into words, pairs, and what stands behind the arrow.
func (p *parser) arguments(r *Rule, tokens []token) {
	for i := 0; i < len(tokens); i++ {
		t := tokens[i]
		following := func() (token, bool) {
			if i+1 < len(tokens) && tokens[i+1].kind != arrow {
				i++
				return tokens[i], true
			}
			return token{}, false
		}
		switch {
		case t.kind == arrow:
			if target, ok := following(); ok && target.kind == word {
				r.Target = target.text
			} else if r.Kind != Mount && r.Kind != PivotRoot {
				p.problem(source.Malformed, t.span, "target", "nothing stands behind the arrow")
			}
		case t.kind == group:
			for _, w := range t.group {
				r.Words = append(r.Words, w.text)
			}
		case i+1 < len(tokens) && (tokens[i+1].is("in", "=")) && t.kind == word && !t.quoted:
			c := Condition{Name: t.text.Value, In: tokens[i+1].is("in"), Span: t.span}
			i++
			if v, ok := following(); ok {
				c.take(v)
			}
			r.Conditions = append(r.Conditions, c)
		default:
			name, value, ok := t.key()
			if !ok {
				r.Words = append(r.Words, t.text)
				continue
			}
			c := Condition{Name: name, Span: t.span}
			if value.Value != "" {
				c.Values = []source.Text{value}
			} else if v, ok := following(); ok {
				c.take(v)
			}
			r.Conditions = append(r.Conditions, c)
		}
	}
}

func (c *Condition) take(t token) {
	c.Span = c.Span.Join(t.span)
	if t.kind == word {
		c.Values = append(c.Values, t.text)
	}
	for _, w := range t.group {
		c.Values = append(c.Values, w.text)
	}
}
