package dockerfile

import (
	"bytes"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/plimsoll-lint/plimsoll/lint/source"
	"github.com/plimsoll-lint/plimsoll/lint/spell"
)

// noDockerfile reports, as one problem, bytes that are no text at all. Nothing more is read of them.
func (r *reader) noDockerfile() bool {
	content := r.src.Content
	switch {
	case len(content) == 0:
		r.problem(source.Refused, "empty", r.src.Span(0, 0), "the file is empty")
	case bytes.HasPrefix(content, []byte("\xff\xfe")), bytes.HasPrefix(content, []byte("\xfe\xff")):
		r.problem(source.Malformed, "encoding", r.src.Span(0, 2),
			"the file is UTF-16, which BuildKit cannot read; save it as UTF-8")
		r.noText = true
	default:
		nuls := bytes.Count(content, []byte{0})
		if nuls == 0 {
			return false
		}
		first, _, _ := bytes.Cut(content, []byte{'\n'})
		if n := bytes.IndexByte(content, 0); n < len(first) || nuls > len(content)/10 {
			r.problem(source.Unread, "binary", r.src.Span(n, n+1), "the file holds NUL bytes: it is no text, and was not read")
			r.noText = true
		}
	}
	return len(content) == 0 || r.noText
}

// judge reports what is wrong with the file as a whole, and the instructions that do not exist. A file that is
// something else altogether is one problem, and not one a line.
func (r *reader) judge() {
	f := r.file
	if len(f.Instructions) == 0 {
		if len(f.Problems) == 0 {
			r.problem(source.Refused, "empty", r.firstText(), "the file has no instruction")
		}
		return
	}
	first := f.Instructions[0]
	switch {
	case r.otherLanguage && len(r.unknown) > 0:
		r.problem(source.Unread, "syntax", f.Syntax.Span, "a frontend of its own reads this file: what it means is not known")
	case r.lineEnds():
	case len(r.unknown) > 0 && first == Instruction(r.unknown[0]) && strings.HasPrefix(first.Keyword().Value, "<") &&
		!strings.HasPrefix(first.Keyword().Value, "<<"):
		r.problem(source.Malformed, "markup", first.Keyword().Span, "this is HTML or XML, and no Dockerfile")
	case len(r.unknown) > 0 && len(f.Stages) == 0:
		r.unknownInstruction(r.unknown[0])
	default:
		r.unknowns()
		r.withoutStage()
	}
}

// firstText is the first line that is not blank.
func (r *reader) firstText() source.Span {
	for n := 1; n <= r.lines.count(); n++ {
		if s := r.lineSpan(n); s.Len() > 0 {
			return s
		}
	}
	return r.src.Span(0, len(r.src.Content))
}

// lineEnds reports a file whose lines end in a carriage return, as on computers of before 2001: BuildKit sees one line.
func (r *reader) lineEnds() bool {
	content := r.src.Content
	body := bytes.TrimRight(content, "\r")
	at := bytes.IndexByte(body, '\r')
	if at < 0 || bytes.IndexByte(content, '\n') >= 0 || len(r.file.Problems) == 0 && len(r.unknown) == 0 {
		return false
	}
	r.file.Problems = r.file.Problems[:0]
	r.oldEnds = true
	r.problem(source.Malformed, "line.ends", r.src.Span(at, at+1),
		"lines end in carriage returns alone: BuildKit sees one line")
	return true
}

// maxUnknown bounds how many unknown instructions of one file are reported.
const maxUnknown = 100

func (r *reader) unknowns() {
	conflict := -1
	for i, in := range r.unknown {
		if i == maxUnknown {
			r.problem(source.Unread, "unread", in.keyword.Span, "too many unknown instructions: no more are reported")
			return
		}
		if m := conflictMark(in); m != 0 {
			if m == '<' || conflict < 0 {
				r.problem(source.Malformed, "conflict", in.keyword.Span, "a merge conflict was left in the file")
				conflict = len(r.file.Problems) - 1
			} else {
				p := &r.file.Problems[conflict]
				p.Related = append(p.Related, source.Note{Span: in.keyword.Span, Message: "the conflict goes on here"})
			}
			continue
		}
		r.unknownInstruction(in)
	}
}

// conflictMark returns the character that a line of a merge conflict begins with, or 0.
func conflictMark(in *Invalid) byte {
	k := in.keyword.Value
	if len(k) != 7 || strings.Trim(k, k[:1]) != "" || strings.IndexByte("<=>|", k[0]) < 0 {
		return 0
	}
	return k[0]
}

