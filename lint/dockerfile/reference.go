package dockerfile

import (
	"strings"

	"github.com/plimsoll-lint/plimsoll/lint/source"
)

// References returns the names of the variables whose values come out in a word of the file, as it is expanded in all
// but RUN, CMD, ENTRYPOINT and HEALTHCHECK: not those in single quotes or behind an escape, nor NAME of ${NAME:+word}. Each
// is the part of the text that names it.
func (f *File) References(text source.Text) []source.Text {
	word := text.Value
	if strings.IndexByte(word, '$') < 0 {
		return nil
	}
	var names []source.Text
	double := false
	for i := 0; i < len(word) && len(names) < maxDollars; i++ {
		switch c := word[i]; {
		case c == f.Escape:
			i++
		case c == '"':
			double = !double
		case c == '\'' && !double:
			end := strings.IndexByte(word[i+1:], '\'')
			if end < 0 {
				return names
			}
			i += end + 1
		case c == '$':
			from := i + 1
			if strings.HasPrefix(word[from:], "{") {
				from++
			}
			n := nameLength(word[from:])
			end := from + n
			if n == 0 {
				continue
			}
			if from == i+1 || !strings.HasPrefix(strings.TrimPrefix(word[end:], ":"), "+") {
				names = append(names, text.Slice(from, end))
			}
			i = end - 1
		}
	}
	return names
}
