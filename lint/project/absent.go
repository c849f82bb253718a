package project

import (
	"path"
	"slices"
	"strings"

	"github.com/plimsoll-lint/plimsoll/lint/source"
)

// GitIgnored reports whether the .gitignore files of the root keep a path out of the repository, itself or a folder that
// it lies in. What only .git/info/exclude or the user's own settings say is not known to everyone, and does not count.
func (r *Root) GitIgnored(name string) bool {
	local, ok := r.Below(name)
	if !ok {
		return false
	}
	var patterns *ignore
	parts := strings.Split(local, "/")
	for i := range parts {
		dir := strings.Join(parts[:i], "/")
		if file, err := r.Tree.Read(path.Join(r.disk.prefix+dir, ".gitignore")); err == nil {
			patterns, _ = newIgnore(patterns, dir, file.Content)
		}
		if patterns.excludes(strings.Join(parts[:i+1], "/"), i+1 < len(parts)) {
			return true
		}
	}
	return false
}

// expectAbsent takes out the gaps about env files that .gitignore keeps out of the repository: each machine has its own,
// and none is there to be read. They say nothing about the container but some of its variables.
func (l *Linker) expectAbsent(u *Unit) {
	absent := map[source.Span]bool{}
	for _, s := range u.Compose.Services {
		for _, e := range s.EnvFile {
			if e.File == "" || !l.root.GitIgnored(e.File) {
				continue
			}
			if _, err := l.root.Tree.Read(e.File); err != nil && source.ReasonOf(err) == source.Missing {
				absent[e.Path.Span()] = true
			}
		}
	}
	if len(absent) > 0 {
		u.Problems = slices.DeleteFunc(u.Problems, func(p source.Problem) bool {
			return p.Kind == source.Unread && absent[p.Span]
		})
	}
}
