package project

import (
	"bytes"
	"strings"
)

// maxPatterns bounds how many patterns of one .gitignore count, since each is tried on each folder, and maxPattern how many
// bytes one may have: no path is as long.
const (
	maxPatterns = 10_000
	maxPattern  = 4096
)

// ignore holds the patterns of one .gitignore and leads to those of the folders above. The nearest file that has an
// opinion decides, and in it the last pattern that matches, as gitignore(5) says. A nil *ignore excludes nothing.
//
// Two things differ from git. Whether a file is tracked plays no part, and patterns that lie outside the repository
// (core.excludesFile) are not read, so that one commit gives one result on every machine.
type ignore struct {
	up       *ignore
	dir      string // the folder that the patterns are relative to, "" for the root
	patterns []pattern
}

// pattern is one line of a .gitignore.
type pattern struct {
	segments []string // between the slashes; "**" stands for any number of folders
	negated  bool
	dirOnly  bool
	anchored bool // matched against the whole path below the folder, otherwise against the last name
	literal  bool // the only segment holds no wildcard
}

// newIgnore reads the patterns of a .gitignore in dir. It also reports whether all of them were taken.
func newIgnore(up *ignore, dir string, content []byte) (*ignore, bool) {
	ig, all := &ignore{up: up, dir: dir}, true
	content = bytes.TrimPrefix(content, []byte("\xef\xbb\xbf"))
	for line := range bytes.Lines(content) {
		p, ok := parsePattern(string(line))
		if !ok {
			continue
		}
		if len(ig.patterns) == maxPatterns {
			return ig, false
		}
		if len(line) > maxPattern {
			all = false
			continue
		}
		ig.patterns = append(ig.patterns, p)
	}
	return ig, all
}

