package container

import (
	"bytes"
	"path"
	"slices"
	"strings"

	"github.com/plimsoll-lint/plimsoll/lint/dockerfile"
	"github.com/plimsoll-lint/plimsoll/lint/image"
	"github.com/plimsoll-lint/plimsoll/lint/shell"
	"github.com/plimsoll-lint/plimsoll/lint/source"
)

// start is what a container begins with: the commands of ENTRYPOINT and CMD, and the scripts that they run.
type start struct {
	build   *dockerfile.Build
	image   *dockerfile.Image
	context Context
}

// theEntrypoint is what is said to change the user where ENTRYPOINT or CMD do it themselves, without a script.
const theEntrypoint = "the entrypoint"

// dropTools are programs that change from root to another user and then run a command.
var dropTools = [...]string{"gosu", "su-exec", "setpriv", "s6-setuidgid", "runuser", "chpst", "suexec", "setuidgid"}

// may is the note at what casts doubt on a user.
const may = "this may change the user when the container starts"

// dropped finds out whether what a container of root starts with changes to another user by itself. Where that cannot
// be ruled out the user is unknown.
func (s *start) dropped(u Setting[User], facts image.Facts) Setting[User] {
	im := s.image
	if im.Entrypoint == nil && (im.Cmd == nil || len(facts.Entrypoint) > 0) {
		// The base image's own entrypoint runs.
		switch drop := facts.Drop; {
		case drop.Kind == image.Drops && drop.IfDefaultCommand && im.Cmd != nil:
			return maybe(u, im.Cmd.At.Span(), "with this command the entrypoint of the base image may keep root")
		case drop.Kind == image.Drops:
			u.Value.DropsTo, u.Value.DropsWith = drop.To, drop.With
			return u
		case drop.Kind == image.WorkersOnly && im.Cmd == nil:
			u.Value.Workers = drop.To
		case drop.Kind == image.DropUnknown && facts.Confidence > image.WellKnown:
			return maybe(u, im.Base.Image.Text.Span, "what this image starts with may change the user")
		}
	}
	if im.Entrypoint != nil {
		if got, decided := s.run(u, entrypoint(im), false); decided {
			return got
		}
	}
	if im.Cmd != nil && (im.Entrypoint == nil || im.Entrypoint.Form == dockerfile.ExecForm) {
		if got, decided := s.run(u, commands(im.Cmd), im.Entrypoint != nil); decided {
			return got
		}
	}
	if at, ok := mentionsDrop(im); ok {
		return maybe(u, at, may)
	}
	return u
}

// run looks at what ENTRYPOINT or CMD run. behind says that another program decides whether they are run.
func (s *start) run(u Setting[User], list []*shell.Command, behind bool) (Setting[User], bool) {
	for _, c := range list {
		if as, ok := c.RunsAs(); ok {
			to := ParseUser(as.Text().Value)
			if behind || to.Root || !as.Literal {
				return maybe(u, c.Span(), may), true
			}
			u.Value.DropsTo, u.Value.DropsWith = to.Name, theEntrypoint
			return u, true
		}
		file, ok := c.RunsFile()
		if !ok || !file.Literal || !scriptName(file.Value) {
			continue
		}
		target := file.Value
		if strings.Contains(target, "/") {
			dir := "/"
			if s.image.Workdir != nil {
				dir = s.image.Workdir.Value
			}
			target = absolute(dir, target)
		}
		if got, ok := s.script(target); ok && shell.DialectOf(got.interpreter()) <= shell.Bash {
			to, decided := scriptUser(u, got, path.Base(target))
			switch {
			case decided && to.Known && behind:
				return maybe(u, file.Span(), may), true
			case decided:
				return to, true
			}
			continue
		}
		if at, ok := createsUser(s.image); ok {
			got := maybe(u, at, "this creates a user")
			got.Origin.Notes = append(got.Origin.Notes, source.Note{Span: file.Span(), Message: "what this runs is not known, and may change to it"})
			return got, true
		}
	}
	return u, false
}

// Starts returns the commands that a container of the image starts with, as far as ENTRYPOINT and CMD of the file say.
func Starts(im *dockerfile.Image) []*shell.Command {
	var list []*shell.Command
	if im.Entrypoint != nil {
		list = entrypoint(im)
	}
	if im.Cmd != nil && (im.Entrypoint == nil || im.Entrypoint.Form == dockerfile.ExecForm && im.Cmd.Form != dockerfile.ExecForm) {
		list = append(list, commands(im.Cmd)...)
	}
	return list
}

// entrypoint returns what ENTRYPOINT runs; in the exec form CMD is the rest of its words.
func entrypoint(im *dockerfile.Image) []*shell.Command {
	if e := im.Entrypoint; e.Form == dockerfile.ExecForm && im.Cmd != nil && im.Cmd.Form == dockerfile.ExecForm {
		return shell.Words(slices.Concat(e.Words, im.Cmd.Words)).Commands
	}
	return commands(im.Entrypoint)
}

