package project

import (
	"cmp"
	"fmt"
	"io/fs"
	"path"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"

	"github.com/plimsoll-lint/plimsoll/lint/source"
)

// The bounds of a walk. They are far above what a repository holds, and keep a made one from going on for ever.
const (
	maxDepth   = 128
	maxEntries = 1_000_000
	maxOpen    = 8 // files read at the same time
)

// walker collects the documents of one root.
type walker struct {
	root    *Root
	found   map[string]candidate // by path below the root
	ignores map[string]*ignore   // by folder, with those above
	walked  map[string]bool
	envs    []string // the folders with a .env file
	entries int
}

// candidate is a file that may be a document.
type candidate struct {
	local string // path below the root, without its prefix
	named bool
	link  bool
}

func newWalker(r *Root) *walker {
	return &walker{
		root: r, found: map[string]candidate{}, ignores: map[string]*ignore{}, walked: map[string]bool{},
	}
}

func (w *walker) add(c candidate) {
	if old, ok := w.found[c.local]; ok {
		c.named = c.named || old.named
	}
	w.found[c.local] = c
}

// name returns the path of a file as reports show it.
func (w *walker) name(local string) string { return w.root.disk.prefix + local }

// gap reports something that was not read. The place is the start of a file that has no content here.
func (w *walker) gap(local, format string, args ...any) {
	file := source.New(w.name(local), nil)
	w.root.Problems = append(w.root.Problems, source.Problem{
		Kind: source.Unread, Span: file.Span(0, 0), Message: fmt.Sprintf(format, args...), Key: "unread",
	})
}

// target walks a folder that the user named. One that has the name of a document was likely taken for it.
func (w *walker) target(dir string) {
	before, gaps := len(w.found), len(w.root.Problems)
	w.folder(dir, 0)
	if len(w.found) > before || len(w.root.Problems) > gaps {
		return
	}
	if dir == "" {
		dir = filepath.Base(w.root.Dir)
	}
	if Named(dir) != Unknown {
		w.gap(dir, "%s is a folder, and there is nothing to lint in it", short(path.Base(dir)))
	}
}

// folder walks a folder and those in it. Links to folders are not followed: what they lead to is walked where it is, or
// lies outside.
func (w *walker) folder(dir string, depth int) {
	if w.walked[dir] {
		return
	}
	w.walked[dir] = true
	if depth > maxDepth {
		w.gap(dir, "folders nested more than %d deep are not walked", maxDepth)
		return
	}
	entries, err := w.root.disk.entries(dot(dir))
	if err != nil {
		w.gap(dir, "the folder cannot be read, so nothing in it is linted")
	}
	if dir != "" && !slices.ContainsFunc(entries, func(e fs.DirEntry) bool { return e.Name() == ".gitignore" }) {
		w.ignores[dir] = w.rules(folderOf(dir))
	}
	rules := w.rules(dir)
	for _, e := range entries {
		if w.entries++; w.entries > maxEntries {
			if w.entries == maxEntries+1 {
				w.gap(dir, "more than %d files and folders; those from here on are not walked", maxEntries)
			}
			return
		}
		local := path.Join(dir, e.Name())
		switch {
		case e.Name() == ".git":
		case e.IsDir():
			if !rules.excludes(local, true) {
				w.folder(local, depth+1)
			}
		case e.Name() == ".env":
			w.envs = append(w.envs, dir)
		case Named(local) == Unknown:
		case rules.excludes(local, false):
			w.root.Ignored = append(w.root.Ignored, w.name(local))
		default:
			w.add(candidate{local: local, link: e.Type()&fs.ModeSymlink != 0})
		}
	}
}

// dot spells the outermost folder as the system wants it.
func dot(dir string) string { return cmp.Or(dir, ".") }

