package shell

import (
	"strings"

	"github.com/plimsoll-lint/plimsoll/lint/source"
)

// shellOptions is how shells read their own options.
var shellOptions = grammar{first: true, short: "oO", long: []string{"rcfile", "init-file"}}

// suOptions is how su and runuser without -u read theirs: operands may come first.
var suOptions = grammar{short: "cgGswT", long: []string{
	"command", "session-command", "group", "supp-group", "shell", "whitelist-environment",
}}

// shellName reports whether a program reads shell.
func shellName(name string) bool {
	switch name {
	case "sh", "bash", "dash", "ash", "zsh", "ksh", "mksh", "rbash":
		return true
	}
	return false
}

// finish names a command whose words are complete and reads the scripts that it is given.
func (w *walker) finish(c *Command) {
	if w.timed {
		c.Wrappers = append(c.Wrappers, Wrapper{Name: "time"})
	}
	if len(c.Words) == 0 {
		return
	}
	c.unwrap()
	switch {
	case shellName(c.Name):
		w.shell(c)
	case c.Name == "su" || c.Name == "runuser":
		opts := suOptions.read(c.Words)
		if opt := opts.Find("-c", "--command", "--session-command"); opt != nil && !opt.Value.IsZero() {
			w.nest(c, opt.Value.script(), scopeSubshell)
		}
	case c.Name == "eval":
		w.eval(c)
	case c.Name == "find":
		w.find(c)
	default:
		w.builtin(c)
	}
}

// shell reads the script of `sh -c`, or the heredoc or string that a shell has as its input.
func (w *walker) shell(c *Command) {
	opts := shellOptions.read(plusAsMinus(c.Words))
	switch {
	case opts.Find("-c") != nil:
		if len(opts.Operands) > 0 {
			w.nest(c, opts.Operands[0].script(), scopeSubshell)
		}
	case len(opts.Operands) == 0 || opts.Find("-s") != nil || opts.Operand(0) == "-" || opts.Operand(0) == "/dev/stdin":
		switch in := c.input(); {
		case in == nil:
		case !in.Body.IsZero():
			w.nest(c, in.Body.script(), scopeSubshell)
		case in.Op == "<<<":
			w.nest(c, in.Word.script(), scopeSubshell)
		}
	}
}

// plusAsMinus returns the words with +o read as -o: a shell takes options off with a plus.
func plusAsMinus(words []Word) []Word {
	for i := 1; i < len(words); i++ {
		v := words[i].Value
		if len(v) < 2 || v[0] != '+' {
			if len(v) < 2 || v[0] != '-' {
				break
			}
			continue
		}
		out := append([]Word(nil), words...)
		for ; i < len(out); i++ {
			if v := out[i].Value; len(v) > 1 && v[0] == '+' {
				out[i].Value = "-" + v[1:]
			}
		}
		return out
	}
	return words
}

// eval reads the words of eval joined by blanks.
func (w *walker) eval(c *Command) {
	args := c.Args()
	if len(args) > 0 && args[0].Value == "--" {
		args = args[1:]
	}
	switch len(args) {
	case 0:
		return
	case 1:
		w.nest(c, args[0].script(), w.script.scopes[w.scope].kind)
	default:
		o := args[0].o
		if args[1].o != o {
			return // words of an exec form: there is no such program
		}
		d := decoder{o: o, mask: true, build: o.builder()}
		for i := range args {
			if i > 0 {
				d.emit(" ", int(args[i-1].end), int(args[i].start))
			}
			d.word(&args[i])
		}
		text := source.Unplaced(string(d.value))
		if d.build != nil {
			text = o.finish(d.build, int(args[0].start), int(args[len(args)-1].end))
		}
		w.nest(c, text, w.script.scopes[w.scope].kind)
	}
	w.change(anyName, Word{})
}

// nest reads a script that a command is given as text.
func (w *walker) nest(c *Command, text source.Text, kind scopeKind) {
	if strings.TrimSpace(text.Value) == "" {
		return
	}
	inner := walker{
		script: w.script, o: textOrigin(text), scope: w.scope, context: w.context, depth: w.depth, nested: w.nested + 1,
		within: c, into: w.into, cut: w.cut,
	}
	if w.nested >= maxNested {
		inner.truncate(inner.o, "this script is nested too deeply to be read")
		return
	}
	var context Context
	if kind == scopeSubshell {
		context = InSubshell
	}
	inner.inside(kind, context, func() {
		if c.Name != "eval" {
			inner.startPipefail(c)
		}
		inner.read(inner.o)
	})
	w.cut = inner.cut
}

// find makes commands of what find runs for each file.
func (w *walker) find(c *Command) {
	for i := 1; i < len(c.Words); i++ {
		switch c.Words[i].Value {
		case "-exec", "-execdir", "-ok", "-okdir":
		default:
			continue
		}
		first := i + 1
		for i = first; i < len(c.Words) && c.Words[i].Value != ";" && c.Words[i].Value != "+"; i++ {
		}
		if i == first || w.depth >= maxDepth {
			continue
		}
		within, depth := w.within, w.depth
		w.within, w.depth = c, w.depth+1
		run := w.add(c.Words[first].o)
		run.Words = c.Words[first:i:i]
		run.start, run.end = run.Words[0].start, run.Words[len(run.Words)-1].end
		if !c.whole.IsZero() {
			run.whole = run.Words[0].Span().Join(run.Words[len(run.Words)-1].Span())
		}
		run.Wrappers = []Wrapper{{Name: "find"}}
		w.finish(run)
		w.within, w.depth = within, depth
	}
}

// builtin notes what builtins do to variables.
func (w *walker) builtin(c *Command) {
	switch c.Name {
	case "export", "readonly", "local", "declare", "typeset":
		// The parser makes assignments of these where it knows the builtin.
		for i := range c.Args() {
			if assign, ok := c.Words[i+1].assign(); ok {
				c.Assigns = append(c.Assigns, assign)
				w.change(assign.Name, assign.Value)
			}
		}
	case "read", "unset", "getopts", "mapfile", "readarray":
		for _, arg := range c.Args() {
			w.change(arg.Value, Word{})
		}
	case "printf":
		if len(c.Words) > 2 && c.Words[1].Value == "-v" {
			w.change(c.Words[2].Value, Word{})
		}
	case ".", "source":
		w.change(anyName, Word{})
	case "set", "shopt", "setopt", "unsetopt":
		w.setPipefail(c)
	}
}
