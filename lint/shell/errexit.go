package shell

import "strings"

// StartsErrexit reports whether the words of SHELL, of #! or of a command start a shell that ends where a command fails.
func StartsErrexit(words []string) bool {
	for i, v := range words {
		switch {
		case i == 0 || len(v) < 2 || v[0] != '-' || v[1] == '-':
			if v == "errexit" && strings.HasSuffix(words[max(i-1, 0)], "o") {
				return true
			}
		case strings.Contains(v, "e"):
			return true
		}
	}
	return false
}

// unheeded reports whether the script goes on where the command fails, because nothing looks at its status. It is not so where
// the script may run with `set -e`, asks for `$?` or sets a trap.
func (c *Command) unheeded() bool {
	if !c.Has(Followed) || c.Context&(Negated|InTest|Background) != 0 || c.script.Errexit || compared(c) {
		return false
	}
	for _, other := range c.script.Commands[:min(len(c.script.Commands), maxChanges)] {
		switch {
		case other.Name == "trap" || other.Name == "set" && StartsErrexit(values(other.Words)):
			return false
		case other.Interpreter() == "sh" && StartsErrexit(values(other.Words)):
			return false
		}
		if asksStatus(other) {
			return false
		}
	}
	return len(c.script.Commands) <= maxChanges
}

func asksStatus(c *Command) bool {
	for i := range c.Words {
		if !c.Words[i].Literal && strings.Contains(c.Words[i].Value, "$?") {
			return true
		}
	}
	for i := range c.Assigns {
		if strings.Contains(c.Assigns[i].Value.Value, "$?") {
			return true
		}
	}
	return false
}
