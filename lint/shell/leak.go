package shell

import (
	"path"
	"strings"

	"mvdan.cc/sh/v3/syntax"

	"github.com/plimsoll-lint/plimsoll/lint/source"
)

// Secrets are what a script is given that is not to stay behind.
type Secrets struct {
	// Variables are the names of environment variables that hold one.
	Variables []string
	// Files are the absolute paths of files that hold one.
	Files []string
	// Gone are the folders and files whose content does not stay behind, such as those that are mounted.
	Gone []string
	// Dir is the working directory, "" where it is not known.
	Dir string
}

// Leak is a command that leaves a secret behind in a file.
type Leak struct {
	Command *Command
	// Secret is the variable or file of Secrets.
	Secret string
	// Into is the file as far as it is known, or what a program keeps it in.
	Into string
	// Span is the word that the value comes from.
	Span source.Span
}

// Leaks returns the commands that write a secret into a file that stays: with a redirect, tee or sed -i, as a copy of the
// file, or into what programs keep of their words. What the script takes away again later is left out.
func (s *Script) Leaks(secrets Secrets) []Leak {
	if len(secrets.Variables) == 0 && len(secrets.Files) == 0 {
		return nil
	}
	l := newLeaks(s, secrets)
	for _, c := range s.Commands {
		l.moved = l.moved || moves(c)
		l.command(c)
		l.assign(c)
	}
	return l.list
}

type leaks struct {
	script  *Script
	secrets Secrets
	tainted map[string]string       // shell variables that hold a secret, and which
	inside  map[*Command][]*Command // the commands whose output a command gets by substitution
	moved   bool
	looks   int
	list    []Leak
}

// drop is a secret on its way: which one, and the word that it comes from.
type drop struct {
	secret string
	span   source.Span
}

func newLeaks(s *Script, secrets Secrets) *leaks {
	l := &leaks{script: s, secrets: secrets, tainted: map[string]string{}, inside: map[*Command][]*Command{}, looks: maxLooks}
	for _, name := range secrets.Variables {
		l.tainted[name] = name
	}
	for _, c := range s.Commands {
		if c.Into != nil {
			l.inside[c.Into.Command] = append(l.inside[c.Into.Command], c)
		}
	}
	return l
}

func (l *leaks) command(c *Command) {
	if r := c.output(); r != nil {
		if from, ok := l.emits(c, 0); ok {
			l.writes(c, from, &r.Word)
		}
	}
	switch c.Name {
	case "tee", "sponge", "dd":
		l.fed(c)
	case "cp", "install", "rsync", "scp":
		l.copies(c)
	case "sed", "gsed":
		for _, w := range c.sed() {
			for i := range w.Content {
				if from, ok := l.word(c, &w.Content[i], 0); ok {
					l.writes(c, from, &w.Path)
				}
			}
		}
	default:
		l.keeps(c)
	}
}

// assign follows the values of variables.
func (l *leaks) assign(c *Command) {
	for i := range c.Assigns {
		a := &c.Assigns[i]
		if from, ok := l.word(c, &a.Value, 0); ok {
			l.tainted[a.Name] = from.secret
		} else if !a.Append && len(c.Words) == 0 && !a.Value.IsZero() {
			delete(l.tainted, a.Name)
		}
	}
	if in := c.input(); c.Name == "read" && in != nil && len(c.Words) > 1 {
		if from, ok := l.file(c, &in.Word); ok {
			l.tainted[c.Words[len(c.Words)-1].Value] = from.secret
		}
	}
}

// word reports whether the value of a word holds a secret: by a variable, or by the output of a command in it.
func (l *leaks) word(c *Command, w *Word, depth int) (drop, bool) {
	if l.looks--; l.looks < 0 || w.IsZero() || depth > maxHops {
		return drop{}, false
	}
	if w.node != nil && !w.Literal {
		var found drop
		eachValue(w.node.Parts, 0, func(pe *syntax.ParamExp) bool {
			found.secret = l.tainted[pe.Param.Value]
			if found.secret != "" {
				found.span = w.o.span(w.o.offsets(pe.Pos(), pe.End()))
			}
			return found.secret == ""
		})
		if found.secret != "" {
			return found, true
		}
	}
	if l.inside[c] == nil {
		return drop{}, false
	}
	whole := w.Span()
	for _, in := range l.inside[c] {
		if span := in.Span(); in.Into.Kind != FromFile && span.Start >= whole.Start && span.End <= whole.End {
			if from, ok := l.emits(in, depth+1); ok {
				return from, true
			}
		}
	}
	return drop{}, false
}

// eachValue calls f for the variables whose values come out in a word, until it returns false.
func eachValue(parts []syntax.WordPart, depth int, f func(*syntax.ParamExp) bool) bool {
	if depth > maxDepth {
		return true
	}
	for _, part := range parts {
		switch part := part.(type) {
		case *syntax.DblQuoted:
			if !eachValue(part.Parts, depth+1, f) {
				return false
			}
		case *syntax.ParamExp:
			alternate := part.Exp != nil && (part.Exp.Op == syntax.AlternateUnset || part.Exp.Op == syntax.AlternateUnsetOrNull)
			if part.Param != nil && !part.Length && !alternate && !f(part) {
				return false
			}
			if part.Exp != nil && part.Exp.Word != nil && !eachValue(part.Exp.Word.Parts, depth+1, f) {
				return false
			}
		}
	}
	return true
}

