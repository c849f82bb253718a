package project

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/plimsoll-lint/plimsoll/lint/source"
)

// Options adjust Discover. The zero value is the usual.
type Options struct {
	// Dir is the folder on the host that relative paths start from. It is the working directory if empty.
	Dir string
	// Buffers are contents that take the place of those on disk, by path on the host, such as standard input under the
	// name that --stdin-filename gives. The files need not exist.
	Buffers map[string][]byte
	// Set are Compose files, paths on the host, that are loaded together in this order, as docker compose -f takes them. They are
	// among the paths that Discover is given; no other project is made of these.
	Set []string
	// Env and EnvFiles are the variables that Compose would find in its environment, and the files that it would read in place of
	// .env; see compose.Options.
	Env      map[string]string
	EnvFiles []*source.File
}

// Discovery is what there is to lint below the paths that were asked for.
type Discovery struct {
	// Roots are the roots of the paths, in the order of their folders: a repository each, or a path that lies in none.
	// No root lies inside another.
	Roots []*Root
}

// Root is one folder that nothing is read outside of, and the documents in it. All paths are slash-separated and relative
// to Dir, or, if there are several roots, to the folder that all of them lie in.
type Root struct {
	Dir  string // on the host, absolute; it does not belong into reports
	Tree source.Tree
	// Documents are sorted by path. Templates are not among them.
	Documents []Document
	// Compositions are the Compose projects of the documents, sorted by folder and then by their last file.
	Compositions []Composition
	// Env and EnvFiles are those of Options.
	Env      map[string]string
	EnvFiles []*source.File
	// Problems are gaps: what lies on the way but was not read, and why.
	Problems []source.Problem
	// Foreign are files that were named but are of no kind that plimsoll reads.
	Foreign []string
	// Ignored are files that a walk would have read, had .gitignore not excluded them. What lies in an excluded folder
	// is not among them, since nobody looked.
	Ignored []string

	disk   *Disk
	walked []string // the folders that were asked for, relative to the root's own
}

// Asked reports whether the user asked for a file: by its name, or by a folder that it lies in. Others are read where they
// decide something, but not reported on.
func (r *Root) Asked(name string) bool {
	if _, ok := slices.BinarySearchFunc(r.Documents, name, func(d Document, name string) int {
		return strings.Compare(d.Path, name)
	}); ok {
		return true
	}
	local, ok := r.Below(name)
	return ok && slices.ContainsFunc(r.walked, func(dir string) bool { return dir == "" || strings.HasPrefix(local, dir+"/") })
}

// Document is a file of a known kind.
type Document struct {
	Path string
	Kind Kind
	File *source.File
	// Named reports that the user gave the path, rather than a folder above it.
	Named bool
}

// Empty reports whether nothing at all was found: no document, and no gap where one may be.
func (d *Discovery) Empty() bool {
	for _, r := range d.Roots {
		if len(r.Documents) > 0 || len(r.Problems) > 0 {
			return false
		}
	}
	return true
}

// Close releases the folders. Files that were read stay valid.
func (d *Discovery) Close() error {
	var first error
	for _, r := range d.Roots {
		if err := r.disk.Close(); err != nil && first == nil {
			first = err
		}
	}
	return first
}

// MissingError says that paths do not exist.
type MissingError struct{ Paths []string }

// Error names the paths, quoted so that odd ones cannot forge output.
func (e *MissingError) Error() string {
	quoted := make([]string, len(e.Paths))
	for i, p := range e.Paths {
		quoted[i] = fmt.Sprintf("%q", p)
	}
	return "no such file or folder: " + strings.Join(quoted, ", ")
}

// Discover finds what is to be linted below the given paths, which are paths on the host; without any, below the working
// directory. Folders are walked: what .gitignore excludes is left out, and links to folders are not followed. A file that
// is named itself is never filtered. Paths that do not exist are a *MissingError, and then nothing is discovered.
//
// A document that cannot be read is a problem in its root and never an error.
func Discover(paths []string, opts Options) (*Discovery, error) {
	if len(paths) == 0 {
		paths = []string{"."}
	}
	targets, err := newTargets(paths, opts)
	if err != nil {
		return nil, err
	}
	buffers := make(map[string][]byte, len(opts.Buffers))
	for name, content := range opts.Buffers {
		abs, err := absolute(opts.Dir, name)
		if err != nil {
			return nil, err
		}
		buffers[abs] = content
	}
	d := &Discovery{}
	dirs := rootsOf(targets)
	if len(opts.Set) > 0 && len(dirs) > 1 {
		return nil, fmt.Errorf("the files of one project lie in %d repositories or folders; nothing is read across them", len(dirs))
	}
	for i, prefix := range prefixes(dirs) {
		r, err := discoverRoot(dirs[i], prefix, targets, buffers, opts)
		if err != nil {
			_ = d.Close() // the first error is the one to tell
			return nil, err
		}
		d.Roots = append(d.Roots, r)
	}
	return d, nil
}

// target is one path that the user gave.
type target struct {
	abs    string
	folder bool
	root   string // the folder that it is not left from
}

