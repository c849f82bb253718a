package shell

import (
	"strings"

	"github.com/plimsoll-lint/plimsoll/lint/source"
)

// PasswordlessSudo is a line that lets someone use sudo without a password.
type PasswordlessSudo struct {
	// Who is the user, %group or alias the line speaks of, as written; "" where the line does not show it.
	Who string
	// All is set where any command may be run, as far as the line shows.
	All bool
	// Span is the tag NOPASSWD.
	Span    source.Span
	File    Word // the file that is written
	Command *Command
}

// PasswordlessSudo returns what the script writes into sudoers files.
func (s *Script) PasswordlessSudo() []PasswordlessSudo {
	var out []PasswordlessSudo
	for _, c := range s.Commands {
		writes := c.Writes()
		if c.Name == "visudo" {
			// EDITOR='tee -a' visudo
			writes = append(writes, Write{Command: c, Path: c.Words[0], Content: c.read()})
		}
		for _, w := range writes {
			if c.Name != "visudo" && !sudoersFile(w.Path.Value) && !sudoersFile(c.Expand(w.Path, nil)) {
				continue
			}
			for i := range w.Content {
				at := w.Content[i].locator()
				for _, line := range passwordless(w.Content[i].Value, at, w.Edit) {
					line.File, line.Command = w.Path, c
					line.across(w.Content, i)
					out = append(out, line)
				}
			}
		}
	}
	return out
}

// across completes a line that is written as several words: echo app ALL=NOPASSWD: ALL.
func (p *PasswordlessSudo) across(words []Word, i int) {
	if p.Who == "" && i > 0 {
		const most = 4 // options of echo
		first := 0
		for first < min(i, most) && strings.HasPrefix(words[first].Value, "-") {
			first++
		}
		p.Who = words[first].Value
	}
	if !p.All && strings.HasSuffix(words[i].Value, "NOPASSWD:") && i+1 < len(words) {
		p.All = words[i+1].Value == "ALL"
	}
}

// Sudoers returns the lines of a sudoers file that ask for no password.
func Sudoers(text source.Text) []PasswordlessSudo { return passwordless(text.Value, text.At, false) }

func sudoersFile(name string) bool {
	return strings.HasSuffix(name, "/etc/sudoers") || strings.Contains(name, "/etc/sudoers.d/") ||
		strings.HasSuffix(name, "/etc/sudoers.d") || strings.HasSuffix(name, "/etc/sudoers.tmp")
}

func passwordless(text string, at func(i, j int) source.Span, edit bool) []PasswordlessSudo {
	const tag = "NOPASSWD"
	if !strings.Contains(text, tag) {
		return nil
	}
	var out []PasswordlessSudo
	for start, line := range lines(text) {
		offset := 0
		if edit {
			line, offset = sedResult(line)
		}
		k := strings.Index(line, tag)
		trimmed := strings.TrimLeft(line, " \t")
		if k < 0 || strings.HasPrefix(trimmed, "#") {
			continue
		}
		who, _, _ := strings.Cut(trimmed, " ")
		who, _, _ = strings.Cut(who, "\t")
		if strings.Contains(who, tag) {
			who = ""
		}
		rest := strings.TrimLeft(line[k+len(tag):], ": \t")
		k += start + offset
		out = append(out, PasswordlessSudo{
			Who: who, All: strings.HasPrefix(rest, "ALL"), Span: at(k, k+len(tag)),
		})
	}
	return out
}

// sedResult returns the part of a sed command that shows what a line becomes, and its offset: the replacement of an
// s///, the text of an a, i or c. Where the replacement only takes the comment sign off the lines that an address or
// the pattern names, it is that address or pattern. A command that removes lines gives "".
func sedResult(script string) (string, int) {
	at := 0
	for at < len(script) && (script[at] == ' ' || script[at] == '\t') {
		at++
	}
	address := ""
	addressAt := at
	if at < len(script) && script[at] == '/' {
		end := delimited(script, at+1, '/')
		address, addressAt = script[at+1:end], at+1
		at = min(end+1, len(script))
	} else {
		for at < len(script) && (script[at] >= '0' && script[at] <= '9' || script[at] == '$' || script[at] == ',') {
			at++
		}
	}
	for at < len(script) && (script[at] == ' ' || script[at] == '\t') {
		at++
	}
	if at+1 >= len(script) {
		return "", 0
	}
	switch script[at] {
	case 'a', 'i', 'c':
		from := at + 1
		for from < len(script) && (script[from] == ' ' || script[from] == '\\' || script[from] == '\t') {
			from++
		}
		return script[from:], from
	case 's':
		sep := script[at+1]
		middle := delimited(script, at+2, sep)
		from := min(middle+1, len(script))
		end := delimited(script, from, sep)
		if replacement := script[from:end]; replacement != "" && replacement != `\1` && replacement != "&" {
			return replacement, from
		}
		if pattern := script[at+2 : middle]; strings.HasPrefix(strings.TrimPrefix(pattern, "^"), "#") {
			if strings.Contains(address, "NOPASSWD") || address != "" && strings.Trim(pattern, `^# \ts*(`) == "" {
				pattern, at = address, addressAt-2
			}
			kept := strings.TrimLeft(pattern, "^# \\ts*(")
			return kept, at + 2 + len(pattern) - len(kept)
		}
	}
	return "", 0
}

// delimited returns the offset of the next unescaped delimiter, or the length of the text.
func delimited(text string, from int, sep byte) int {
	for i := from; i < len(text); i++ {
		switch text[i] {
		case '\\':
			i++
		case sep:
			return i
		}
	}
	return len(text)
}
