package project

import (
	"path"
	"strings"
)

// MakesFolder reports whether the destination of a COPY or ADD is sure to be a folder once its first source was copied: the
// destination or that source is written as one, or the destination is a working directory or lies above one.
func (u *Unit) MakesFolder(t Transfer) bool {
	dest := u.Resolve(t.Dest, t.At)
	if isFolder(dest.Value) || len(t.Paths) > 0 && isFolder(t.Paths[0].Value) {
		return true
	}
	if !t.Known {
		return false
	}
	for _, b := range u.Builds {
		w := b.Workdir(t.At)
		if w == nil || !w.Known || !path.IsAbs(w.Value) {
			return false
		}
		if w.Value != t.Target && !strings.HasPrefix(w.Value, strings.TrimSuffix(t.Target, "/")+"/") {
			return false
		}
	}
	return len(u.Builds) > 0
}

// isFolder reports whether a path says at its end that it is a folder.
func isFolder(name string) bool {
	switch name[strings.LastIndexAny(name, `/\`)+1:] {
	case "", ".", "..":
		return true
	}
	return false
}