// rules returns the patterns that hold in a folder: its own .gitignore, those of the folders above up to the root, and
// .git/info/exclude.
func (w *walker) rules(dir string) *ignore {
	if ig, ok := w.ignores[dir]; ok {
		return ig
	}
	var up *ignore
	if dir == "" {
		up = w.patterns(nil, "", ".git/info/exclude")
	} else {
		up = w.rules(folderOf(dir))
	}
	ig := w.patterns(up, dir, path.Join(dir, ".gitignore"))
	w.ignores[dir] = ig
	return ig
}

func (w *walker) patterns(up *ignore, dir, local string) *ignore {
	file, err := w.root.Tree.Read(w.name(local))
	if err != nil {
		return up
	}
	ig, all := newIgnore(up, dir, file.Content)
	if !all {
		w.gap(local, "more or longer patterns than plimsoll reads; the rest of them is not honoured")
	}
	if len(ig.patterns) == 0 {
		return up
	}
	return ig
}

// finish reads what was found and sorts it into documents, projects and gaps.
func (w *walker) finish() {
	w.dropLinks()
	all := make([]candidate, 0, len(w.found))
	for _, c := range w.found {
		all = append(all, c)
	}
	slices.SortFunc(all, func(a, b candidate) int { return strings.Compare(a.local, b.local) })
	files, errs := w.read(all)
	for i, c := range all {
		if errs[i] != nil {
			// In a walk, a link to a folder is no document, whatever its name.
			if source.ReasonOf(errs[i]) != source.Directory || c.named {
				w.refused(c, errs[i])
			}
			continue
		}
		w.document(c, files[i])
	}
	w.compositions()
	slices.SortStableFunc(w.root.Problems, func(a, b source.Problem) int {
		return strings.Compare(a.Span.File.Path, b.Span.File.Path)
	})
	slices.Sort(w.root.Ignored)
}

// dropLinks removes the links that lead to another document of the walk.
func (w *walker) dropLinks() {
	for local, c := range w.found {
		if !c.link || c.named {
			continue
		}
		resolved, err := w.root.disk.resolve(local)
		if target, ok := w.found[resolved]; err == nil && ok && !target.link {
			delete(w.found, local)
		}
	}
}

// read reads the files, a few at a time.
func (w *walker) read(all []candidate) ([]*source.File, []error) {
	files, errs := make([]*source.File, len(all)), make([]error, len(all))
	workers := min(maxOpen, runtime.GOMAXPROCS(0), len(all))
	var wg sync.WaitGroup
	for n := range workers {
		wg.Go(func() {
			for i := n; i < len(all); i += workers {
				files[i], errs[i] = w.root.Tree.Read(w.name(all[i].local))
			}
		})
	}
	wg.Wait()
	return files, errs
}

func (w *walker) refused(c candidate, err error) {
	what := short(path.Base(c.local))
	if c.link {
		what = "the link " + what
	}
	phrase := source.ReadError{Reason: source.ReasonOf(err)}
	if phrase.Reason == source.TooLarge && !c.named && Named(c.local) == AppArmor {
		return // a program or a picture whose name has the word in it: no profile is that large
	}
	if phrase.Reason == source.TooLarge {
		w.gap(c.local, "%s is larger than %d MiB, so it is not read", what, MaxFileSize>>20)
		return
	}
	w.gap(c.local, "%s %s", what, phrase.Phrase())
}

func (w *walker) document(c candidate, file *source.File) {
	kind := KindOf(file, c.named)
	if kind == Unknown {
		if c.named {
			w.root.Foreign = append(w.root.Foreign, file.Path)
		}
		return
	}
	if span, ok := TemplateSpan(file, kind); ok {
		w.root.Problems = append(w.root.Problems, source.Problem{
			Kind: source.Unread, Span: span, Key: "template",
			Message: fmt.Sprintf("a template of %s; lint what is made of it", kind.article()),
		})
		return
	}
	w.root.Documents = append(w.root.Documents, Document{Path: file.Path, Kind: kind, File: file, Named: c.named})
}

// short cuts a name that would fill the message.
func short(name string) string {
	if r := []rune(name); len(r) > 40 {
		return string(r[:39]) + "…"
	}
	return name
}
