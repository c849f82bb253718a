package project

import (
	"path"
	"strings"

	"github.com/plimsoll-lint/plimsoll/lint/dockerignore"
	"github.com/plimsoll-lint/plimsoll/lint/secret"
	"github.com/plimsoll-lint/plimsoll/lint/source"
)

// Local returns the path in the build context of a source, by its index in Sources; "." for the whole context. It reports
// false for what comes from elsewhere, for what is not known, and behind ONBUILD, where the context is another one.
func (t *Transfer) Local(i int) (string, bool) {
	if t.From != "" || t.At.OnBuild() || i >= len(t.Paths) {
		return "", false
	}
	p := t.Paths[i]
	if !p.Known || p.Value == "" || strings.Contains(p.Value, "://") || strings.HasPrefix(p.Value, "git@") {
		return "", false
	}
	clean := strings.TrimPrefix(path.Clean("/"+p.Value), "/")
	if clean == "" {
		clean = "."
	}
	return clean, true
}

// Takes reports whether a source, by its index in Sources, takes a file of the build context along: as such, by a
// pattern, or with a folder. The path is relative to the context.
func (t *Transfer) Takes(i int, file string) bool {
	src, ok := t.Local(i)
	if !ok || t.excludes(src, file) {
		return false
	}
	if !strings.ContainsAny(src, `*?[\`) {
		return src == "." || file == src || strings.HasPrefix(file, src+"/")
	}
	if strings.Contains(src, "**") {
		return false // what it means depends on --parents
	}
	depth := strings.Count(src, "/") + 1
	end := 0
	for range depth {
		next := strings.IndexByte(file[end:], '/')
		if next < 0 {
			end = len(file) + 1
			break
		}
		end += next + 1
	}
	ok, err := path.Match(src, file[:max(end-1, 0)])
	return err == nil && ok
}

// TakesAll reports whether a source is the whole context, and nothing of it is left out.
func (t *Transfer) TakesAll(i int) bool {
	src, ok := t.Local(i)
	return ok && src == "." && len(t.Exclude) == 0
}

// excludes reports whether --exclude may leave a file out. What it is relative to is read in every way.
func (t *Transfer) excludes(src, file string) bool {
	if len(t.Exclude) == 0 {
		return false
	}
	var patterns strings.Builder
	for _, e := range t.Exclude {
		if strings.ContainsAny(e.Value, "$\n#!") {
			return true
		}
		patterns.WriteString(e.Value + "\n")
	}
	f := dockerignore.Parse(source.New("", []byte(patterns.String())))
	for _, name := range [...]string{file, strings.TrimPrefix(file, src+"/"), path.Base(file)} {
		if excluded, known := f.Excludes(name); excluded || !known {
			return true
		}
	}
	return false
}

// Taken returns the credential files of the build context that a source takes along without naming them, and that get into
// what ships.
func (u *Unit) Taken(t *Transfer, i int) []ContextCredential {
	src, ok := t.Local(i)
	if !ok {
		return nil
	}
	contexts, sure := u.Contexts()
	var out []ContextCredential
	for n, c := range contexts {
		if n > 0 && !sure {
			break // the first lies inside the others
		}
		for _, found := range c.Credentials() {
			taken := func(c *BuildContext) bool {
				name, ok := c.Path(found.Path)
				return ok && name != src && t.Takes(i, name) && c.Sends(name)
			}
			if sure && taken(c) || !sure && u.InContext(taken) {
				name, _ := c.Path(found.Path)
				target, known := t.Lands(i, name)
				via, ok := u.Carried(t, target, known)
				if !ok {
					continue
				}
				found.Via = via
				found.GitIgnored = c.linker.root.GitIgnored(found.Path)
				out = append(out, found)
			}
		}
	}
	return out
}

// TakesHistory reports whether a source takes .git of the build context, or of another stage, into what ships: by name, or
// with the context where it lies in it. via is the COPY --from that takes it on, if there is one.
func (u *Unit) TakesHistory(t *Transfer, i int) (via *Transfer, ok bool) {
	src, local := t.Local(i)
	target, known := t.Target, t.Known
	switch {
	case local && path.Base(src) == ".git":
		if contexts, sure := u.Contexts(); sure && len(contexts) == 1 && !contexts[0].Sends(path.Join(src, "config")) {
			return nil, false
		}
	case local:
		in := func(c *BuildContext) bool {
			return t.Takes(i, ".git/config") && c.HasFolder(".git") && c.Sends(".git/config")
		}
		if !u.InContext(in) {
			return nil, false
		}
		if target, known = t.Lands(i, ".git/config"); known {
			target = path.Dir(target)
		}
	case path.Base(t.Paths[i].Value) != ".git" || strings.Contains(t.Paths[i].Value, "://"):
		return nil, false
	}
	return u.Carried(t, target, known)
}

// KeepsOut reports whether a source of COPY or ADD is certainly kept out. Of a folder it is not known where some line takes
// something back in.
func (c *BuildContext) KeepsOut(src string) bool {
	if c.Ignore == nil {
		return false
	}
	if !c.Ignore.Readmits() {
		covered, known := c.Ignore.Covers(src)
		return known && covered
	}
	if strings.ContainsAny(src, `*?[\`) || !c.Has(src) || c.linker.folders.hasFolder(path.Join(c.Dir, src)) {
		return false
	}
	excluded, known := c.Ignore.Excludes(src)
	return known && excluded
}

// Readmitted is a line of an ignore file that takes a credential file back in.
type Readmitted struct {
	*dockerignore.Pattern
	secret.File
}

// Readmitted returns the lines of the ignore files that take credential files back in which what ships copies.
func (u *Unit) Readmitted() []Readmitted {
	contexts, _ := u.Contexts()
	var out []Readmitted
	for _, c := range contexts {
		if c.Ignore == nil || !c.Ignore.Readmits() {
			continue
		}
		for i := range c.Ignore.Patterns {
			p := &c.Ignore.Patterns[i]
			name := strings.TrimPrefix(p.Path, "**/")
			kind, ok := secret.FileNamed(name)
			if !p.Negated || !ok || kind.Public || strings.ContainsAny(name, `*?[\`) || c.Ignore.Readmitting(name) != p || !u.shipsFile(name) {
				continue
			}
			if file, err := c.Read(name); err == nil && !kind.Holds(file.Content) {
				continue
			}
			out = append(out, Readmitted{p, kind})
		}
	}
	return out
}

// shipsFile reports whether what ships copies a file of the build context.
func (u *Unit) shipsFile(file string) bool {
	for i := range u.Transfers() {
		t := &u.transfers[i]
		for n := range t.Sources {
			if t.Takes(n, file) {
				target, known := t.Lands(n, file)
				if _, ok := u.Carried(t, target, known); ok {
					return true
				}
			}
		}
	}
	return false
}
