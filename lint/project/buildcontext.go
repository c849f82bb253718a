package project

import (
	"path"
	"slices"
	"strings"

	"github.com/plimsoll-lint/plimsoll/lint/compose"
	"github.com/plimsoll-lint/plimsoll/lint/dockerignore"
	"github.com/plimsoll-lint/plimsoll/lint/source"
)

// BuildContext is a folder that COPY and ADD take files from.
type BuildContext struct {
	// Dir is the folder, "." for the outermost one.
	Dir string
	// Ignore is the ignore file that holds; nil where there is none, or none that can be read.
	Ignore *dockerignore.File

	unread error // why the ignore file that is there was not read
	linker *Linker
}

// Contexts returns the folders that the Dockerfile is built with. sure is set where it is known that each of them is used:
// a Compose file says so, or they hold what the Dockerfile copies by name. Otherwise one of them is likely used, the first
// most likely; those behind it lie around it.
func (u *Unit) Contexts() (contexts []*BuildContext, sure bool) {
	u.contextsOnce.Do(func() {
		if u.findContexts != nil && u.Dockerfile != nil {
			u.contexts, u.contextsSure = u.findContexts()
		}
	})
	return u.contexts, u.contextsSure
}

// InContext reports whether something holds of the build context as far as that is known: of one of the folders where all
// of them are used, else of every folder that may be.
func (u *Unit) InContext(holds func(*BuildContext) bool) bool {
	contexts, sure := u.Contexts()
	if sure {
		return slices.ContainsFunc(contexts, holds)
	}
	return len(contexts) > 0 && !slices.ContainsFunc(contexts, func(c *BuildContext) bool { return !holds(c) })
}

// ignoreProblems returns what is the matter with the ignore files of the build, as far as it is known that they are used.
func (u *Unit) ignoreProblems() []source.Problem {
	contexts, sure := u.Contexts()
	if !sure {
		contexts = contexts[:min(len(contexts), 1)]
	}
	var all []source.Problem
	for _, c := range contexts {
		if c.Ignore != nil {
			all = append(all, c.Ignore.Problems...)
		}
		if at, ok := u.firstCopied(); ok && c.unread != nil {
			all = append(all, source.Problem{
				Kind: source.Unread, Span: at, Key: "dockerignore",
				Message: "the ignore file " + (&source.ReadError{Reason: source.ReasonOf(c.unread)}).Phrase() +
					", so what is kept out is not known",
			})
		}
	}
	return all
}

// firstCopied returns the first source that comes from the build context.
func (u *Unit) firstCopied() (source.Span, bool) {
	for i := range u.Transfers() {
		t := &u.transfers[i]
		for n := range t.Sources {
			if _, ok := t.Local(n); ok {
				return t.Sources[n].Span, true
			}
		}
	}
	return source.Span{}, false
}

// Path returns where a file of the root lies in the context.
func (c *BuildContext) Path(file string) (string, bool) {
	if c.Dir == "." {
		return file, true
	}
	return strings.CutPrefix(file, c.Dir+"/")
}

// Read returns a file of the context.
func (c *BuildContext) Read(name string) (*source.File, error) {
	clean, err := source.Clean(c.Dir, name)
	if err != nil {
		return nil, err
	}
	return c.linker.root.Tree.Read(clean)
}

// Has reports whether there is a file or folder of that path in the context.
func (c *BuildContext) Has(name string) bool { return c.linker.folders.has(path.Join(c.Dir, name)) }

// HasFolder reports whether there is a folder of that path in the context, and no link to one.
func (c *BuildContext) HasFolder(name string) bool {
	return c.linker.folders.hasFolder(path.Join(c.Dir, name))
}

// Sends reports whether nothing keeps a path of the context out of the build. Where the ignore file is not understood, it
// is not known and false.
func (c *BuildContext) Sends(name string) bool {
	if c.unread != nil {
		return false
	}
	if c.Ignore == nil {
		return true
	}
	excluded, known := c.Ignore.Excludes(name)
	return known && !excluded
}

// SendsAll reports whether there is no ignore file, or one without a pattern.
func (c *BuildContext) SendsAll() bool {
	return c.unread == nil && (c.Ignore == nil || len(c.Ignore.Patterns) == 0 && len(c.Ignore.Problems) == 0)
}

