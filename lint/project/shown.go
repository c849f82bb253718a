package project

import (
	"path/filepath"
	"slices"
	"strings"
)

// Host returns where a file lies on the host, by its path in reports; "" for a path of no root.
func (d *Discovery) Host(name string) string {
	for _, r := range d.Roots {
		if local, ok := strings.CutPrefix(name, r.disk.prefix); ok {
			return filepath.Join(r.Dir, filepath.FromSlash(local))
		}
	}
	return ""
}

// Shown returns the path of a file as people see it who work in the folder wd: relative to it, so that a terminal opens
// it, or as in reports where that would lead far away.
func (d *Discovery) Shown(wd, name string) string {
	host := d.Host(name)
	if host == "" {
		return name
	}
	rel, err := filepath.Rel(wd, host)
	if err != nil || strings.HasPrefix(rel, filepath.Join("..", "..", "..")) {
		return name
	}
	return filepath.ToSlash(rel)
}

// Paths returns the paths of all documents of the root, sorted.
func (r *Root) Paths() []string {
	paths := make([]string, len(r.Documents))
	for i, d := range r.Documents {
		paths[i] = d.Path
	}
	return paths
}

// Whole reports whether the user asked for all of the root.
func (r *Root) Whole() bool { return slices.Contains(r.walked, "") }

// Below returns a path in reports relative to the root's own folder, and whether it lies there.
func (r *Root) Below(name string) (string, bool) { return strings.CutPrefix(name, r.disk.prefix) }
