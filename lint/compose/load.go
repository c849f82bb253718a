package compose

import (
	"cmp"
	"fmt"
	"path"
	"slices"
	"strings"

	"github.com/plimsoll-lint/plimsoll/lint/source"
	"github.com/plimsoll-lint/plimsoll/lint/tree"
)

// Options say which files make a project.
type Options struct {
	// Dir is the project folder, relative to the root of the tree. It is used where Files is empty.
	Dir string
	// Files are the Compose files, relative to the root of the tree, in the order in which they override one another,
	// as -f names them. The first one decides the project folder. Without any, FileSet says which they are.
	Files []string
	// Env are variables of the environment in which Compose would run. They go before those of .env. A linter has none, unless it
	// is given some.
	Env map[string]string
	// EnvFiles take the place of .env in the project folder, as --env-file does. Of a variable in several the last one counts.
	EnvFiles []*source.File
	// SkipReferee leaves out the load by compose-go itself.
	SkipReferee bool
	// Limits bound the YAML of each file.
	Limits tree.Limits
}

// Load evaluates a project. It always returns one: what is wrong is a problem in it, and whatever could be read is there.
// It reads only through the tree.
func Load(files source.Tree, opts Options) *Project {
	l := &evaluator{
		tree:    files,
		opts:    opts,
		streams: map[string]*tree.Stream{},
		project: &Project{Dir: path.Clean(opts.Dir)},
		seen:    map[problemKey]bool{},
	}
	if len(opts.Files) > 0 {
		l.project.Dir = path.Dir(path.Clean(opts.Files[0]))
	}
	l.load()
	return l.project
}

// evaluator holds what the evaluation of one project shares.
type evaluator struct {
	tree      source.Tree
	opts      Options
	project   *Project
	streams   map[string]*tree.Stream // by path relative to the root
	parsed    []*tree.Stream          // the same in the order in which they were read
	envFiles  []*source.File
	unreadEnv []*source.ReadError
	seen      map[problemKey]bool
	included  map[string]*elem // models of included groups
	reused    map[string]bool  // the files of these: evaluated once, they cost to be so again
	unset     map[string]*unset
	lacking   map[string]int       // the index of the problem about a file that services need, by its key
	olds      map[source.Span]bool // the places of Project.OldBooleans
	env       *environment
	main      []string // the files of the project itself

	split   int64 // what splitting commands into words has cost
	copied  int   // values that were set again for whatever extends, includes or is started with something else
	moved   int   // entries that were put over included ones
	missing bool  // a variable that is set nowhere takes part
	gap     bool  // some file was not read, so services and others may be missing
	partial bool  // a file of the project's own set was not read, so settings may be missing
	resets  bool  // a !reset or !override was seen
}

type problemKey struct {
	span    source.Span
	message string
}

// problem reports something once for each place. It returns false where it was said before, or too much was.
func (l *evaluator) problem(kind source.ProblemKind, at source.Span, key, message string, notes ...source.Note) bool {
	k := problemKey{at, message}
	if l.seen[k] || len(l.seen) > maxProblems {
		return false
	}
	l.seen[k] = true
	l.project.Problems = append(l.project.Problems,
		source.Problem{Kind: kind, Span: at, Message: message, Key: key, Related: notes})
	return true
}

// maxProblems bounds the problems of one project.
const maxProblems = 10_000

func (l *evaluator) load() {
	p := l.project
	l.env = l.projectEnv(&environment{vars: given(l.opts.Env)})
	l.main = l.opts.Files
	if len(l.main) == 0 {
		l.main = l.fileSet(p.Dir)
	}
	if len(l.main) > 0 && path.Dir(l.main[0]) != p.Dir {
		// COMPOSE_FILE names a file elsewhere: its folder is that of the project, and has a .env file of its own.
		p.Dir = path.Dir(l.main[0])
		l.env = l.projectEnv(l.env)
	}
	l.nameProject()
	model := l.group(l.main, p.Dir, l.env, nil, source.Span{})
	if model == nil {
		model = &elem{kind: kindMapping}
	}
	if l.resets {
		model = strip(model)
	}
	l.read(model)
	p.EnvFiles = l.envFiles
	l.reportUnreadEnv()
	l.check(model)
	if !l.opts.SkipReferee {
		l.referee(model)
	}
	slices.SortStableFunc(p.Problems, func(a, b source.Problem) int {
		return cmp.Or(cmp.Compare(l.fileIndex(a.Span.File), l.fileIndex(b.Span.File)),
			cmp.Compare(a.Span.Start, b.Span.Start), cmp.Compare(a.Span.End, b.Span.End))
	})
}