// emits reports whether a command writes a secret to its standard output.
func (l *leaks) emits(c *Command, depth int) (drop, bool) {
	if l.looks--; l.looks < 0 || depth > maxHops {
		return drop{}, false
	}
	switch {
	case c.Name == "echo" || c.Name == "printf":
		return l.words(c, c.Args(), depth)
	case c.Name == "printenv":
		for i := range c.Args() {
			if from := l.tainted[c.Args()[i].Value]; from != "" {
				return drop{from, c.Args()[i].Span()}, true
			}
		}
		return drop{}, false
	case c.Name != "" && c.Name != "cut" && (!passes(c) || c.Name == "gpg" || c.Name == "gpg2"):
		return drop{}, false
	}
	for i := range c.Args() {
		if from, ok := l.file(c, &c.Args()[i]); ok {
			return from, true
		}
	}
	if from, ok := l.words(c, c.Args(), depth); ok {
		return from, ok
	}
	return l.input(c, depth)
}

// input reports whether a command reads a secret from its standard input.
func (l *leaks) input(c *Command, depth int) (drop, bool) {
	if in := c.input(); in != nil {
		switch {
		case in.Op == "<":
			return l.file(c, &in.Word)
		case in.Op == "<<<":
			return l.word(c, &in.Word, depth)
		case in.Body.quoted:
			return drop{}, false
		}
		return l.word(c, &in.Body, depth)
	}
	for _, from := range c.PipedFrom {
		if got, ok := l.emits(from, depth+1); ok {
			return got, true
		}
	}
	return drop{}, false
}

func (l *leaks) words(c *Command, words []Word, depth int) (drop, bool) {
	for i := range words {
		if from, ok := l.word(c, &words[i], depth); ok {
			return from, true
		}
	}
	return drop{}, false
}

// fed looks at programs that write what they read into the files that they are given.
func (l *leaks) fed(c *Command) {
	from, ok := l.input(c, 0)
	if c.Name == "dd" {
		for i := range c.Words {
			if w := c.Words[i]; strings.HasPrefix(w.Value, "if=") {
				name := w.tail(3)
				from, ok = l.file(c, &name)
			}
		}
	}
	if !ok {
		return
	}
	for i := range c.Args() {
		w := c.Args()[i]
		switch {
		case c.Name == "dd" && strings.HasPrefix(w.Value, "of="):
			w = w.tail(3)
		case c.Name == "dd" || strings.HasPrefix(w.Value, "-"):
			continue
		}
		l.writes(c, from, &w)
	}
}

// copies looks at copies of the file of a secret.
func (l *leaks) copies(c *Command) {
	opts := c.Options()
	from, to := opts.Operands, Word{}
	if opt := opts.Find("-t", "--target-directory"); opt != nil {
		to = opt.Value
	} else if n := len(from); n > 1 {
		from, to = from[:n-1], from[n-1]
	}
	if to.IsZero() || c.Name == "cp" && opts.Find("-s", "--symbolic-link") != nil {
		return
	}
	for i := range from {
		got, ok := l.file(c, &from[i])
		if !ok {
			got, ok = l.word(c, &from[i], 0)
			ok = ok && strings.HasPrefix(from[i].Value, "<(")
		}
		if !ok && (from[i].Value == "/dev/stdin" || from[i].Value == "-") {
			got, ok = l.input(c, 0)
		}
		if ok && !l.removed(c, l.path(c, &to)+"/"+path.Base(from[i].Value)) {
			l.writes(c, got, &to)
			return
		}
	}
}

// keeps looks at programs that keep what they are told.
func (l *leaks) keeps(c *Command) {
	if len(c.Words) < 2 {
		return
	}
	store, ok := c.Stores()
	if !ok {
		return
	}
	from, ok := l.words(c, store.Words, 0)
	for i := 0; !ok && i < len(store.Words); i++ {
		w := store.Words[i]
		if at := strings.IndexByte(w.Value, '='); at > 0 && w.Value[0] == '-' {
			w = w.tail(at + 1)
		}
		from, ok = l.file(c, &w)
	}
	if !ok && store.Input {
		from, ok = l.input(c, 0)
	}
	if !ok {
		return
	}
	for _, f := range store.Files {
		if l.removed(c, homePath(f)) || l.gone(homePath(f)) {
			return
		}
	}
	l.list = append(l.list, Leak{Command: c, Secret: from.secret, Into: store.Where, Span: from.span})
}

// writes adds a secret that goes into a file, if that stays.
func (l *leaks) writes(c *Command, from drop, file *Word) {
	name := l.path(c, file)
	if name == "" || strings.HasPrefix(name, "/dev/") || strings.HasPrefix(name, "/proc/") || l.gone(name) || certificate(name) ||
		l.removed(c, name) {
		return
	}
	l.list = append(l.list, Leak{Command: c, Secret: from.secret, Into: c.Expand(*file, nil), Span: from.span})
}
