package project

import (
	"cmp"
	"path"
	"slices"

	"github.com/plimsoll-lint/plimsoll/lint/container"
	"github.com/plimsoll-lint/plimsoll/lint/dockerfile"
	"github.com/plimsoll-lint/plimsoll/lint/shell"
	"github.com/plimsoll-lint/plimsoll/lint/source"
)

// Command is a command of the shell of a build, with the instruction that runs it.
type Command struct {
	*shell.Command
	Run     *dockerfile.Run
	Subject string // the stage

	unit *Unit
}

// Commands returns the commands of the given names in source order. The names are those of programs, without their paths and
// behind wrappers such as sudo. The commands of PowerShell and cmd are not among them.
func (u *Unit) Commands(names ...string) []Command {
	u.indexCommands()
	if len(names) == 1 {
		return u.commands[names[0]]
	}
	var lists [][]Command
	for _, name := range names {
		if list := u.commands[name]; len(list) > 0 {
			lists = append(lists, list)
		}
	}
	return merge(lists)
}

// indexCommands puts the commands of all scripts in order by name: most rules ask for a few names that most files do not
// have.
func (u *Unit) indexCommands() {
	u.commandsOnce.Do(func() {
		u.commands = map[string][]Command{}
		for _, s := range u.Scripts() {
			for _, c := range s.Commands {
				u.commands[c.Name] = append(u.commands[c.Name], Command{c, s.Run, s.Subject, u})
				for i := range c.Wrappers {
					u.wrapped = append(u.wrapped, wrappedBy{c.Wrappers[i].Name, Command{c, s.Run, s.Subject, u}})
				}
			}
		}
	})
}

// Script returns the commands of the instruction that runs this one.
func (c *Command) Script() *shell.Script {
	for _, s := range c.unit.Scripts() {
		if s.Run == c.Run {
			return s.Script
		}
	}
	return &shell.Script{}
}

// wrappedBy is a command and one of the wrappers around it.
type wrappedBy struct {
	wrapper string
	Command
}

// Wrapped returns the commands that are run through a program such as sudo, in source order, and those of its name that run
// nothing in turn.
func (u *Unit) Wrapped(wrapper string) []Command {
	out := slices.Clone(u.Commands(wrapper))
	for i := range u.wrapped {
		if w := &u.wrapped[i]; w.wrapper == wrapper && (len(out) == 0 || out[len(out)-1].Command != w.Command.Command) {
			out = append(out, w.Command)
		}
	}
	slices.SortStableFunc(out, func(a, b Command) int {
		return cmp.Or(cmp.Compare(a.Run.Index(), b.Run.Index()), cmp.Compare(a.Index(), b.Index()))
	})
	return out
}

// before reports whether c stands in front of d in the file.
func (c *Command) before(d *Command) bool {
	if a, b := c.Run.Index(), d.Run.Index(); a != b {
		return a < b
	}
	return c.Index() < d.Index()
}

// merge puts ordered lists together in order. There are few of them.
func merge(lists [][]Command) []Command {
	if len(lists) < 2 {
		for _, list := range lists {
			return list
		}
		return nil
	}
	n := 0
	for _, list := range lists {
		n += len(list)
	}
	out := make([]Command, 0, n)
	for len(out) < n {
		first := -1
		for i, list := range lists {
			if len(list) > 0 && (first < 0 || list[0].before(&lists[first][0])) {
				first = i
			}
		}
		out = append(out, lists[first][0])
		lists[first] = lists[first][1:]
	}
	return out
}

// Write is text that a build puts into a file: by a command such as echo, cat or tee, or as a heredoc of COPY and ADD.
type Write struct {
	// Path is the file: absolute where it is known, else as far as it is.
	Path  string
	Known bool
	// Content are the pieces of the text as far as they stand in the Dockerfile, variables as written.
	Content []source.Text
	// Append is set where the file keeps what it held.
	Append bool
	// Edit is set where Content is a sed script that changes the file.
	Edit bool
	// At is the command, or the word that opens the heredoc.
	At source.Span
	// Command is nil for COPY and ADD.
	Command     *shell.Command
	Instruction dockerfile.Instruction
	Subject     string // the stage
}

// Writes returns the texts that a build puts into files, in source order.
func (u *Unit) Writes() []Write {
	u.writesOnce.Do(func() {
		for _, c := range u.Commands("echo", "printf", "cat", "tee", "dd", "sed", "gsed", "perl") {
			for _, w := range c.Writes() {
				u.writes = append(u.writes, c.write(&w))
			}
		}
		for _, t := range u.Transfers() {
			for _, h := range t.Heredocs {
				u.writes = append(u.writes, t.write(h))
			}
		}
	})
	return u.writes
}