func parsePattern(line string) (p pattern, ok bool) {
	line = strings.TrimSuffix(strings.TrimSuffix(line, "\n"), "\r")
	if strings.HasPrefix(line, "#") {
		return p, false
	}
	for strings.HasSuffix(line, " ") && !escapedAt(line, len(line)-1) {
		line = line[:len(line)-1]
	}
	if line, p.negated = strings.CutPrefix(line, "!"); line == "" {
		return p, false
	}
	if escapedAt(line, len(line)) {
		return p, false // a backslash that escapes nothing matches nothing
	}
	line, p.dirOnly = strings.CutSuffix(line, "/")
	p.anchored = strings.Contains(line, "/")
	line = strings.TrimPrefix(line, "/")
	if line == "" {
		return p, false
	}
	p.segments = strings.Split(line, "/")
	if !p.anchored {
		p.literal = !strings.ContainsAny(line, `*?[\`)
		if line == "**" {
			p.segments[0] = "*"
		}
	}
	return p, true
}

// escapedAt reports whether an odd number of backslashes stands right before line[i].
func escapedAt(line string, i int) bool {
	n := 0
	for n < i && line[i-1-n] == '\\' {
		n++
	}
	return n%2 == 1
}

// excludes reports whether the patterns exclude a path relative to the root. Folders above it are not looked at: what
// lies in an excluded folder is excluded because nobody walks there.
func (ig *ignore) excludes(name string, isDir bool) bool {
	base := name[strings.LastIndexByte(name, '/')+1:]
	for ; ig != nil; ig = ig.up {
		below := name
		if ig.dir != "" {
			var ok bool
			if below, ok = strings.CutPrefix(name, ig.dir+"/"); !ok {
				continue
			}
		}
		var segments []string
		for i := len(ig.patterns) - 1; i >= 0; i-- {
			p := &ig.patterns[i]
			switch {
			case p.dirOnly && !isDir:
				continue
			case p.literal:
				if p.segments[0] != base {
					continue
				}
			case !p.anchored:
				if !matchSegment(p.segments[0], base) {
					continue
				}
			default:
				if segments == nil {
					segments = strings.Split(below, "/")
				}
				if !matchPath(p.segments, segments) {
					continue
				}
			}
			return !p.negated
		}
	}
	return false
}

// matchPath reports whether the pattern matches the whole path. A "**" first or in the middle stands for no folder or
// more, one at the end for one name or more. Only the last "**" met is ever tried again, since the ones before it can do
// no better: the work is at most the product of the lengths.
func matchPath(pattern, names []string) bool {
	p, n := 0, 0
	retryP, retryN := -1, 0
	for n < len(names) {
		switch {
		case p < len(pattern) && pattern[p] == "**":
			if p == len(pattern)-1 {
				return true
			}
			retryP, retryN = p, n
			p++
			continue
		case p < len(pattern) && matchSegment(pattern[p], names[n]):
			p++
			n++
			continue
		case retryP < 0:
			return false
		}
		retryN++
		p, n = retryP+1, retryN
	}
	return p == len(pattern)
}

// matchSegment reports whether a pattern without slashes matches the whole name, byte by byte, as git's wildmatch does:
// `*`, `?`, `[a-z]`, `[!a]`, `[[:alpha:]]`, and a backslash before what is meant literally.
func matchSegment(pattern, name string) bool {
	p, n := 0, 0
	retryP, retryN := -1, 0
	for n < len(name) || p < len(pattern) {
		if p < len(pattern) {
			if pattern[p] == '*' {
				retryP, retryN = p, n
				p++
				continue
			}
			if n < len(name) {
				if size, ok := matchByte(pattern[p:], name[n]); ok {
					p += size
					n++
					continue
				}
			}
		}
		if retryP < 0 || retryN >= len(name) {
			return false
		}
		retryN++
		p, n = retryP+1, retryN
	}
	return true
}

// matchByte reports whether the first element of the pattern matches c, and how long that element is.
func matchByte(pattern string, c byte) (size int, ok bool) {
	switch pattern[0] {
	case '?':
		return 1, true
	case '[':
		return matchClass(pattern, c)
	case '\\':
		if len(pattern) < 2 {
			return 0, false
		}
		return 2, pattern[1] == c
	}
	return 1, pattern[0] == c
}

// matchClass matches a bracket expression. One that is never closed matches nothing.
func matchClass(pattern string, c byte) (size int, ok bool) {
	i, negated, found := 1, false, false
	if i < len(pattern) && (pattern[i] == '!' || pattern[i] == '^') {
		negated = true
		i++
	}
	for first := true; i < len(pattern); first = false {
		switch {
		case pattern[i] == ']' && !first:
			return i + 1, found != negated
		case strings.HasPrefix(pattern[i:], "[:"):
			if end := strings.Index(pattern[i+2:], ":]"); end >= 0 {
				found = found || inNamedClass(pattern[i+2:i+2+end], c)
				i += end + 4
				continue
			}
		}
		low, next := classByte(pattern, i)
		if next+1 < len(pattern) && pattern[next] == '-' && pattern[next+1] != ']' {
			var high byte
			high, next = classByte(pattern, next+1)
			found = found || low <= c && c <= high
		} else {
			found = found || c == low
		}
		i = next
	}
	return 0, false
}

// classByte returns the byte at i of a bracket expression and where the next one begins.
func classByte(pattern string, i int) (c byte, next int) {
	if pattern[i] == '\\' && i+1 < len(pattern) {
		i++
	}
	return pattern[i], i + 1
}

func inNamedClass(name string, c byte) bool {
	lower, upper, digit := 'a' <= c && c <= 'z', 'A' <= c && c <= 'Z', '0' <= c && c <= '9'
	graph := '!' <= c && c <= '~'
	switch name {
	case "alnum":
		return lower || upper || digit
	case "alpha":
		return lower || upper
	case "blank":
		return c == ' ' || c == '\t'
	case "cntrl":
		return c < ' ' || c == 0x7f
	case "digit":
		return digit
	case "graph":
		return graph
	case "lower":
		return lower
	case "print":
		return graph || c == ' '
	case "punct":
		return graph && !lower && !upper && !digit
	case "space":
		return c == ' ' || '\t' <= c && c <= '\r'
	case "upper":
		return upper
	case "xdigit":
		return digit || 'a' <= c && c <= 'f' || 'A' <= c && c <= 'F'
	}
	return false
}