// nameProject sets the variable that holds the project's name: Compose knows it before it interpolates.
func (l *evaluator) nameProject() {
	const variableName = "COMPOSE_PROJECT_NAME"
	if _, ok := l.env.lookup(variableName); ok {
		return
	}
	name, at := path.Base(l.project.Dir), source.Span{}
	for _, file := range l.main {
		s, err := l.parse(file)
		if err != nil {
			continue
		}
		for _, doc := range s.Docs {
			if n := doc.Get("name"); n != nil && n.Kind == tree.Scalar && n.Text.Value != "" {
				name, at = n.Text.Value, n.Span
			}
		}
	}
	normal := strings.TrimLeft(strings.Map(func(r rune) rune {
		if r == '_' || r == '-' || r >= '0' && r <= '9' || r >= 'a' && r <= 'z' {
			return r
		}
		return -1
	}, strings.ToLower(name)), "_-")
	if normal != "" && !strings.Contains(name, "$") {
		l.env.vars[variableName] = variable{normal, at}
	}
}

func (l *evaluator) fileIndex(f *source.File) int {
	if i := slices.Index(l.project.Files, f); i >= 0 {
		return i
	}
	return len(l.project.Files)
}

func given(env map[string]string) map[string]variable {
	vars := make(map[string]variable, len(env))
	for k, v := range env {
		vars[k] = variable{text: v}
	}
	return vars
}

// reportUnreadEnv says that a .env file was not read, if values hang on it.
func (l *evaluator) reportUnreadEnv() {
	if !l.missing || len(l.project.Files) == 0 {
		return
	}
	for _, e := range l.unreadEnv {
		l.problem(source.Unread, l.project.Files[0].Span(0, 0), "env."+e.Path, e.Path+" "+e.Phrase()+": variables are unknown")
	}
}

// The names that Compose looks for, the preferred ones first.
var (
	defaultNames  = [...]string{"compose.yaml", "compose.yml", "docker-compose.yml", "docker-compose.yaml"}
	overrideNames = [...]string{
		"compose.override.yml", "compose.override.yaml", "docker-compose.override.yml", "docker-compose.override.yaml",
	}
)

// FileSet returns the files that `docker compose` would load in a folder: those that COMPOSE_FILE names in its .env file,
// else the first of the default names with the automatic override file beside it. It is empty where there is none.
func FileSet(files source.Tree, dir string) []string {
	l := &evaluator{tree: files, project: &Project{}, seen: map[problemKey]bool{}}
	l.env = l.dotEnv(dir, nil)
	return l.fileSet(path.Clean(dir))
}

func (l *evaluator) fileSet(dir string) []string {
	if v, ok := l.env.lookup("COMPOSE_FILE"); ok && v.text != "" {
		separator := ":"
		if s, ok := l.env.lookup("COMPOSE_PATH_SEPARATOR"); ok && s.text != "" {
			separator = s.text
		}
		var files []string
		for name := range strings.SplitSeq(v.text, separator) {
			clean, err := source.Clean(dir, name)
			if err == nil && !remote(name) {
				files = append(files, clean)
				continue
			}
			l.gap = true
			l.problem(source.Unread, v.at, "COMPOSE_FILE", fmt.Sprintf("COMPOSE_FILE names %q, which is not read", clip(name)))
		}
		return files
	}
	names := l.tree.List(dir)
	first := func(candidates []string) string {
		for _, c := range candidates {
			if _, ok := slices.BinarySearch(names, c); ok {
				return path.Join(dir, c)
			}
		}
		return ""
	}
	main := first(defaultNames[:])
	if main == "" {
		return nil
	}
	if over := first(overrideNames[:]); over != "" {
		return []string{main, over}
	}
	return []string{main}
}

// remote reports whether a path names something that is not on this machine: a URL, a git or OCI reference.
func remote(name string) bool {
	return strings.Contains(name, "://") || strings.HasPrefix(name, "git@") || strings.HasPrefix(name, "github.com/")
}

