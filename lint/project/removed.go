package project

import (
	"path"
	"strings"
)

// findRemoved looks for what later instructions of the stages that ship delete of a credential file.
func (u *Unit) findRemoved(f *CredentialFile) {
	for _, c := range u.Commands("rm", "unlink", "shred") {
		if f.Instruction.Index() < c.Run.Index() && u.Ships(c.Run.Stage()) &&
			(u.deletes(&c, f.Path) || u.deletes(&c, path.Join(f.Path, path.Base(f.Name)))) {
			f.Removed = &c
			return
		}
	}
}

// deletes reports whether a command deletes a file of the image.
func (u *Unit) deletes(c *Command, file string) bool {
	operands := c.Options().Operands
	for n := range operands {
		target, known := c.Resolve(operands[n], nil)
		name := target.Value
		if known && !path.IsAbs(name) && !strings.HasPrefix(name, "~") {
			name, _ = u.below(name, c.Run)
		}
		if deletes(name, file) {
			return true
		}
	}
	return false
}

// deletes reports whether rm of a path deletes a file: the path is the file's, a folder around it, or a pattern.
func deletes(removed, file string) bool {
	removed, file = atHome(removed), atHome(file)
	switch {
	case removed == "" || removed == "." || removed == "/":
		return false
	case removed == file || strings.HasPrefix(file, removed+"/"):
		return true
	}
	ok, err := path.Match(removed, file)
	return err == nil && ok
}

// atHome writes a path so that the ways to name a home folder are the same.
func atHome(name string) string {
	if name == "" {
		return ""
	}
	name = path.Clean(name)
	for _, home := range [...]string{"$HOME/", "${HOME}/", "/root/"} {
		if rest, ok := strings.CutPrefix(name, home); ok {
			return "~/" + rest
		}
	}
	if rest, ok := strings.CutPrefix(name, "/home/"); ok {
		if _, below, ok := strings.Cut(rest, "/"); ok {
			return "~/" + below
		}
	}
	return name
}
