package shell

import (
	"iter"
	"strings"
)

// sedTexts yields what a sed script puts into lines, with the offsets: the replacement of each s///, and the text of
// a, i and c.
func sedTexts(script string) iter.Seq2[int, string] {
	return func(yield func(int, string) bool) {
		for at := 0; at < len(script); {
			at = sedAddress(script, at)
			if at+1 >= len(script) {
				return
			}
			from, end := at, at
			switch script[at] {
			case 'a', 'i', 'c':
				for from++; from < len(script) && strings.IndexByte(" \t\\\n", script[from]) >= 0; {
					from++
				}
				end = len(script)
				if i := strings.IndexByte(script[from:], '\n'); i >= 0 {
					end = from + i
				}
				at = end + 1
			case 's':
				sep := script[at+1]
				from = min(delimited(script, at+2, sep)+1, len(script))
				end = delimited(script, from, sep)
				at = sedNext(script, min(end+1, len(script)))
			default:
				at = sedNext(script, at+1)
			}
			if from < end && !yield(from, script[from:end]) {
				return
			}
		}
	}
}

// sedAddress returns where the command behind addresses, blanks and braces starts.
func sedAddress(script string, at int) int {
	for at < len(script) {
		switch c := script[at]; {
		case strings.IndexByte(" \t\n;{},!$~+", c) >= 0 || c >= '0' && c <= '9':
			at++
		case c == '/':
			at = min(delimited(script, at+1, '/')+1, len(script))
		case c == '\\' && at+1 < len(script):
			at = min(delimited(script, at+2, script[at+1])+1, len(script))
		default:
			return at
		}
	}
	return at
}

// sedNext returns where the next command may start.
func sedNext(script string, at int) int {
	if i := strings.IndexAny(script[at:], ";\n}"); i >= 0 {
		return at + i + 1
	}
	return len(script)
}
