package dockerfile

import (
	"bytes"
	"path"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/moby/buildkit/frontend/dockerfile/parser"

	"github.com/plimsoll-lint/plimsoll/lint/source"
)

// Heredoc is a document that is written below an instruction.
type Heredoc struct {
	// Word is what opens it, such as <<-EOF or 3<<"EOF".
	Word source.Text
	// Name is the end word without quotes; for COPY and ADD it is the name of the file.
	Name source.Text
	// End is the line that closes it, without leading tabs where these are dropped. It is empty, at the end of the file,
	// where the end word never comes.
	End source.Span
	// Expand says that variables in the body count: no part of the end word is quoted.
	Expand bool
	// Chomp says that leading tabs are dropped: <<-.
	Chomp bool

	src        *source.File
	start, end int // the body in the content
}

// Region is the body: the lines between, with the last line end.
func (h *Heredoc) Region() Region { return Region{h.start, h.end} }

// Span is the body.
func (h *Heredoc) Span() source.Span { return h.src.Span(h.start, h.end) }

// Body returns the body as the build sees it, before variables are expanded. It is made anew by each call.
func (h *Heredoc) Body() source.Text {
	if !h.Chomp {
		return h.src.Text(h.start, h.end)
	}
	b := source.NewBuilder(h.src)
	for at := h.start; at < h.end; {
		end := h.end
		if n := bytes.IndexByte(h.src.Content[at:h.end], '\n'); n >= 0 {
			end = at + n + 1
		}
		for at < end && h.src.Content[at] == '\t' {
			at++
		}
		b.Append(string(h.src.Content[at:end]), at, end)
		at = end
	}
	return b.Text(h.start, h.end)
}

// Interpreter returns the program that a #! at the start of the body names, by its last path element; through env it is
// env's argument. It is empty where the body begins otherwise.
func (h *Heredoc) Interpreter() string {
	words := strings.Fields(h.Shebang())
	if len(words) > 1 && path.Base(words[0]) == "env" {
		words = words[1:]
		for len(words) > 1 && (strings.HasPrefix(words[0], "-") || strings.Contains(words[0], "=")) {
			words = words[1:]
		}
	}
	if len(words) == 0 {
		return ""
	}
	return path.Base(words[0])
}

// Shebang returns what follows the #! at the start of the body, empty where the body begins otherwise.
func (h *Heredoc) Shebang() string {
	body := h.src.Content[h.start:h.end]
	if h.Chomp {
		body = bytes.TrimLeft(body, "\t")
	}
	line, _, _ := bytes.Cut(body, []byte{'\n'})
	rest, ok := bytes.CutPrefix(line, []byte("#!"))
	if !ok {
		return ""
	}
	return string(bytes.TrimSpace(rest))
}

// heredocs finds the heredocs of an instruction: the words in its line, the bodies below it.
func (r *reader) heredocs(s *statement) []*Heredoc {
	if len(s.ast.Heredocs) == 0 {
		return nil
	}
	out := make([]*Heredoc, 0, len(s.ast.Heredocs))
	at := s.nextLine
	i := 0
	for _, doc := range s.ast.Heredocs {
		h := &Heredoc{src: r.src, Expand: doc.Expand, Chomp: doc.Chomp}
		var j int
		if i, j = s.findHeredoc(i, doc); j > i {
			h.Word = s.slice(i, j)
			open := strings.Index(h.Word.Value, "<<") + 2
			for open < len(h.Word.Value) && strings.IndexByte("- \t", h.Word.Value[open]) >= 0 {
				open++
			}
			h.Name = source.Placed(doc.Name, h.Word.At(open, len(h.Word.Value)))
			i = j
		} else {
			h.Name = source.Placed(doc.Name, s.node.Span())
		}
		body := at + strings.Count(doc.Content, "\n")
		h.start, h.end = r.lines.start(at), r.lines.start(body)
		start, end := r.lines.bounds(body)
		for doc.Chomp && start < end && r.src.Content[start] == '\t' {
			start++
		}
		h.End = r.src.Span(start, end)
		at = body + 1
		out = append(out, h)
	}
	return out
}

// tail returns the bytes below the line of a RUN whose shell reads the heredocs itself: from the line end at which the
// command stops to the last end word.
func (r *reader) tail(s *statement, from int) []Region {
	content := r.src.Content
	for from < len(content) && content[from] != '\n' {
		from++
	}
	_, end := r.lines.bounds(s.lastLine)
	if end <= from {
		return nil
	}
	return []Region{{from, end}}
}

// findHeredoc returns the range of the word at or behind i that opens the heredoc, or an empty one.
func (s *statement) findHeredoc(i int, doc parser.Heredoc) (start, end int) {
	from := i
	if i == 0 {
		i = s.rest
	}
	for i < s.stop {
		i = s.skipSpace(i)
		end := s.shellWord(i)
		if end <= i {
			break
		}
		if word := s.text[i:end]; strings.Contains(word, "<<") {
			h := parser.MustParseHeredoc(word)
			if h != nil && h.Name == doc.Name && h.Chomp == doc.Chomp && h.Expand == doc.Expand {
				return i, end
			}
		}
		i = end
	}
	return from, from
}

// shellWord returns the end of the word that begins at i, as BuildKit's lexer splits a line that may open heredocs:
// blanks behind << belong to the word.
func (s *statement) shellWord(i int) int {
	text := s.text[:s.stop]
	quote := byte(0)
	for i < len(text) {
		c := text[i]
		switch {
		case c == '\\' && quote != '\'':
			i += 2
			continue
		case quote != 0:
			if c == quote {
				quote = 0
			}
		case c == '\'' || c == '"':
			quote = c
		case c == '<' && strings.HasPrefix(text[i:], "<<"):
			i += 2
			for i < len(text) && blank(text[i]) {
				i++
			}
			continue
		default:
			r, n := utf8.DecodeRuneInString(text[i:])
			if unicode.IsSpace(r) {
				return i
			}
			i += n
			continue
		}
		i++
	}
	return min(i, len(text))
}