func (c *Command) write(w *shell.Write) Write {
	target, known := c.Resolve(w.Path, nil)
	out := Write{
		Path: target.Value, Known: known, Append: w.Append, Edit: w.Edit, At: c.Span(), Command: c.Command, Instruction: c.Run,
		Subject: c.Subject,
	}
	for i := range w.Content {
		out.Content = append(out.Content, w.Content[i].Text())
	}
	if known && !path.IsAbs(out.Path) {
		out.Path, out.Known = c.unit.below(out.Path, c.Run)
	}
	return out
}

func (t *Transfer) write(h *dockerfile.Heredoc) Write {
	target := t.Target
	if t.Folder {
		target = path.Join(target, h.Name.Value)
	}
	return Write{
		Path: target, Known: t.Known, Content: []source.Text{h.Body()}, At: h.Word.Span, Instruction: t.At, Subject: t.Subject,
	}
}

// Transfer is a COPY or ADD with its words evaluated.
type Transfer struct {
	*dockerfile.Transfer
	// At is the *dockerfile.Copy or *dockerfile.Add.
	At dockerfile.Instruction
	// From is the value of --from; empty for what the build context or the network gives.
	From string
	// Paths are the sources with their variables replaced, in the order of Sources.
	Paths []dockerfile.Resolved
	// Target is where it goes: an absolute path where Known is set, else as far as it is known.
	Target string
	Known  bool
	// Folder is set where the target is a folder whatever the source is: written with a slash or as ".", or because there are
	// several sources.
	Folder  bool
	Subject string // the stage
}

// Transfers returns what COPY and ADD bring into the images of a Dockerfile, those behind ONBUILD included.
func (u *Unit) Transfers() []Transfer {
	u.transfersOnce.Do(func() {
		if u.Dockerfile == nil {
			return
		}
		for i := range u.Dockerfile.All() {
			switch in := i.(type) {
			case *dockerfile.Copy:
				u.transfers = append(u.transfers, u.transferOf(&in.Transfer, in, in.From.Value))
			case *dockerfile.Add:
				u.transfers = append(u.transfers, u.transferOf(&in.Transfer, in, ""))
			}
		}
	})
	return u.transfers
}

func (u *Unit) transferOf(t *dockerfile.Transfer, at dockerfile.Instruction, from string) Transfer {
	out := Transfer{Transfer: t, At: at, From: from, Subject: StageSubject(at.Stage())}
	for _, s := range t.Sources {
		out.Paths = append(out.Paths, u.Resolve(s, at))
	}
	dest := u.Resolve(t.Dest, at)
	out.Target, out.Known = dest.Value, dest.Known
	n := len(dest.Value)
	out.Folder = dest.Value == "." || n > 0 && dest.Value[n-1] == '/' || len(t.Sources)+len(t.Heredocs) > 1
	switch {
	case !dest.Known || dest.Value == "":
		out.Known = false
	case path.IsAbs(dest.Value):
		out.Target = path.Clean(dest.Value)
	default:
		out.Target, out.Known = u.below(dest.Value, at)
	}
	return out
}

// below returns a relative path joined with the working directory in front of an instruction, and whether that is known.
func (u *Unit) below(name string, at dockerfile.Instruction) (string, bool) {
	dir := ""
	for i, b := range u.Builds {
		w := b.Workdir(at)
		if w == nil || !w.Known || !path.IsAbs(w.Value) || i > 0 && w.Value != dir {
			return name, false
		}
		dir = w.Value
	}
	if dir == "" {
		return name, false
	}
	return path.Join(dir, name), true
}

// Resolve returns a word of an instruction with its variables replaced, as far as all builds of the file agree; where they
// do not, it is the word as written, and not known.
func (u *Unit) Resolve(text source.Text, at dockerfile.Instruction) dockerfile.Resolved {
	var first dockerfile.Resolved
	for i, b := range u.Builds {
		r := b.Expand(text, at)
		if i == 0 {
			first = r
		} else if r.Value != first.Value || r.Known != first.Known {
			return dockerfile.Resolved{Value: text.Value, Text: text}
		}
	}
	if len(u.Builds) == 0 {
		return dockerfile.Resolved{Value: text.Value, Text: text}
	}
	return first
}

// Starts returns the commands that a container of the final image starts with, as far as ENTRYPOINT and CMD say.
func (u *Unit) Starts() []*shell.Command {
	u.startsOnce.Do(func() {
		if im := u.Final(); im != nil {
			u.starts = container.Starts(im)
		}
	})
	return u.starts
}
