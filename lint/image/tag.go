package image

import (
	"strings"
)

// Tags are words with dashes or underscores between them, such as 3.12-slim-bookworm.

// nextWord returns the bounds of the first word of a tag at or behind an offset. At the end start is len(tag).
func nextWord(tag string, from int) (start, end int) {
	start = from
	for start < len(tag) && isSeparator(tag[start]) {
		start++
	}
	end = start
	for end < len(tag) && !isSeparator(tag[end]) {
		end++
	}
	return start, end
}

func isSeparator(c byte) bool { return c == '-' || c == '_' }

func isDigit(c byte) bool { return '0' <= c && c <= '9' }

// version returns the dotted numbers of a word such as 3.12, v2.11 or, as Java counts updates, 8u312.
func version(word string) (string, bool) {
	if len(word) > 1 && word[0] == 'v' {
		word = word[1:]
	}
	digits := false
	for i := 0; i < len(word); i++ {
		switch c := word[i]; {
		case isDigit(c):
			digits = true
		case c == '.' && digits:
			digits = false
		case c == 'u' && digits && !strings.Contains(word[:i], ".") && strings.Trim(word[i+1:], "0123456789") == "":
			return word[:i], true
		default:
			return "", false
		}
	}
	return word, digits
}

// versionOf returns the version at the start of a tag, if its first word is one.
func versionOf(tag string) string {
	start, end := nextWord(tag, 0)
	v, _ := version(tag[start:end])
	return v
}

// parent cuts the last number off a version; that of a single number is empty.
func parent(version string) string {
	return version[:max(strings.LastIndexByte(version, '.'), 0)]
}

// within reports whether a version is the line or a part of it: 3.12.1 and 3.12 are within 3.12 and 3.
func within(version, line string) bool {
	rest, ok := strings.CutPrefix(version, line)
	return ok && line != "" && (rest == "" || rest[0] == '.')
}

// common returns how many leading numbers two versions share.
func common(a, b string) int {
	n := 0
	for a != "" && b != "" {
		var x, y string
		x, a, _ = strings.Cut(a, ".")
		y, b, _ = strings.Cut(b, ".")
		if x != y {
			break
		}
		n++
	}
	return n
}

// older reports whether version a is below b in the first two numbers that both have.
func older(a, b string) bool {
	for range 2 {
		if a == "" || b == "" {
			return false
		}
		var x, y string
		x, a, _ = strings.Cut(a, ".")
		y, b, _ = strings.Cut(b, ".")
		x, y = strings.TrimLeft(x, "0"), strings.TrimLeft(y, "0")
		if x != y {
			return len(x) < len(y) || len(x) == len(y) && x < y
		}
	}
	return false
}

// shape returns what a word says besides a version: "" for 3.12, "alpine" for alpine3.19, "debian" for bookworm.
func shape(word string) string {
	if word == "" || isDigit(word[0]) {
		return ""
	}
	if _, ok := version(word); ok {
		return ""
	}
	if family := codename(word); family != "" {
		return family
	}
	return strings.TrimRight(word, ".0123456789")
}

// codename returns the system that has a release of that name.
func codename(word string) string {
	switch word {
	case "wheezy", "jessie", "stretch", "buster", "bullseye", "bookworm", "trixie", "forky", "duke", "sid":
		return "debian"
	case "precise", "trusty", "utopic", "vivid", "wily", "xenial", "yakkety", "zesty", "artful", "bionic", "cosmic",
		"disco", "eoan", "focal", "groovy", "hirsute", "impish", "jammy", "kinetic", "lunar", "mantic", "noble",
		"oracular", "plucky", "questing", "resolute", "stonking":
		return "ubuntu"
	}
	return ""
}

// shapes walks through the words of a tag that stands in two parts and yields the shapes that are not empty.
type shapes struct {
	parts [2]string
}

func (s *shapes) next() (string, bool) {
	for i := range s.parts {
		for s.parts[i] != "" {
			start, end := nextWord(s.parts[i], 0)
			word := s.parts[i][start:end]
			s.parts[i] = s.parts[i][end:]
			if sh := shape(word); sh != "" {
				return sh, true
			}
		}
	}
	return "", false
}

// sameShape reports whether a tag says the same as the tag head+rest, but for versions.
func sameShape(tag, head, rest string) bool {
	a, b := shapes{parts: [2]string{tag}}, shapes{parts: [2]string{head, rest}}
	for {
		x, more := a.next()
		y, too := b.next()
		if x != y || more != too {
			return false
		}
		if !more {
			return true
		}
	}
}
