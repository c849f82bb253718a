package dockerignore

import (
	"path"
	"strings"

	"github.com/moby/patternmatcher"
)

// maxName bounds the names that are matched; no system has longer ones.
const maxName = 4096

// Excludes reports whether a file of the context is kept out, by its path in it. The patterns are tried as the client does
// that sends the context: folder by folder, and the last one that matches decides. known is false where the file holds
// something that makes the answer unsure.
func (f *File) Excludes(name string) (excluded, known bool) {
	name = clean(name)
	if !f.known || len(name) > maxName || name == "" || name == "." || name == ".." || strings.HasPrefix(name, "../") {
		return false, false
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	var above patternmatcher.MatchInfo
	for i := 0; i <= len(name); i++ {
		if i < len(name) && name[i] != '/' {
			continue
		}
		var err error
		if excluded, above, err = f.matcher.MatchesUsingParentResults(name[:i], above); err != nil {
			return false, false
		}
	}
	return excluded, true
}

// Covers reports whether the patterns match a source as it is written in COPY or ADD, wildcards included, or a folder that
// it lies in. It is what BuildKit asks before it warns that nothing is left to copy.
func (f *File) Covers(src string) (covered, known bool) {
	if !f.known || len(src) > maxName {
		return false, false
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	covered, err := f.matcher.MatchesOrParentMatches(path.Clean(src))
	return covered, err == nil
}

// Readmitting returns the line that takes a path back in which a line above it keeps out, nil where it is kept out in the end
// or never was.
func (f *File) Readmitting(name string) *Pattern {
	if len(name) > maxName {
		return nil
	}
	var last *Pattern
	kept := false
	for i := range f.Patterns {
		p := &f.Patterns[i]
		if p.odd() {
			continue
		}
		if ok, err := p.matches(name); err == nil && ok {
			last, kept = p, kept || !p.Negated
		}
	}
	if last == nil || !last.Negated || !kept {
		return nil
	}
	return last
}
