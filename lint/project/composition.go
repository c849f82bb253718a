package project

import (
	"bytes"
	"fmt"
	"path"
	"slices"
	"strings"

	"github.com/plimsoll-lint/plimsoll/lint/compose"
	"github.com/plimsoll-lint/plimsoll/lint/source"
)

// Composition is one set of Compose files that are loaded together.
//
// Of the files in one folder these are made, so that each file is linted as it is used:
//   - what `docker compose` loads by itself: the files that COMPOSE_FILE in .env names, otherwise the first of
//     compose.yaml, compose.yml, docker-compose.yml and docker-compose.yaml with the first override file;
//   - a file that does not stand alone, as `-f base -f file`. It does not if Compose would refuse it: a service has neither
//     image nor build, or something is used that the file does not define, and the base or a file beside it has just that;
//   - any other file by itself.
//
// A file that does not stand alone and is a part of another one, by include or extends, has no composition of its own.
type Composition struct {
	// Dir is the project folder, "." for the outermost one.
	Dir string
	// Files are the paths in the order in which they override one another. One that COMPOSE_FILE names may be missing.
	Files []string
	// Default reports that `docker compose` loads these files without being told to.
	Default bool
	// Why says why the files belong together, for people: "service web has neither image nor build here". It is empty
	// for one file, and for what Compose itself finds.
	Why string
}

// The names that Compose looks for, in its order of preference.
var (
	baseNames     = [...]string{"compose.yaml", "compose.yml", "docker-compose.yml", "docker-compose.yaml"}
	overrideNames = [...]string{
		"compose.override.yml", "compose.override.yaml", "docker-compose.override.yml", "docker-compose.override.yaml",
	}
)

// together makes one project of the files that are to be loaded together, all of which lie in the root.
func (r *Root) together(opts Options) error {
	if len(opts.Set) == 0 {
		return nil
	}
	set := make([]string, len(opts.Set))
	for i, name := range opts.Set {
		abs, err := absolute(opts.Dir, name)
		if err != nil {
			return err
		}
		set[i] = r.disk.prefix + relative(r.Dir, abs)
	}
	r.Compositions = []Composition{{Dir: path.Dir(set[0]), Files: set}}
	return nil
}

// composer sorts Compose files into compositions.
type composer struct {
	walker   *walker
	wanted   map[string]Document // the Compose files that were found, by path
	outlines map[string]*outline
	parts    map[string]bool     // files that others include or extend
	sets     map[string][]string // what COMPOSE_FILE names, by folder
	followed map[string]bool     // files that are found by COMPOSE_FILE alone
}

// compositions fills in Root.Compositions.
func (w *walker) compositions() {
	c := &composer{
		walker: w, wanted: map[string]Document{}, outlines: map[string]*outline{}, parts: map[string]bool{},
		sets: map[string][]string{}, followed: map[string]bool{},
	}
	dirs := c.follow()
	for _, d := range w.root.Documents {
		if d.Kind == Compose {
			c.wanted[d.Path] = d
			dirs = append(dirs, path.Dir(d.Path))
		}
	}
	slices.Sort(dirs)
	dirs = slices.Compact(dirs)
	folders := make([][]*source.File, len(dirs))
	for i, dir := range dirs {
		folders[i] = c.siblings(dir)
		c.collectParts(folders[i])
	}
	for i, dir := range dirs {
		c.folder(dir, folders[i])
	}
}

// follow makes documents of the files of any name that COMPOSE_FILE names in the .env files of the walk, and returns the
// folders of those.
func (c *composer) follow() (dirs []string) {
	root := c.walker.root
	for _, local := range c.walker.envs {
		dir := path.Clean(c.walker.name(local))
		for _, name := range c.fromEnv(dir) {
			if Named(name) == Compose || c.followed[name] {
				continue // the walk finds it, or leaves it out
			}
			if f, err := root.Tree.Read(name); err == nil {
				root.Documents = append(root.Documents, Document{Path: name, Kind: Compose, File: f})
				c.followed[name] = true
			}
		}
		if len(c.fromEnv(dir)) > 0 {
			dirs = append(dirs, dir)
		}
	}
	slices.SortFunc(root.Documents, func(a, b Document) int { return strings.Compare(a.Path, b.Path) })
	return dirs
}

