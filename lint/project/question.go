package project

import (
	"strings"

	"github.com/plimsoll-lint/plimsoll/lint/dockerfile"
	"github.com/plimsoll-lint/plimsoll/lint/shell"
	"github.com/plimsoll-lint/plimsoll/lint/source"
)

// Mode is a file mode that a build sets, by a command or by COPY and ADD.
type Mode struct {
	shell.Mode
	// Folders is set where what gets it is known to be a folder.
	Folders bool
	// Path is what gets it, the first of several; as written where its variables are not known.
	Path    string
	Value   string      // the mode, octal or symbolic
	Span    source.Span // the mode as written
	Subject string
}

// Modes returns the modes that the build sets.
func (u *Unit) Modes() []Mode {
	var modes []Mode
	for _, s := range u.Scripts() {
		for _, change := range s.ModeChanges() {
			path := "files"
			if len(change.Paths) > 0 {
				path = change.Command.Expand(change.Paths[0], nil)
			}
			value := change.Command.Expand(change.Word, nil)
			modes = append(modes, Mode{
				Mode: change.Mode, Folders: change.Folders || change.Recursive, Path: path, Value: value, Span: change.Span(), Subject: s.Subject,
			})
		}
	}
	for _, t := range u.Transfers() {
		value := u.expand(t.Chmod, t.At)
		if mode, ok := shell.ParseMode(value); ok {
			modes = append(modes, Mode{
				Mode: mode, Path: u.expand(t.Dest, t.At), Value: value, Span: t.Chmod.Span, Subject: t.Subject,
			})
		}
	}
	return modes
}

// PasswordlessSudo is a line for sudo that asks for no password, and the stage that gets it.
type PasswordlessSudo struct {
	shell.PasswordlessSudo
	Subject string
}

// PasswordlessSudo returns the lines that the build writes into the configuration of sudo, by a command or as a heredoc
// of COPY.
func (u *Unit) PasswordlessSudo() []PasswordlessSudo {
	var found []PasswordlessSudo
	for _, s := range u.Scripts() {
		for _, line := range s.PasswordlessSudo() {
			found = append(found, PasswordlessSudo{line, s.Subject})
		}
	}
	for _, t := range u.Transfers() {
		if !strings.Contains(t.Dest.Value, "sudoers") {
			continue
		}
		for _, h := range t.Heredocs {
			for _, line := range shell.Sudoers(h.Body()) {
				found = append(found, PasswordlessSudo{line, t.Subject})
			}
		}
	}
	return found
}

// expand returns a word of an instruction with its variables replaced, if all builds of the file agree; else as written.
func (u *Unit) expand(text source.Text, at dockerfile.Instruction) string {
	if r := u.Resolve(text, at); r.Known {
		return r.Value
	}
	return text.Value
}

// UserAdded is an ordinary user that a script of the shipping stage, or of one that it builds on, creates.
type UserAdded struct {
	Name    string
	Span    source.Span
	Subject string
}

// UsersAdded returns the users that a Dockerfile creates in what it ships. Names that are made of variables are left out.
func (u *Unit) UsersAdded() []UserAdded {
	var users []UserAdded
	for _, s := range u.Scripts() {
		if !u.Ships(s.Run.Stage()) {
			continue
		}
		for _, added := range s.UsersAdded() {
			if name := added.Name.Text(); name.Value != "" && len(added.Name.Variables()) == 0 {
				users = append(users, UserAdded{Name: name.Value, Span: added.Name.Span(), Subject: s.Subject})
			}
		}
	}
	return users
}

// Names reports whether anything but the creation of a user speaks of it: an owner of files, a program that changes to it,
// an entrypoint.
func (u *Unit) Names(user string) bool {
	speaks := func(word string) bool {
		return word == user || strings.HasPrefix(word, user+":") || strings.HasSuffix(word, ":"+user) ||
			strings.HasSuffix(word, "="+user) || strings.Contains(word, "="+user+":")
	}
	for _, s := range u.Scripts() {
		for _, c := range s.Commands {
			switch c.Name {
			case "useradd", "adduser", "groupadd", "addgroup", "usermod", "passwd":
				continue
			}
			for _, w := range c.Words {
				if speaks(w.Text().Value) {
					return true
				}
			}
			if as, ok := c.RunsAs(); ok && as.Text().Value == user {
				return true
			}
		}
	}
	for _, t := range u.Transfers() {
		if speaks(t.Chown.Value) {
			return true
		}
	}
	for i := range u.Dockerfile.All() {
		var words []source.Text
		switch i := i.(type) {
		case *dockerfile.Entrypoint:
			words = append(i.Words, i.Text)
		case *dockerfile.Cmd:
			words = append(i.Words, i.Text)
		}
		for _, w := range words {
			for field := range strings.FieldsSeq(w.Value) {
				if speaks(field) {
					return true
				}
			}
		}
	}
	return false
}