// parse reads a file once. A failure is returned as by the tree.
func (l *evaluator) parse(name string) (*tree.Stream, error) {
	if s, ok := l.streams[name]; ok {
		return s, nil
	}
	f, err := l.tree.Read(name)
	if err != nil {
		return nil, err
	}
	s := tree.Parse(f, l.opts.Limits)
	l.streams[name] = s
	l.parsed = append(l.parsed, s)
	l.project.Files = append(l.project.Files, s.File)
	for _, p := range s.Problems {
		l.problem(p.Kind, p.Span, p.Key, p.Message, p.Related...)
	}
	l.gap = l.gap || !s.Complete
	return s, nil
}

// group merges files over one another: those of the project, or those of one include.
func (l *evaluator) group(files []string, dir string, env *environment, chain []link, from source.Span) *elem {
	var model *elem
	var last *source.File
	found, readable := false, true
	for _, name := range files {
		s, err := l.parse(name)
		if err != nil {
			l.unreadFile(name, err)
			readable = false
			continue
		}
		l.partial = l.partial || chain == nil && !s.Complete
		sc := &scope{file: s.File, dir: dir, env: env}
		readable = readable && len(s.Problems) == 0
		for _, doc := range s.Docs {
			if doc.IsNull() {
				continue
			}
			found = true
			if e := l.document(doc, sc, append(chain[:len(chain):len(chain)], link{name: name, from: from})); e != nil {
				model = l.over(model, e)
			}
		}
		last = s.File
	}
	if !found && readable && last != nil { // of several files, one may be empty
		l.problem(source.Refused, last.Span(0, 0), "services", "file holds no services")
	}
	return model
}

func (l *evaluator) over(model, e *elem) *elem {
	if model == nil {
		return e
	}
	return l.merge(slot{val: model}, slot{val: e}, projectSpec).val
}

// unreadFile reports a file of the project itself that cannot be read.
func (l *evaluator) unreadFile(name string, err error) {
	l.gap, l.partial = true, true
	phrase := (&source.ReadError{Reason: source.ReasonOf(err)}).Phrase()
	var at source.Span
	if len(l.project.Files) > 0 {
		at = l.project.Files[0].Span(0, 0)
	} else {
		at = source.New(name, nil).Span(0, 0)
	}
	l.problem(source.Unread, at, "file."+name, "file "+clip(name)+" "+strings.TrimSpace(phrase))
}

// document evaluates one document: its includes, then its extends.
func (l *evaluator) document(doc *tree.Node, sc *scope, chain []link) *elem {
	c := &converter{evaluator: l, scope: sc, seen: map[*tree.Node]*elem{}}
	e := c.elem(doc)
	if e.kind != kindMapping {
		l.gap = true
		l.problem(source.Refused, e.span(), "document", "a Compose file is a mapping, with services in it")
		return nil
	}
	if s := e.get("include"); s != nil {
		e = l.include(e, *s, sc, chain)
	}
	for _, section := range [...]string{"services", "jobs"} {
		if s := e.get(section); s != nil && s.val.kind == kindMapping {
			e = e.with(section, l.extendAll(s.val, sc))
		}
	}
	return e
}

// with returns the mapping with another value for a key that it has.
func (e *elem) with(key string, val *elem) *elem {
	out := *e
	out.slots = slices.Clone(e.slots)
	for i := range out.slots {
		if out.slots[i].key.Value == key {
			out.slots[i].val = val
		}
	}
	return &out
}

// strip removes what !reset marks.
func strip(e *elem) *elem {
	if e.kind != kindMapping && e.kind != kindList {
		return e
	}
	out := *e
	out.slots = make([]slot, 0, len(e.slots))
	for _, s := range e.slots {
		if s.val.tag == tagReset {
			if e.kind == kindMapping {
				out.removed = append(out.removed[:len(out.removed):len(out.removed)], s)
			}
			continue
		}
		s.val = strip(s.val)
		out.slots = append(out.slots, s)
	}
	return &out
}

// hasOption reports whether a list of options with commas between them has one of the names.
func hasOption(list string, names ...string) bool {
	for o := range strings.SplitSeq(list, ",") {
		for _, n := range names {
			if strings.TrimSpace(o) == n {
				return true
			}
		}
	}
	return false
}