// siblings returns the Compose files of a folder: those that were found, and, where a file was named, those that a walk
// would have found beside it, since it may be an override of them.
func (c *composer) siblings(dir string) []*source.File {
	w := c.walker
	local := path.Clean(strings.TrimPrefix(dir+"/", w.root.disk.prefix))
	if local == "." {
		local = ""
	}
	var files []*source.File
	for _, name := range w.root.Tree.List(dir) {
		full := path.Join(dir, name)
		if d, ok := c.wanted[full]; ok {
			files = append(files, d.File)
			continue
		}
		if strings.HasSuffix(name, "/") || Named(name) != Compose || w.rules(local).excludes(path.Join(local, name), false) {
			continue
		}
		if f, err := w.root.Tree.Read(full); err == nil {
			if _, template := TemplateSpan(f, Compose); !template && KindOf(f, false) == Compose {
				files = append(files, f)
			}
		} else if _, reported := w.found[path.Join(local, name)]; !reported && slices.Contains(overrideNames[:], name) {
			files = append(files, source.New(full, nil)) // Compose would stop at it, so the loader must come to it
		}
	}
	return files
}

// folder adds the compositions of one folder.
func (c *composer) folder(dir string, files []*source.File) {
	set, base := c.byDefault(dir, files)
	if len(set) > 0 && slices.ContainsFunc(set, c.has) && !c.part(set[0]) {
		c.emit(Composition{Dir: dir, Files: set, Default: true})
	}
	for _, f := range files {
		if c.has(f.Path) && !slices.Contains(set, f.Path) && !c.part(f.Path) && !c.followed[f.Path] {
			c.emit(c.odd(dir, f, base, files))
		}
	}
}

func (c *composer) has(name string) bool { return !c.wanted[name].zero() }

func (d Document) zero() bool { return d.File == nil }

func (c *composer) emit(x Composition) {
	c.walker.root.Compositions = append(c.walker.root.Compositions, x)
}

// byDefault returns the files that Compose loads by itself, and the one that others build upon.
func (c *composer) byDefault(dir string, files []*source.File) (set []string, base *source.File) {
	first := func(names []string) *source.File {
		for _, name := range names {
			for _, f := range files {
				if path.Base(f.Path) == name {
					return f
				}
			}
		}
		return nil
	}
	base = first(baseNames[:])
	if set = c.fromEnv(dir); len(set) > 0 {
		if base == nil {
			for _, f := range files {
				if f.Path == set[0] {
					base = f
				}
			}
		}
		return set, base
	}
	if base == nil {
		return nil, nil
	}
	set = []string{base.Path}
	if override := first(overrideNames[:]); override != nil {
		set = append(set, override.Path)
	}
	return set, base
}

// fromEnv returns the files that COMPOSE_FILE in the folder's .env names.
func (c *composer) fromEnv(dir string) []string {
	set, known := c.sets[dir]
	if !known {
		set = c.readEnv(dir)
		c.sets[dir] = set
	}
	return set
}

