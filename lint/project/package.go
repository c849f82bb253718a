package project

import (
	"slices"
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

	script Script
	group  *packageGroup
	at     int // in the group
	unit   *Unit
}

// packageGroup is what the package commands of one instruction share.
type packageGroup struct {
	commands []PackageCommand
	cleaning []int // those that remove downloads
	removed  []removed
}

// removed is a path that an instruction removes.
type removed struct {
	path    string // "" where it is not known
	index   int    // of the command
	anytime bool   // in a function
}

const (
	maxExpanded = 1 << 20 // bytes of variables that the package commands of one file are read with
	maxRemoved  = 128     // paths that one instruction removes: with more, it may remove any
	maxConfigs  = 16      // files of one setting, and commands that give one
	maxParents  = 100     // stages that one is built on
)

// packageFacts is what a unit knows of its package commands.
type packageFacts struct {
	commands []PackageCommand
	ships    map[*dockerfile.Stage]bool
	// listsUsed is the last instruction of a stage that installs with apt without having updated the lists of packages, and
	// listsInherited the last stage with one that is built on another stage.
	listsUsed      map[*dockerfile.Stage]int
	listsInherited int
	withoutDev     map[*dockerfile.Stage]*PackageCommand // the last that installs without packages for development
	bundlerConfigs []*PackageCommand
	copied         map[*dockerfile.Stage][]string // what shipping stages copy from others
}

// PackageCommands returns the commands of package managers in source order. They are read once: many rules ask.
func (u *Unit) PackageCommands() []PackageCommand {
	u.packagesOnce.Do(func() {
		f := &u.packages
		budget := maxExpanded
		for _, s := range u.Scripts() {
			group := &packageGroup{}
			first := len(f.commands)
			for _, c := range s.Commands {
				if p, ok := c.PackageCommand(&budget); ok {
					f.commands = append(f.commands, PackageCommand{
						PackageCommand: p, Run: s.Run, Subject: s.Subject, script: s, group: group, at: len(f.commands) - first, unit: u,
					})
				}
			}
			if len(f.commands) > first {
				group.removed = removedBy(s)
			}
		}
		for i := 0; i < len(f.commands); {
			g := f.commands[i].group
			end := i
			for ; end < len(f.commands) && f.commands[end].group == g; end++ {
				if f.commands[end].Action == shell.Cleaning {
					g.cleaning = append(g.cleaning, end-i)
				}
			}
			g.commands, i = f.commands[i:end], end
		}
		u.findPackageFacts()
	})
	return u.packages.commands
}

// removedBy returns the paths that a script removes. What is called as if it cleaned up may remove any.
func removedBy(s Script) []removed {
	var out []removed
	for _, c := range s.Commands {
		r := removed{index: c.Index(), anytime: c.Has(shell.InFunction)}
		if strings.Contains(c.Name, "clean") {
			out = append(out, r)
			continue
		}
		for _, word := range c.Removes() {
			if len(out) > maxRemoved {
				return append(out, removed{anytime: true})
			}
			paths, known := c.Paths(word)
			for _, r.path = range paths {
				out = append(out, r)
			}
			if !known {
				r.path = ""
				out = append(out, r)
			}
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
	for i := range c.group.commands {
		if d := &c.group.commands[i]; d.Follows(c.Command) && wanted(d) {
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
			if target := c.unit.Resolve(m.Target(), c.Run); !target.Known || coversAny(shell.CleanPath(target.Value), files) {
				return false
			}
		}
	}
	for i := range c.group.removed {
		r := &c.group.removed[i]
		if (r.index > c.Index() || r.anytime) && (r.path == "" || coversAny(r.path, files)) {
			return false
		}
	}
	return true
}

func coversAny(p string, files []string) bool {
	for _, file := range files {
		if shell.CoversPath(p, file) {
			return true
		}
	}
	return false
}

// Unpinned returns the packages that the command installs in whatever version there is at the time.
func (c *PackageCommand) Unpinned() []shell.Package {
	out := slices.DeleteFunc(c.Packages(), func(p shell.Package) bool { return p.Pin != shell.Unpinned })
	if len(out) == 0 {
		return nil
	}
	switch c.Manager {
	case "apt":
		if c.Configured(AptSnapshot) {
			return nil
		}
	case "pip": // a file of versions, or pip itself, decides
		for _, name := range []string{"PIP_CONSTRAINT", "PIP_REQUIRE_HASHES", "UV_CONSTRAINT"} {
			if value, known, set := c.Setting(name); set && (!known || value != "") {
				return nil
			}
		}
	}
	return out
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
	im := c.unit.Builds[0].Image(c.Run.Stage())
	for n := 0; im != nil && n < maxParents; n++ {
		if im.Stage == at.Stage() {
			return true
		}
		im = im.Parent
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
