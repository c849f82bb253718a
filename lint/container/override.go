package container

import (
	"path"
	"strings"

	"github.com/plimsoll-lint/plimsoll/lint/compose"
	"github.com/plimsoll-lint/plimsoll/lint/image"
	"github.com/plimsoll-lint/plimsoll/lint/shell"
	"github.com/plimsoll-lint/plimsoll/lint/source"
)

// dropping says on what it hangs that an image changes its user by itself.
type dropping struct {
	// byCommand: the command does it, so that another one does not.
	byCommand bool
	// ifDefault: it is left out for another command than this one.
	ifDefault bool
	command   []string
	// caps are the capabilities without which it is left out.
	caps []string
}

func droppingOf(f image.Facts) dropping {
	return dropping{ifDefault: f.Drop.IfDefaultCommand, command: f.Cmd, caps: f.Drop.IfCaps}
}

// started adjusts the user of an image to what the service runs instead of what the image would, and to the capabilities
// that it leaves.
func (c *Container) started(u Setting[User], s *compose.Service, shipped Shipped) Setting[User] {
	if !u.Known || !u.Value.Root {
		return u
	}
	entrypoint, command := s.Entrypoint, s.Command
	if entrypoint.Set && !entrypoint.Null {
		return ownEntrypoint(u, entrypoint, command)
	}
	if command.Set && !command.Null {
		u = ownCommand(u, command, shipped.dropping)
	}
	if u.Known && u.Value.DropsTo != "" {
		u = c.withoutCapabilities(u, s, shipped.dropping.caps)
	}
	return u
}

// ownEntrypoint returns the user where the image's entrypoint does not run. Whether another one does what that did cannot
// be told.
func ownEntrypoint(u Setting[User], entrypoint, command compose.Command) Setting[User] {
	dropped := u.Value.DropsTo != ""
	u.Value.DropsTo, u.Value.DropsWith, u.Value.Workers = "", "", ""
	words, ok := wordsOf(entrypoint)
	if more, known := wordsOf(command); command.Set {
		words, ok = append(words, more...), ok && known
	}
	if !ok {
		return maybe(u, entrypoint.Span, "a variable without a value takes part in what is run")
	}
	for _, run := range shell.Words(words).Commands {
		as, found := run.RunsAs()
		if !found {
			continue
		}
		to := ParseUser(as.Text().Value)
		if to.Root || !as.Literal {
			return maybe(u, entrypoint.Span, may)
		}
		u.Value.DropsTo, u.Value.DropsWith = to.Name, theEntrypoint
		return u
	}
	if dropped || len(words) > 0 && scriptName(words[0].Value) {
		return maybe(u, entrypoint.Span, "this runs instead of the image's entrypoint")
	}
	return u
}

// ownCommand returns the user where the image's entrypoint runs with another command.
func ownCommand(u Setting[User], command compose.Command, d dropping) Setting[User] {
	words, _ := wordsOf(command) // what is known of it begins with the program
	for _, run := range shell.Words(words).Commands {
		if _, found := run.RunsAs(); found {
			return maybe(u, command.Span, may)
		}
	}
	if u.Value.DropsTo != "" && (d.byCommand || d.ifDefault && !sameProgram(words, d.command)) {
		return maybe(u, command.Span, "with this command the image may keep root")
	}
	return u
}

// sameProgram reports whether a command runs what an image runs by default. Options alone are handed to that.
func sameProgram(words []source.Text, command []string) bool {
	return len(words) > 0 && sameCommand(words[0].Value, command)
}

func sameCommand(first string, command []string) bool {
	if first == "" {
		return false
	}
	if first[0] == '-' {
		return true
	}
	name := path.Base(first)
	return len(command) > 0 && (name == path.Base(command[0]) || name == "mysqld" && path.Base(command[0]) == "mariadbd")
}

// ownStarted reports whether the service is known to run what its image does of itself, perhaps with other options. What runs
// beside that in its container is somebody's own.
func ownStarted(s *compose.Service, shipped Shipped) bool {
	if !shipped.own || s.Partial || s.Entrypoint.Set && !s.Entrypoint.Null || len(s.PostStart)+len(s.PreStop)+len(s.PreStart) > 0 {
		return false
	}
	if !s.Command.Set || s.Command.Null {
		return true
	}
	words, _ := wordsOf(s.Command)
	return sameProgram(words, shipped.dropping.command)
}

// withoutCapabilities returns the user where the service takes the capabilities away without which an image leaves out to
// change it.
func (c *Container) withoutCapabilities(u Setting[User], s *compose.Service, caps []string) Setting[User] {
	if !c.Capabilities.Known {
		return u
	}
	var lost []string
	for _, name := range caps {
		if want, ok := ParseCapability(name); ok && !c.Capabilities.Value.Has(want) {
			lost = append(lost, want.String())
		}
	}
	if len(lost) == 0 {
		return u
	}
	u.Value.DropsTo, u.Value.DropsWith = "", ""
	u.Origin.Notes = append(u.Origin.Notes[:len(u.Origin.Notes):len(u.Origin.Notes)], source.Note{
		Span: s.CapDrop.Span, Message: "the image changes its user only with " + strings.Join(lost, " and "),
	})
	return u
}

// wordsOf returns the words of a command up to the first one that is not known, and whether these are all.
func wordsOf(c compose.Command) (words []source.Text, known bool) {
	for _, w := range c.Words {
		if !w.Known && strings.Contains(w.V, "$") {
			return words, false
		}
		words = append(words, w.Text())
	}
	return words, c.Known
}