func (c *composer) readEnv(dir string) []string {
	env, err := c.walker.root.Tree.Read(path.Join(dir, ".env"))
	if err != nil || !bytes.Contains(env.Content, []byte("COMPOSE_FILE")) {
		return nil
	}
	value, separator := envValue(env, "COMPOSE_FILE"), ":"
	if s := envValue(env, "COMPOSE_PATH_SEPARATOR"); s.Value != "" {
		separator = s.Value
	}
	switch {
	case value.Value == "":
		return nil
	case strings.ContainsRune(value.Value, '$'):
		return compose.FileSet(c.walker.root.Tree, dir)
	}
	var set []string
	for name := range strings.SplitSeq(value.Value, separator) {
		full, err := source.Clean(dir, name)
		if err != nil {
			w := c.walker
			w.root.Problems = append(w.root.Problems, source.Problem{
				Kind: source.Unread, Span: value.Span, Key: "COMPOSE_FILE",
				Message: fmt.Sprintf("COMPOSE_FILE names %s, which leaves the project", short(name)),
			})
			continue
		}
		set = append(set, full)
	}
	return set
}

// envValue returns the last plain value that a .env file gives a variable.
func envValue(env *source.File, name string) (value source.Text) {
	for start, end := range lines(env.Content) {
		line := env.Text(start, end)
		key, _, ok := strings.Cut(line.Value, "=")
		if strings.TrimSpace(strings.TrimPrefix(strings.TrimPrefix(key, "\xef\xbb\xbf"), "export ")) != name || !ok {
			continue
		}
		from := len(key) + 1
		raw := line.Value[from:]
		if i := strings.Index(raw, " #"); i >= 0 {
			raw = raw[:i]
		}
		trimmed := strings.TrimSpace(raw)
		from += strings.Index(raw, trimmed)
		if n := len(trimmed); n > 1 && (trimmed[0] == '"' || trimmed[0] == '\'') && trimmed[n-1] == trimmed[0] {
			from, trimmed = from+1, trimmed[1:n-1]
		}
		value = line.Slice(from, from+len(trimmed))
	}
	return value
}

// odd returns the composition of a file that Compose does not load by itself.
func (c *composer) odd(dir string, f, base *source.File, files []*source.File) Composition {
	alone := Composition{Dir: dir, Files: []string{f.Path}}
	own := c.outline(f)
	missing := own.missing(own)
	if f == base {
		base = nil
	}
	if len(missing) == 0 && (!own.bare || base == nil) {
		return alone
	}
	below := []*source.File{}
	why := ""
	take := func(g *source.File) {
		there := c.outline(g)
		for _, n := range missing {
			if why == "" && there.satisfies(n) {
				why = n.phrase(path.Base(g.Path))
			}
		}
		missing = slices.DeleteFunc(missing, there.satisfies)
		below = append(below, g)
	}
	if base != nil {
		take(base)
	}
	for _, g := range files {
		if len(missing) > 0 && g != f && g != base && slices.ContainsFunc(missing, c.outline(g).satisfies) {
			take(g)
		}
	}
	switch {
	case own.bare && why == "":
		why = "it has no services of its own"
	case why == "":
		return alone // nobody has what is missing, so Compose refuses the file whatever it is joined with
	}
	x := Composition{Dir: dir, Why: why}
	for _, g := range below {
		x.Files = append(x.Files, g.Path)
	}
	x.Files = append(x.Files, f.Path)
	return x
}

// part reports whether a file is only meant as a part of another: included or extended by it, and not fit to be loaded
// alone. A file that was named is always linted.
func (c *composer) part(name string) bool {
	d, ok := c.wanted[name]
	if !ok || d.Named || !c.parts[name] {
		return false
	}
	own := c.outline(d.File)
	return own.bare || len(own.missing(own)) > 0
}

// collectParts notes which files the given ones include and extend.
func (c *composer) collectParts(files []*source.File) {
	for _, f := range files {
		if !bytes.Contains(f.Content, []byte("extends")) && !bytes.Contains(f.Content, []byte("include")) {
			continue
		}
		for _, name := range c.outline(f).parts {
			if full, err := source.Clean(path.Dir(f.Path), name); err == nil && full != f.Path {
				c.parts[full] = true
			}
		}
	}
}

func (c *composer) outline(f *source.File) *outline {
	o := c.outlines[f.Path]
	if o == nil {
		o = newOutline(f)
		c.outlines[f.Path] = o
	}
	return o
}
