package dockerfile

import (
	"bytes"
	"fmt"

	"github.com/plimsoll-lint/plimsoll/lint/source"
)

const (
	// quickSize is the size up to which no input makes BuildKit slow.
	quickSize = 32 << 10
	// maxNesting bounds how often the constructs at which BuildKit recurses, and copies what it has at each step, may
	// stand in one instruction: ${ in a line that opens a heredoc, and ONBUILD.
	maxNesting = 1000
	// maxInstruction bounds the bytes of one instruction, heredocs apart.
	maxInstruction = 4 << 20
	// maxInstructions bounds the instructions of one file, the lines of heredocs counted as such, and RUN counted twice:
	// with its shell it takes 6 kB.
	maxInstructions = 120_000
)

// limit finds what BuildKit cannot read, or cannot read in reasonable time.
func (r *reader) limit() {
	if len(r.src.Content) <= quickSize {
		return
	}
	first, size, dollars, triggers, instructions := 1, 0, 0, 0, 0
	heredoc, trigger := false, false
	const onBuild = "onbuild"
	for n := 1; n <= r.lines.count(); n++ {
		start, end := r.lines.start(n), r.lines.start(n+1)
		line := bytes.TrimSuffix(r.src.Content[start:end], []byte{'\n'})
		_, goesOn := r.trimEscape(bytes.TrimRight(line, "\r"))
		if len(line) > maxLine {
			r.cutLine(n, goesOn)
		}
		size += min(len(line), maxLine)
		dollars += bytes.Count(line, []byte("${"))
		if n == first {
			word := trimLeft(line)
			if len(word) > 0 && word[0] != '#' {
				instructions++
			}
			if len(word) > 3 && blank(word[3]) && bytes.EqualFold(word[:3], []byte("run")) {
				instructions++
			}
			trigger = len(word) > len(onBuild) && bytes.EqualFold(word[:len(onBuild)], []byte(onBuild))
		}
		if trigger {
			triggers += bytes.Count(bytes.ToLower(line), []byte(onBuild))
		}
		heredoc = heredoc || bytes.Contains(line, []byte("<<"))
		if instructions > maxInstructions || size > maxInstruction || triggers > maxNesting ||
			heredoc && dollars > maxNesting {
			r.stop = first
			r.problem(source.Unread, "unread", r.lineSpan(first), "too large or too deep: nothing is read from here on")
			return
		}
		if !goesOn {
			first, size, dollars, triggers, heredoc = n+1, 0, 0, 0, false
		}
	}
}

// cutLine has BuildKit read the beginning of a line that is too long for it.
func (r *reader) cutLine(n int, goesOn bool) {
	start, end := r.lines.bounds(n)
	r.problem(source.Refused, "line.long", r.lineSpan(n),
		fmt.Sprintf("this line has %d bytes; BuildKit reads no more than %d", end-start, maxLine))
	kept := maxLine - 1
	for kept > 0 {
		c := r.src.Content[start+kept-1]
		if c != r.file.Escape && c != ' ' && c != '\t' && c != '\r' && c < 0x80 {
			break
		}
		kept--
	}
	if r.lines.cut == nil {
		r.lines.cut = map[int]cut{}
	}
	r.lines.cut[n] = cut{kept: kept, goesOn: goesOn}
}

// mend returns lines with the directives that BuildKit refuses taken out and long lines cut. The number of lines stays.
func (r *reader) mend(first, last int) []byte {
	out := make([]byte, 0, r.lines.start(last+1)-r.lines.start(first)+16)
	for n := first; n <= last; n++ {
		c, long := r.lines.cut[n]
		start, end := r.lines.start(n), r.lines.start(n+1)
		switch {
		case n <= r.mended && n == 1 && r.file.Escape != '\\':
			out = append(out, "# escape=`\n"...)
		case n <= r.mended:
			out = append(out, "#\n"...)
		case long:
			out = append(out, r.src.Content[start:start+c.kept]...)
			if c.goesOn {
				out = append(out, r.file.Escape)
			}
			if r.src.Content[end-1] == '\n' {
				out = append(out, '\n')
			}
		default:
			out = append(out, r.src.Content[start:end]...)
		}
	}
	return out
}