// commands returns what ENTRYPOINT or CMD run.
func commands(p *dockerfile.Process) []*shell.Command {
	if p.Form == dockerfile.ExecForm {
		return shell.Words(p.Words).Commands
	}
	return shell.ParseText(p.Text, shell.DialectOf(p.Program)).Commands
}

// interpreter returns the program that runs a script; without a first line that names it, it is the shell.
func (s *script) interpreter() string {
	if s.program == "" {
		return "sh"
	}
	return s.program
}

// scriptUser finds out whether a script changes the user. It is certain where a program that does so takes the place of
// the shell: exec gosu app.
func scriptUser(u Setting[User], s script, name string) (Setting[User], bool) {
	var doubt *shell.Command
	for _, c := range shell.ParseText(s.text, shell.DialectOf(s.interpreter())).Commands {
		as, ok := c.RunsAs()
		if !ok {
			continue
		}
		if to := ParseUser(as.Text().Value); as.Literal && !to.Root && c.Wrapped("exec") != nil {
			u.Value.DropsTo, u.Value.DropsWith = to.Name, name
			note := source.Note{Span: c.Span(), Message: "the user changes to " + to.Name + " here"}
			u.Origin.Notes = append(u.Origin.Notes, note)
			return u, true
		}
		doubt = c
	}
	if doubt != nil {
		return maybe(u, doubt.Span(), may), true
	}
	for _, tool := range dropTools {
		if i := strings.Index(s.text.Value, tool); i >= 0 {
			return maybe(u, s.text.At(i, i+len(tool)), may), true
		}
	}
	return u, false
}

// scriptName reports whether a program looks like a script that prepares something and then runs another program, or
// like a program that starts others as its settings say.
func scriptName(name string) bool {
	base := path.Base(name)
	switch path.Ext(base) {
	case ".sh", ".bash", ".ash":
		return true
	case "":
	default:
		return false
	}
	for _, word := range [...]string{"entrypoint", "entry-point", "run", "start", "init", "boot"} {
		if strings.Contains(base, word) {
			return true
		}
	}
	return base == "supervisord" || base == "s6-svscan" || base == "systemd"
}

// maybe forgets a user, but not where it was set. The note says what may change it.
func maybe(u Setting[User], at source.Span, why string) Setting[User] {
	u.Value, u.Known = User{}, false
	u.Origin.Doubt = "its entrypoint may change the user"
	if !at.IsZero() {
		u.Origin.Notes = append(u.Origin.Notes, source.Note{Span: at, Message: why})
	}
	return u
}

// mentionsDrop finds a tool whose purpose is to drop root among what a stage brings along. It only ever silences, so a
// look at the text is enough.
func mentionsDrop(im *dockerfile.Image) (source.Span, bool) {
	for _, s := range im.Chain() {
		if f := s.From.Span().File; len(f.Content) <= maxGlance && !mentionsTool(f) {
			break // all stages stand in one file
		}
		for _, i := range s.Instructions {
			switch i.(type) {
			case *dockerfile.Run, *dockerfile.Copy, *dockerfile.Add, *dockerfile.Env, *dockerfile.Entrypoint, *dockerfile.Cmd:
				for _, tool := range dropTools {
					if at, ok := mention(i.Span(), tool); ok {
						return at, true
					}
				}
			}
		}
	}
	return source.Span{}, false
}

// maxGlance is the size up to which a file is looked at as a whole: others may hold thousands of Dockerfiles.
const maxGlance = 16 << 10

// mentionsTool reports whether such a tool is named anywhere in a file: one look at all of it is cheaper than many at its
// parts, and few files name any.
func mentionsTool(f *source.File) bool {
	for _, tool := range dropTools {
		if bytes.Contains(f.Content, []byte(tool)) {
			return true
		}
	}
	return false
}

// createsUser finds the creation of a user in what a stage brings along. It only ever silences.
func createsUser(im *dockerfile.Image) (source.Span, bool) {
	for _, s := range im.Chain() {
		for _, i := range s.Instructions {
			if _, ok := i.(*dockerfile.Run); !ok {
				continue
			}
			for _, tool := range [...]string{"useradd", "adduser"} {
				if at, ok := mention(i.Span(), tool); ok {
					return at, true
				}
			}
		}
	}
	return source.Span{}, false
}

func mention(in source.Span, word string) (source.Span, bool) {
	i := bytes.Index(in.Bytes(), []byte(word))
	if i < 0 {
		return source.Span{}, false
	}
	return in.File.Span(in.Start+i, in.Start+i+len(word)), true
}
