package dockerfile

import "strings"

// DefaultImages returns, by the index of the stage, what the image of each FROM that holds variables comes to where no build
// argument is given: an ARG without a default is empty. What depends on the platform stands in it as x. Left out are
// texts that BuildKit cannot read at all, and those that name a variable which is not declared.
func (f *File) DefaultImages() map[int]string {
	var e *evaluation
	out := map[int]string{}
	for _, s := range f.Stages {
		if strings.IndexByte(s.From.Image.Value, '$') < 0 {
			continue
		}
		if e == nil {
			e = f.defaults()
		}
		in := scope{env: e.env, spent: &e.spent}
		if o := e.expand(s.From.Image.Value, in); o.err == nil && !o.large && e.declares(s.From.Image.Value) {
			out[s.Index] = o.value
		}
	}
	return out
}

// defaults evaluates the ARG instructions in front of the first FROM.
func (f *File) defaults() *evaluation {
	e := &evaluation{Build: &Build{File: f}}
	predefined().each(func(name string, _ *binding) {
		e.env = e.w.set(e.env, name, &binding{value: "x", known: true})
	})
	for _, arg := range f.Meta {
		for _, p := range arg.Pairs {
			if p.HasValue {
				b := e.evaluate(p.Value, scope{env: e.env, spent: &e.spent}, p.Span)
				b.known = true
				e.env = e.w.set(e.env, p.Name.Value, b)
			} else if e.env.get(p.Name.Value) == nil {
				e.env = e.w.set(e.env, p.Name.Value, &binding{known: true})
			}
		}
	}
	return e
}

// declares reports whether all variables of a word are declared.
func (e *evaluation) declares(word string) bool {
	lex := lexers.Get().(*lexer)
	defer lexers.Put(lex)
	asked := &unset{env: e.env}
	_, err := lex.process(e.File.Escape, word, asked)
	return err == nil && len(asked.names) == 0
}
