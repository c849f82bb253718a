package compose

import (
	"fmt"
	"strings"

	"github.com/mattn/go-shellwords"

	"github.com/plimsoll-lint/plimsoll/lint/source"
)

// command reads a command, an entrypoint or a test. split says whether a single text is split into words.
func (r *reader) command(key string, split bool) Command {
	s, ok := r.get(key)
	if !ok {
		return Command{Known: !r.gap}
	}
	out := Command{Set: true, Null: s.val.kind == kindNull, Known: true, Span: s.span(), Key: s.key}
	switch s.val.kind {
	case kindNull:
	case kindMapping:
		out.Known = false
	case kindList:
		for _, item := range s.val.children(s.via) {
			v := item.text()
			out.Known = out.Known && v.Known
			out.Words = append(out.Words, v)
		}
	default:
		out.Shell, out.Text = true, s.text()
		out.Known = out.Text.Known
		if split && !r.splittable(s) {
			out.Known = false
			r.problem(source.Unread, s.span(), r.path+"."+key, key+" is too long to be split into words")
		} else if split {
			out.Words = r.words(s, key)
		}
	}
	return out
}

// maxSplit bounds what the splitting of the commands of one project costs, which grows with the square of their lengths:
// to a single one of 64 kB, or many short ones. Linux takes no argument above 128 kB.
const maxSplit = 1 << 32

func (r *reader) splittable(s slot) bool {
	n := int64(len(s.val.text().Value))
	r.split += n * n
	return r.split <= maxSplit
}

// words splits a text as a shell would. compose-go's splitter decides; the place of a word is found by looking for it.
func (r *reader) words(s slot, key string) []String {
	text := s.val.text()
	words, err := shellwords.Parse(text.Value)
	if err != nil {
		r.refuse(s, key, fmt.Sprintf("%s cannot be split into words: a quote is not closed", key))
		return nil
	}
	whole := s.origin()
	out := make([]String, 0, len(words))
	at := 0
	for _, w := range words {
		o := *whole
		if i := strings.Index(text.Value[at:], w); i >= 0 && w != "" {
			o.text = text.Slice(at+i, at+i+len(w))
			o.span = s.via.place(o.text.Span)
			at += i + len(w)
		} else {
			o.text = source.Placed(w, text.Span)
		}
		o.raw, o.shipped = o.text, w
		out = append(out, String{V: w, Set: true, Known: s.val.known(), at: &o})
	}
	return out
}
