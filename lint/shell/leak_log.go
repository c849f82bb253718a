package shell

import "strings"

// Print is a secret that a script writes into the log of the build.
type Print struct {
	Leak
	// Trace is the command that makes the shell show what it runs; nil where the secret itself is printed.
	Trace *Command
}

// Prints returns what the script shows of the secrets in the log: printed by echo, cat and their like, by env, or, once
// `set -x` shows each command, used in one. Of traced uses the first one stands for all.
func (s *Script) Prints(secrets Secrets) []Print {
	if len(secrets.Variables) == 0 && len(secrets.Files) == 0 {
		return nil
	}
	l := newLeaks(s, secrets)
	var out []Print
	var trace *Command
	traced := false
	for _, c := range s.Commands {
		l.moved = l.moved || moves(c)
		if c.Name == "set" {
			trace = tracing(c, trace)
		}
		by := trace
		if by == nil {
			by = c.tracedShell()
		}
		if by != nil && !traced {
			if from, ok := l.uses(c); ok {
				out = append(out, Print{Leak{Command: c, Secret: from.secret, Span: from.span}, by})
				traced = true
			}
		}
		if from, ok := l.prints(c); ok {
			out = append(out, Print{Leak{Command: c, Secret: from.secret, Span: from.span}, nil})
		}
		l.assign(c)
	}
	return out
}

// tracing returns the command that switched the tracing of commands on, as it is behind a `set`.
func tracing(c, before *Command) *Command {
	for i, w := range c.Args() {
		switch v := w.Value; {
		case v == "xtrace" && i > 0 && c.Args()[i-1].Value == "-o":
			return c
		case v == "xtrace" && i > 0 && c.Args()[i-1].Value == "+o":
			return nil
		case strings.HasPrefix(v, "-") && !strings.HasPrefix(v, "--") && strings.IndexByte(v, 'x') > 0:
			return c
		case strings.HasPrefix(v, "+") && strings.IndexByte(v, 'x') > 0:
			return nil
		}
	}
	return before
}

// tracedShell returns the shell around a command that was started with -x.
func (c *Command) tracedShell() *Command {
	within := c.Within
	if within == nil || within.Interpreter() != "sh" || within.Options().Find("-x") == nil {
		return nil
	}
	return within
}

// uses reports whether a traced command shows a secret: in its words or in a value that it assigns.
func (l *leaks) uses(c *Command) (drop, bool) {
	if from, ok := l.words(c, c.Words, 0); ok {
		return from, true
	}
	for i := range c.Assigns {
		if from, ok := l.word(c, &c.Assigns[i].Value, 0); ok {
			return from, true
		}
	}
	return drop{}, false
}

// prints reports whether a command prints a secret where nothing catches it.
func (l *leaks) prints(c *Command) (drop, bool) {
	for at := c; at != nil; at = at.Within {
		if at.Into != nil || len(at.PipedInto) > 0 || at.output() != nil || at.Has(InFunction) {
			return drop{}, false
		}
	}
	switch c.Name {
	case "grep", "egrep", "sed", "gsed", "tee", "sponge", "":
		return drop{}, false // -q, -n, -i and their like
	case "env", "printenv", "export":
		all := len(c.Words) == 1 && c.Name != "export" || len(c.Words) == 2 && c.Words[1].Value == "-p"
		if all && len(l.secrets.Variables) > 0 {
			return drop{l.secrets.Variables[0], c.Words[0].Span()}, true
		}
	}
	return l.emits(c, 0)
}
