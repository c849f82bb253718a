package project

import (
	"path"
	"strings"

	"github.com/plimsoll-lint/plimsoll/lint/container"
	"github.com/plimsoll-lint/plimsoll/lint/dockerfile"
	"github.com/plimsoll-lint/plimsoll/lint/source"
)

// OwnProgram is a program that COPY, ADD or chown gives to the user whom the container runs as.
type OwnProgram struct {
	User, Name string
	Chown      source.Span // the owner, in --chown or behind chown
	Flag       source.Span // the flag --chown with the blanks behind it, where these stand in one line
	UserAt     source.Span
	Subject    string
}

// ProgramsOfUser returns the programs in what ships that belong to the user whom the container runs as. Names decide what
// is a program, and what is a place that programs write to.
func (u *Unit) ProgramsOfUser() []OwnProgram {
	im := u.Final()
	if im == nil || im.User == nil || !im.User.Known || im.Windows() {
		return nil
	}
	user := container.ParseUser(im.User.Value)
	if user.Root {
		return nil
	}
	var found []OwnProgram
	programs := map[string]int{} // the places of programs in what ships, with the first instruction that copies them there
	for _, t := range u.Transfers() {
		if t.At.OnBuild() || !u.Ships(t.At.Stage()) {
			continue
		}
		if name, ok := t.program(); ok && t.Known && name != "" {
			if _, before := programs[t.Target]; !before {
				programs[t.Target] = t.At.Index()
			}
		}
		if t.Chown.IsZero() {
			continue
		}
		owner := u.Resolve(t.Chown, t.At)
		if !owner.Known || container.ParseUser(owner.Value).Name != user.Name {
			continue
		}
		if name, ok := t.program(); ok {
			found = append(found, OwnProgram{
				User: user.Name, Name: name, Chown: t.Chown.Span, Flag: FlagWithBlanks(t.At, "chown"), UserAt: im.User.Text.Span,
				Subject: t.Subject,
			})
		}
	}
	for _, c := range u.Commands("chown") {
		opts := c.Options()
		if len(programs) == 0 || len(opts.Operands) < 2 || opts.Find("-R", "--recursive") == nil || !u.Ships(c.Run.Stage()) {
			continue
		}
		owner, known := c.Resolve(opts.Operands[0], nil)
		if !known || container.ParseUser(owner.Value).Name != user.Name {
			continue
		}
		for _, word := range opts.Operands[1:] {
			name, known := c.Resolve(word, nil)
			dir := u.under(name.Value, c.Run)
			if copied, ok := programs[dir]; ok && known && copied < c.Run.Index() {
				found = append(found, OwnProgram{
					User: user.Name, Name: dir, Chown: opts.Operands[0].Span(), UserAt: im.User.Text.Span, Subject: c.Subject,
				})
				break
			}
		}
	}
	return found
}

// under returns a path made absolute by the working directory, "" where that is not known.
func (u *Unit) under(name string, at dockerfile.Instruction) string {
	if path.IsAbs(name) {
		return path.Clean(name)
	}
	if dir, ok := u.below(name, at); ok {
		return dir
	}
	return ""
}

// program returns the first source that is a program by its name.
func (t *Transfer) program() (string, bool) {
	if isState(t.Target) {
		return "", false
	}
	for i := range t.Paths {
		if p := &t.Paths[i]; p.Known && !isState(p.Value) && isProgram(p.Value) {
			if name := path.Clean(p.Value); name != "." && name != "/" {
				return p.Value, true
			}
			return t.Target, true
		}
	}
	return "", false
}

// isProgram reports whether a path has the name of a program or of a folder of programs.
func isProgram(name string) bool {
	base := path.Base(strings.TrimSuffix(name, "/*"))
	switch path.Ext(base) {
	case ".py", ".pyc", ".js", ".mjs", ".cjs", ".ts", ".rb", ".php", ".pl", ".sh", ".bash", ".jar", ".war", ".ear", ".dll",
		".so", ".exe", ".phar", ".ps1", ".lua":
		return true
	}
	switch base {
	case ".", "/", "bin", "sbin", "src", "dist", "build", "lib", "app", "node_modules", "vendor", "scripts", "venv", ".venv",
		"site-packages", "server", ".next", ".output", "publish", "release", "code", "www", "html":
		return true
	}
	return false
}

// isState reports whether a path has the name of a place that programs write to.
func isState(name string) bool {
	name = strings.TrimPrefix(strings.ToLower(name), "/var/www")
	for part := range strings.SplitSeq(name, "/") {
		switch part {
		case "data", "db", "log", "logs", "tmp", "temp", "cache", ".cache", "var", "storage", "uploads", "upload", "media", "run",
			"state", "sessions", "backup", "backups":
			return true
		}
	}
	return false
}

// FlagWithBlanks returns the bytes of a flag and of the blanks behind it, which can go together; none where the line ends
// there.
func FlagWithBlanks(at dockerfile.Instruction, name string) source.Span {
	for _, f := range at.Flags() {
		if f.Name.Value != name {
			continue
		}
		content, end := f.Span.File.Content, f.Span.End
		for end < len(content) && (content[end] == ' ' || content[end] == '\t') {
			end++
		}
		if end == f.Span.End || end == len(content) || content[end] == '\\' || content[end] == '`' || content[end] == '\n' {
			return source.Span{}
		}
		return f.Span.File.Span(f.Span.Start, end)
	}
	return source.Span{}
}
