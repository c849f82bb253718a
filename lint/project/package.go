package project

import (
	"strings"

	"github.com/plimsoll-lint/plimsoll/lint/dockerfile"
	"github.com/plimsoll-lint/plimsoll/lint/shell"
	"github.com/plimsoll-lint/plimsoll/lint/source"
)

// PackageCommand is a command of a package manager in the shell of a build, with the instruction that runs it.
type PackageCommand struct {
	shell.PackageCommand
	Run     *dockerfile.Run
	Subject string // the stage

	script   Script
	siblings []PackageCommand // those of the instruction, itself included
	removals []*shell.Command // what removes files in the instruction
	unit     *Unit
}

// maxExpanded bounds the bytes of variables that the package commands of one Dockerfile are read with.
const maxExpanded = 1 << 20

// PackageCommands returns the commands of package managers in source order. They are read once: many rules ask.
func (u *Unit) PackageCommands() []PackageCommand {
	u.packagesOnce.Do(func() {
		budget := maxExpanded
		for _, s := range u.Scripts() {
			first := len(u.packages)
			for _, c := range s.Commands {
				if p, ok := c.PackageCommand(&budget); ok {
					u.packages = append(u.packages, PackageCommand{PackageCommand: p, Run: s.Run, Subject: s.Subject, script: s, unit: u})
				}
			}
			if own := u.packages[first:]; len(own) > 0 {
				removals := removals(s)
				for i := range own {
					own[i].removals, own[i].siblings = removals, own
				}
			}
		}
		u.findListsUsed()
	})
	return u.packages
}

// removals returns the commands of a script that remove files, or are called as if they did.
func removals(s Script) []*shell.Command {
	var out []*shell.Command
	for _, c := range s.Commands {
		if strings.Contains(c.Name, "clean") || c.Name == "rm" || c.Name == "find" || c.Name == "unlink" {
			out = append(out, c)
		}
	}
	return out
}

// Follows reports whether the command runs behind another one of its instruction, as far as the text says: what a function does
// may run at any time.
func (c *PackageCommand) Follows(other *shell.Command) bool {
	return c.Command != other && (c.Index() > other.Index() || c.Has(shell.InFunction))
}

// Later reports whether a command of a package manager that the function wants runs behind this one in the instruction.
func (c *PackageCommand) Later(wanted func(*PackageCommand) bool) bool {
	for i := range c.siblings {
		if d := &c.siblings[i]; d.Follows(c.Command) && wanted(d) {
			return true
		}
	}
	return false
}

// Kept reports whether the files that the command leaves behind become a part of the layer: no mount that is not kept lies over
// them, and nothing behind it in the instruction removes them. Where the paths of either are not known, they may.
func (c *PackageCommand) Kept(files ...string) bool {
	for i := range c.Run.Mounts {
		m := &c.Run.Mounts[i]
		switch m.Type().Value {
		case "cache", "tmpfs":
			target := c.unit.Resolve(m.Target(), c.Run)
			if !target.Known {
				return false
			}
			for _, file := range files {
				if shell.CoversPath(target.Value, file) {
					return false
				}
			}
		}
	}
	for _, d := range c.removals {
		if d.Index() < c.Index() && !d.Has(shell.InFunction) {
			continue
		}
		if strings.Contains(d.Name, "clean") { // a script that does just that, most likely
			return false
		}
		for _, w := range d.Removes() {
			if covers, known := d.Covers(w, files...); covers || !known {
				return false
			}
		}
	}
	return true
}

// Setting returns the value of a variable in the command's environment, as far as the file gives it one; set is false where it
// does not.
func (c *PackageCommand) Setting(name string) (value string, known, set bool) {
	for i := len(c.Assigns) - 1; i >= 0; i-- {
		if a := &c.Assigns[i]; a.Name == name {
			text, known := c.Resolve(a.Value, nil)
			return text.Value, known, true
		}
	}
	if value, known, set = c.Assigned(name); set {
		return value, known, true
	}
	for i, b := range c.unit.Builds {
		v := b.Variable(name, c.Run)
		if len(v.Notes) == 0 && (!v.Known || v.Value == "") {
			continue // only an image from elsewhere may set it
		}
		if !v.Known || i > 0 && v.Value != value {
			return "", false, true
		}
		value, known, set = v.Value, true, true
	}
	return value, known, set
}

// behind reports whether the command runs on what the instruction has done: it stands behind it in the stage, or the stage is built
// on that one's.
func (c *PackageCommand) behind(at dockerfile.Instruction) bool {
	if at.Index() > c.Run.Index() || c.Run.Stage() == nil || len(c.unit.Builds) == 0 {
		return false
	}
	if at.Stage() == c.Run.Stage() {
		return true
	}
	for im := c.unit.Builds[0].Image(c.Run.Stage()); im != nil; im = im.Parent {
		if im.Stage == at.Stage() {
			return true
		}
	}
	return false
}

// Insert returns the edit that puts words behind the verb, or behind the program with global. It fails where these are not written
// out, or where a word is an element of a JSON array.
func (c *PackageCommand) Insert(words string, global bool) (source.Edit, bool) {
	word := c.Verb
	if global && len(c.Words) > 0 {
		word = c.Words[0]
	}
	at := word.Span()
	if at.File == nil || !word.Literal || c.Run.Form == dockerfile.ExecForm && c.Within == nil || at.Len() < len(word.Value) {
		return source.Edit{}, false
	}
	if quotes := at.Bytes(); strings.Trim(string(quotes), `"'`) != word.Value {
		return source.Edit{}, false // out of a variable, or with escapes
	}
	return source.Edit{Span: at.File.Span(at.End, at.End), New: " " + words}, true
}

// Append returns the edit that runs a command at the end of the instruction, by the same wrapper as this one.
func (c *PackageCommand) Append(command string) (source.Edit, bool) {
	if c.Wrapped("sudo") != nil {
		command = "sudo " + command
	}
	return c.script.Append(command)
}