func newTargets(paths []string, opts Options) ([]target, error) {
	buffered := map[string]bool{}
	for name := range opts.Buffers {
		if abs, err := absolute(opts.Dir, name); err == nil {
			buffered[abs] = true
		}
	}
	var targets []target
	var missing []string
	for _, p := range paths {
		abs, err := absolute(opts.Dir, p)
		if err != nil {
			return nil, err
		}
		t := target{abs: abs}
		if _, err := os.Lstat(abs); err == nil {
			if info, err := os.Stat(abs); err == nil {
				t.folder = info.IsDir()
			}
		} else if !buffered[abs] && !os.IsPermission(err) {
			missing = append(missing, p)
			continue
		}
		if t.root = RepositoryRoot(abs); t.root == "" {
			t.root = abs
			if !t.folder {
				t.root = existing(filepath.Dir(abs))
			}
		}
		targets = append(targets, t)
	}
	if missing != nil {
		return nil, &MissingError{Paths: missing}
	}
	return targets, nil
}

func absolute(dir, name string) (string, error) {
	if dir != "" && !filepath.IsAbs(name) {
		name = filepath.Join(dir, name)
	}
	return filepath.Abs(name)
}

// RepositoryRoot returns the nearest folder at or above a path on the host that holds .git, as a folder or, in worktrees
// and submodules, as a file. Without one it returns "".
func RepositoryRoot(abs string) string {
	for dir := abs; ; dir = filepath.Dir(dir) {
		if info, err := os.Lstat(filepath.Join(dir, ".git")); err == nil && (info.IsDir() || info.Mode().IsRegular()) {
			return dir
		}
		if dir == filepath.Dir(dir) {
			return ""
		}
	}
}

// existing returns the nearest folder at or above dir that exists, for buffers that nothing was saved of yet.
func existing(dir string) string {
	for {
		if info, err := os.Stat(dir); err == nil && info.IsDir() || dir == filepath.Dir(dir) {
			return dir
		}
		dir = filepath.Dir(dir)
	}
}

// rootsOf returns the outermost roots of the targets, sorted.
func rootsOf(targets []target) []string {
	dirs := make([]string, len(targets))
	for i, t := range targets {
		dirs[i] = t.root
	}
	// In the order of the parts of the path a folder comes right before what lies in it.
	slices.SortFunc(dirs, func(a, b string) int {
		return slices.Compare(strings.Split(a, string(filepath.Separator)), strings.Split(b, string(filepath.Separator)))
	})
	out := dirs[:0]
	for _, dir := range dirs {
		if len(out) == 0 || !within(out[len(out)-1], dir) {
			out = append(out, dir)
		}
	}
	return out
}

// within reports whether a path is dir or lies below it.
func within(dir, name string) bool {
	rel, err := filepath.Rel(dir, name)
	return err == nil && filepath.IsLocal(rel)
}

// prefixes returns what goes before the paths of each root: nothing for a single one, otherwise where it lies below the
// folder that holds them all.
func prefixes(dirs []string) []string {
	out := make([]string, len(dirs))
	if len(dirs) < 2 {
		return out
	}
	common := dirs[0]
	for _, dir := range dirs {
		for !within(common, dir) && common != filepath.Dir(common) {
			common = filepath.Dir(common)
		}
	}
	for i, dir := range dirs {
		rel, err := filepath.Rel(common, dir)
		if err != nil { // on another drive
			rel = strings.ReplaceAll(dir, ":", "")
		}
		out[i] = strings.TrimPrefix(filepath.ToSlash(rel), "/") + "/"
	}
	return out
}

func discoverRoot(dir, prefix string, targets []target, buffers map[string][]byte, opts Options) (*Root, error) {
	disk, err := openDisk(dir, prefix)
	if err != nil {
		return nil, fmt.Errorf("cannot open the folder %q: %w", dir, withoutPath(err))
	}
	r := &Root{Dir: dir, Tree: disk, disk: disk, Env: opts.Env, EnvFiles: opts.EnvFiles}
	files := map[string]*source.File{}
	for abs, content := range buffers {
		if within(dir, abs) {
			name := prefix + relative(dir, abs)
			files[name] = source.New(name, content)
		}
	}
	if len(files) > 0 {
		r.Tree = Overlay{Tree: disk, Buffers: files}
	}
	w := newWalker(r)
	for _, t := range targets {
		if !within(dir, t.abs) {
			continue
		}
		if name := relative(dir, t.abs); t.folder {
			r.walked = append(r.walked, name)
			w.target(name)
		} else {
			w.add(candidate{local: name, named: true})
		}
	}
	w.finish()
	if err := r.together(opts); err != nil {
		_ = disk.Close() // the first error is the one to tell
		return nil, err
	}
	return r, nil
}

// relative returns where a path lies below dir, slash-separated, "" for dir itself.
func relative(dir, abs string) string {
	rel, err := filepath.Rel(dir, abs)
	if err != nil || rel == "." {
		return ""
	}
	return filepath.ToSlash(rel)
}

// withoutPath takes the path out of an error that names it already elsewhere.
func withoutPath(err error) error {
	var e *fs.PathError
	if errors.As(err, &e) {
		return e.Err
	}
	return err
}