func (r *reader) unknownInstruction(in *Invalid) {
	word := in.keyword
	key := "unknown." + strings.ToUpper(shorten(word.Value))
	if r.foreignFrontend() {
		r.problem(source.Unread, key, word.Span, fmt.Sprintf("%s belongs to the frontend of # syntax: it was not read",
			show(word.Value)))
		return
	}
	for i, c := range word.Value {
		if c < utf8.RuneSelf {
			continue
		}
		if unicode.IsSpace(c) || c == '\u200b' || c == '\ufeff' || c == '\u2060' {
			r.problem(source.UnknownName, key, word.At(i, i+utf8.RuneLen(c)), fmt.Sprintf(
				"%s is followed by %s, which is no blank to BuildKit; write a plain one", show(word.Value[:i]), spaceName(c)))
			return
		}
		if name := lookalike(word.Value); name != "" {
			r.problem(source.UnknownName, key, word.Span,
				fmt.Sprintf("%s holds %U, which is no Latin letter; write %s", show(word.Value), c, name))
			return
		}
	}
	if word.Value == "" {
		r.problem(source.Refused, "unknown.", in.Span(), "this line goes on in lines that hold nothing; remove it")
		return
	}
	message := show(word.Value) + " is no instruction"
	if name := spell.Nearest(word.Value, names()); name != "" {
		message += "; did you mean " + name
	} else if len(r.file.Stages) == 0 && len(r.unknown) > 1 {
		message += "; this looks like no Dockerfile"
	}
	r.problem(source.UnknownName, key, word.Span, message)
}

func spaceName(c rune) string {
	if c == '\u00a0' {
		return "a no-break space"
	}
	return fmt.Sprintf("%U", c)
}

// lookalike returns the instruction that a word would be if its characters beyond ASCII were the letters in their
// places.
func lookalike(word string) string {
	runes := []rune(word)
	for _, name := range names() {
		if len(name) != len(runes) {
			continue
		}
		same, latin := true, 0
		for i, c := range runes {
			if c < utf8.RuneSelf {
				same = same && unicode.ToUpper(c) == rune(name[i])
				latin++
			}
		}
		if same && latin > 0 {
			return name
		}
	}
	return ""
}

// withoutStage reports that no FROM begins a stage, or that something stands in front of it.
func (r *reader) withoutStage() {
	f := r.file
	for _, in := range f.Instructions {
		switch in.(type) {
		case *From:
			return
		case *Arg, *Invalid:
			continue
		}
		r.problem(source.Refused, "from", in.Keyword().Span, "the first instruction must be FROM, or ARG for its variables")
		return
	}
	if len(f.Problems) == 0 {
		r.problem(source.Refused, "from", f.Instructions[0].Keyword().Span, "no stage begins: FROM is missing")
	}
}

// foreignFrontend reports whether # syntax names a frontend that may know further instructions: any but Docker's own,
// from whatever mirror.
func (r *reader) foreignFrontend() bool {
	image := r.file.Syntax.Value
	if image == "" {
		return false
	}
	name := image[strings.LastIndexByte(image, '/')+1:]
	name, _, _ = strings.Cut(name, "@")
	name, _, _ = strings.Cut(name, ":")
	return name != "dockerfile" && name != "dockerfile-upstream"
}

// names are the instructions, those that people mistype most often first.
func names() []string {
	return []string{"FROM", "RUN", "COPY", "ADD", "ENV", "ARG", "USER", "WORKDIR", "EXPOSE", "VOLUME", "CMD", "ENTRYPOINT",
		"HEALTHCHECK", "SHELL", "LABEL", "STOPSIGNAL", "ONBUILD", "MAINTAINER"}
}

// show makes a word of the file fit for a message.
func show(word string) string { return printable(shorten(word)) }

// quote makes a message of BuildKit's, which may hold words of the file, fit for one of ours.
func quote(message string) string { return printable(cutTo(message, 100)) }

func printable(s string) string {
	for _, c := range s {
		if !unicode.IsPrint(c) || c == utf8.RuneError {
			return fmt.Sprintf("%q", s)
		}
	}
	return s
}

// shorten cuts a word to what fits into a message or a key.
func shorten(word string) string { return cutTo(word, 40) }

func cutTo(s string, most int) string {
	if len(s) <= most {
		return s
	}
	n := most
	for n > 0 && !utf8.RuneStart(s[n]) {
		n--
	}
	return s[:n] + "..."
}
