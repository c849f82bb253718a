package container

import (
	"bytes"
	"encoding/json"
	"strings"

	"github.com/plimsoll-lint/plimsoll/lint/dockerfile"
	"github.com/plimsoll-lint/plimsoll/lint/shell"
)

// ShellForm is what CMD or ENTRYPOINT start by a shell.
type ShellForm struct {
	// Replaces says that the shell gives way to a program by exec, so that the signals reach it.
	Replaces bool
	// Array is the exec form that starts the same program with the same words; empty where it needs a shell.
	Array string
}

// ReadShellForm reads a command in the shell form, which the given program runs.
func ReadShellForm(c *dockerfile.Command, program string) ShellForm {
	script := shell.ParseText(c.Text, shell.DialectOf(program))
	if !script.Complete() || len(script.Commands) == 0 {
		return ShellForm{}
	}
	out := ShellForm{}
	for _, cmd := range script.Commands {
		if cmd.Within == nil && cmd.Into == nil && !cmd.Has(shell.InFunction) {
			out.Replaces = cmd.Wrapped("exec") != nil && !cmd.Has(shell.InSubshell) && !cmd.Has(shell.Background)
		}
	}
	if len(script.Commands) == 1 {
		out.Array = execForm(c.Text.Span.Bytes(), script.Commands[0])
	}
	return out
}

// execForm returns the words of a plain command as a JSON array: nothing in them is for the shell to do.
func execForm(text []byte, c *shell.Command) string {
	if c.Context != 0 || len(c.Words) == 0 || len(c.Assigns)+len(c.Redirects)+len(c.Wrappers) > 0 || bytes.IndexByte(text, '\n') >= 0 {
		return ""
	}
	var list []string
	for _, w := range c.Words {
		if !w.Literal || strings.ContainsAny(w.Value, "*?[{~") {
			return ""
		}
		list = append(list, w.Value)
	}
	var b strings.Builder
	encoder := json.NewEncoder(&b)
	encoder.SetEscapeHTML(false)
	if encoder.Encode(list) != nil {
		return ""
	}
	return strings.ReplaceAll(strings.TrimSpace(b.String()), `","`, `", "`)
}
