package harden

import (
	"fmt"
	"strings"

	"github.com/plimsoll-lint/plimsoll/lint/report/glyph"
)

// output collects the lines below one service. A file whose services hold nothing but comments would be refused, so it is
// remembered whether any line counts.
type output struct {
	b      strings.Builder
	active bool
}

// width is where comments are wrapped.
const width = 116

// say writes a sentence as a comment.
func (o *output) say(format string, args ...any) {
	line := "    #"
	for _, word := range strings.Fields(glyph.Visible(fmt.Sprintf(format, args...))) {
		if len(line)+1+len(word) > width && line != "    #" {
			o.b.WriteString(line + "\n")
			line = "    #"
		}
		line += " " + word
	}
	o.b.WriteString(line + "\n")
}

// set writes a line that counts, indented by so many steps below the service, and behind it why.
func (o *output) set(depth int, line, why string) {
	o.active = true
	o.put("    "+strings.Repeat("  ", depth)+line, why)
}

// suggest writes a line that is commented out.
func (o *output) suggest(depth int, line, why string) {
	o.put("    # "+strings.Repeat("  ", depth)+line, why)
}

func (o *output) put(line, why string) {
	if why != "" {
		line += " # " + glyph.Visible(why)
	}
	o.b.WriteString(line + "\n")
}

// text returns the lines of the service with its name above.
func (h *service) text() string {
	name := "  "
	if !h.active {
		name = "  # " // a name without settings would be null
	}
	name += scalar(h.s.Key.Value) + ":"
	if !h.active {
		name += " nothing is added"
	}
	return name + "\n" + h.b.String()
}

// scalar writes a text so that YAML reads it back as that text: plain where there is no doubt, else quoted.
func scalar(s string) string {
	if plainScalar(s) {
		return s
	}
	var b strings.Builder
	b.WriteByte('"')
	for _, r := range s {
		switch {
		case r == '"' || r == '\\':
			b.WriteByte('\\')
			b.WriteRune(r)
		case r >= 0x20 && r < 0x7f:
			b.WriteRune(r)
		case glyph.Shown(r):
			b.WriteRune(r)
		case r <= 0xff:
			fmt.Fprintf(&b, `\x%02x`, r)
		case r <= 0xffff:
			fmt.Fprintf(&b, `\u%04x`, r)
		default:
			fmt.Fprintf(&b, `\U%08x`, r)
		}
	}
	b.WriteByte('"')
	return b.String()
}

// plainScalar reports whether a text is a plain one in every version of YAML: letters in front, and none of the words that
// mean something else.
func plainScalar(s string) bool {
	if s == "" || !letter(s[0]) && s[0] != '/' {
		return false
	}
	for i := range len(s) {
		if c := s[i]; !letter(c) && (c < '0' || c > '9') && strings.IndexByte("_-./", c) < 0 {
			return false
		}
	}
	switch strings.ToLower(s) {
	case "y", "n", "yes", "no", "on", "off", "true", "false", "null", "nan", "inf":
		return false
	}
	return true
}

func letter(c byte) bool { return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' }

// value writes a text as the value of a setting: Compose would replace variables in it.
func value(s string) string { return scalar(strings.ReplaceAll(s, "$", "$$")) }