// newContext makes the context of a folder for a Dockerfile. An ignore file with the name of the Dockerfile goes before
// that of the folder; a Dockerfile inside a Compose file has none of its own.
func (l *Linker) newContext(dir, dockerfile string) *BuildContext {
	c := &BuildContext{Dir: path.Clean(dir), linker: l}
	if dockerfile != "" && c.ignore(dockerfile+".dockerignore") {
		return c
	}
	c.ignore(path.Join(c.Dir, ".dockerignore"))
	return c
}

// ignore reads the ignore file of a path. It reports false where there is none.
func (c *BuildContext) ignore(name string) bool {
	if !c.linker.folders.has(name) {
		return false
	}
	file, err := c.linker.root.Tree.Read(name)
	switch {
	case err == nil:
		c.Ignore = c.linker.ignoreFile(file)
	case source.ReasonOf(err) == source.Missing:
		return false
	default:
		c.unread = err
	}
	return true
}

// ignoreFile parses an ignore file once.
func (l *Linker) ignoreFile(file *source.File) *dockerignore.File {
	l.mu.Lock()
	defer l.mu.Unlock()
	f := l.ignores[file.Path]
	if f == nil {
		f = dockerignore.Parse(file)
		l.ignores[file.Path] = f
	}
	return f
}

// usedContexts returns the contexts that services build a Dockerfile with.
func (l *Linker) usedContexts(dockerfile string, uses []use) []*BuildContext {
	var out []*BuildContext
	for _, u := range uses {
		if !slices.ContainsFunc(out, func(c *BuildContext) bool { return c.Dir == u.from }) && len(out) < maxFolders {
			out = append(out, l.newContext(u.from, dockerfile))
		}
	}
	return out
}

// likelyContexts returns the contexts that a Dockerfile which no service builds may be built with: the folder, its own or
// one above it, that holds most of what is copied by name, else its own if that has an ignore file. Where nothing shows
// which it is, they are all of these.
func (l *Linker) likelyContexts(u *Unit, dockerfile string) (contexts []*BuildContext, sure bool) {
	dirs := l.foldersAbove(dockerfile)
	named := u.namedSources()
	best, most := "", 0
	for _, dir := range dirs {
		n := 0
		for _, name := range named {
			if l.folders.has(path.Join(dir, name)) {
				n++
			}
		}
		if n > most {
			best, most = dir, n
		}
	}
	if most == 0 && l.folders.has(path.Join(dirs[0], ".dockerignore")) {
		best, most = dirs[0], 1
	}
	if most > 0 {
		return []*BuildContext{l.newContext(best, dockerfile)}, true
	}
	for _, dir := range dirs {
		contexts = append(contexts, l.newContext(dir, dockerfile))
	}
	return contexts, len(contexts) == 1
}

// foldersAbove returns the folder of a file and those above it, as far as the root's own.
func (l *Linker) foldersAbove(name string) []string {
	var dirs []string
	for dir := path.Dir(name); ; dir = path.Dir(dir) {
		dirs = append(dirs, dir)
		if _, inside := l.root.Below(dir); dir == "." || dir == "/" || !inside || len(dirs) == maxFolders {
			return dirs
		}
	}
}

// maxNamed bounds how many sources are looked for on disk.
const maxNamed = 32

// namedSources returns what COPY and ADD take from the context by name.
func (u *Unit) namedSources() []string {
	var names []string
	for i := range u.Transfers() {
		t := &u.transfers[i]
		for n := range t.Sources {
			if name, ok := t.Local(n); ok && name != "." && !strings.ContainsAny(name, "*?[") && len(names) < maxNamed {
				names = append(names, name)
			}
		}
	}
	return names
}

// contextDir returns the folder that a service builds with, where it is one of the root.
func contextDir(s *compose.Service) (string, bool) {
	b, context := s.Build, "."
	if b.Context.Set && !b.Context.Null {
		context = b.Context.V
	}
	if !b.Context.Known || remote(context) {
		return "", false
	}
	dir, err := source.Clean(b.Dir, context)
	return dir, err == nil
}
