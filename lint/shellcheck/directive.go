package shellcheck

import (
	"strconv"
	"strings"

	"github.com/plimsoll-lint/plimsoll/lint/dockerfile"
)

// codes is a range of codes that a comment silences.
type codes struct{ from, to int }

const maxCodes = 200 // of one comment

// directive reads `# shellcheck disable=SC2086,SC2046-SC2050 # why`, nil for any other comment.
func directive(comment string) []codes {
	words := strings.Fields(strings.TrimLeft(comment, "#"))
	if len(words) < 2 || words[0] != "shellcheck" {
		return nil
	}
	var out []codes
	for _, word := range words[1:] {
		if strings.HasPrefix(word, "#") {
			break
		}
		list, ok := strings.CutPrefix(word, "disable=")
		if !ok {
			continue
		}
		for name := range strings.SplitSeq(list, ",") {
			if len(out) == maxCodes {
				break
			}
			if name == "all" {
				out = append(out, codes{0, 1 << 30})
				continue
			}
			first, last, isRange := strings.Cut(name, "-")
			from, ok := number(first)
			to := from
			if isRange && ok {
				to, ok = number(last)
			}
			if ok {
				out = append(out, codes{from, to})
			}
		}
	}
	return out
}

func number(code string) (int, bool) {
	n, err := strconv.Atoi(strings.TrimPrefix(code, "SC"))
	return n, err == nil && n >= 0
}

// disabledAbove returns what the comments of a Dockerfile above or among the lines of an instruction silence, by the
// instruction's index. Those in a heredoc belong to the script.
func disabledAbove(f *dockerfile.File, o Options) map[int][]codes {
	if o.NoDirectives {
		return nil
	}
	var out map[int][]codes
	for _, c := range f.Comments {
		if c.Next == nil || !strings.Contains(c.Text.Value, "shellcheck") {
			continue
		}
		if list := directive(c.Text.Value); list != nil {
			if out == nil {
				out = map[int][]codes{}
			}
			out[c.Next.Index()] = append(out[c.Next.Index()], list...)
		}
	}
	return out
}

func (in *input) silences(code int) bool {
	for _, c := range in.disabled {
		if code >= c.from && code <= c.to {
			return true
		}
	}
	return false
}
