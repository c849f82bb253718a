package project

import (
	"path"
	"slices"
	"strings"

	"github.com/plimsoll-lint/plimsoll/lint/source"
	"github.com/plimsoll-lint/plimsoll/lint/spell"
)

// Lacks reports whether a file, by its path from the folder of the Compose project, is known not to be there: it would lie
// within the root, and .gitignore names no such file that each machine has for itself.
func (u *Unit) Lacks(name string) bool {
	if u.Compose == nil || u.linker == nil || name == "" {
		return false
	}
	clean, err := source.Clean(u.Compose.Dir, name)
	return err == nil && u.linker.lacks(clean)
}

// lacks reports whether nothing in the root has a path. What lies behind a link, or in a folder that is empty, as a submodule
// is that nobody fetched, is not known.
func (l *Linker) lacks(name string) bool {
	if l.folders.names(name) || l.root.GitIgnored(name) {
		return false
	}
	for dir := path.Dir(name); dir != "."; dir = path.Dir(dir) {
		if l.folders.names(dir) && (l.folders.linked(dir) || len(l.folders.list(dir)) == 0) {
			return false
		}
	}
	return true
}

// names reports whether a folder lists a path, be it a file, a folder or a link to either.
func (f *folders) names(name string) bool {
	if name == "." {
		return true
	}
	all, base := f.list(path.Dir(name)), path.Base(name)
	_, file := slices.BinarySearch(all, base)
	_, folder := slices.BinarySearch(all, base+"/")
	return file || folder
}

// Misspelt is a path of the host that a service mounts and that nothing has, while a file beside it has nearly the name.
type Misspelt struct {
	Name, Meant string // the last parts of the paths
	At          source.Span
	Subject     string
	Notes       []source.Note
}

// MisspeltMounts returns the files that services mount by another name than they have.
func (u *Unit) MisspeltMounts() []Misspelt {
	if u.Compose == nil || u.linker == nil {
		return nil
	}
	mounted := map[string]bool{}
	type bind struct {
		Misspelt
		path string
	}
	var absent []bind
	for _, s := range u.Compose.Services {
		for _, v := range s.Volumes {
			makes := !v.CreateHostPath.Set || v.CreateHostPath.Known && v.CreateHostPath.V
			if v.Type.V != "bind" || !v.Source.Known || !makes {
				continue
			}
			file, err := source.Clean(v.Dir, v.Source.V)
			if err != nil || mounted[file] {
				continue
			}
			mounted[file] = true
			name := path.Base(file)
			if ext := path.Ext(name); ext == "" || ext == name || strings.HasSuffix(v.Source.V, "/") || !u.linker.lacks(file) {
				continue // a folder, as far as its name tells
			}
			at := v.Source.Span()
			if at.IsZero() {
				at = v.Span
			}
			absent = append(absent, bind{Misspelt{Name: name, At: at, Subject: "services." + s.Key.Value, Notes: v.Related}, file})
		}
	}
	var out []Misspelt
	for _, b := range absent {
		dir := path.Dir(b.path)
		files := slices.DeleteFunc(slices.Clone(u.linker.folders.list(dir)), func(name string) bool {
			return strings.HasSuffix(name, "/") || mounted[path.Join(dir, name)]
		})
		if b.Meant = meantFile(b.Name, files); b.Meant != "" {
			out = append(out, b.Misspelt)
		}
	}
	return out
}

// minMisspelt is the length of the shortest stem in which one letter is taken for a slip.
const minMisspelt = 4

// meantFile returns the file to whose name one slip leads, or that differs in how its ending is written only.
func meantFile(name string, files []string) string {
	stem := strings.TrimSuffix(name, path.Ext(name))
	for _, f := range files {
		ext := path.Ext(f)
		if strings.TrimSuffix(f, ext) == stem && spelling(ext) != "" && spelling(ext) == spelling(path.Ext(name)) {
			return f
		}
	}
	if len(stem) < minMisspelt {
		return ""
	}
	return spell.Slip(name, files)
}

// spelling returns the one name for an ending that is written in several ways, and nothing for others.
func spelling(ext string) string {
	switch ext {
	case ".yml", ".yaml":
		return "yaml"
	case ".conf", ".cfg", ".cnf", ".config":
		return "conf"
	}
	return ""
}
