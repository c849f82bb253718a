package shell

import (
	"slices"
	"strings"

	"github.com/plimsoll-lint/plimsoll/lint/source"
)

// grammar says how a program reads its options. What it does not name takes no value.
type grammar struct {
	short  string   // letters that take a value: the rest of the word, or the next word
	maybe  string   // letters that take the rest of the word, if any
	level  string   // letters that take a number, behind "=" only
	long   []string // long options that take a value: behind "=", or the next word
	single bool     // one dash starts a long option too
	first  bool     // the first operand ends the options
}

// Option is one option of a command.
type Option struct {
	// Name is the option with its dashes: "-k", "--insecure". Of a cluster such as -fsSL each letter is an option.
	Name string
	// Value is the zero Word where the option has none.
	Value Word

	words    []Word
	at       int // index of the word in words
	from, to int // the option and an attached value in that word's value
	apart    bool
}

// Span returns the option as written with its value; of a cluster only its letter, and the value.
func (o *Option) Span() source.Span {
	span := o.words[o.at].At(o.from, o.to)
	if o.apart {
		span = span.Join(o.Value.Span())
	}
	return span
}

// Word returns the index of the option's word in Command.Words.
func (o *Option) Word() int { return o.at }

// Options are the options and operands of a command.
type Options struct {
	List     []Option
	Operands []Word
	operands []int // their indexes in Command.Words
}

// Find returns the first option of one of the names, nil where there is none.
func (o *Options) Find(names ...string) *Option {
	for i := range o.List {
		if slices.Contains(names, o.List[i].Name) {
			return &o.List[i]
		}
	}
	return nil
}

// Operand returns the value of the i-th operand, "" where there is none.
func (o *Options) Operand(i int) string {
	if i < len(o.Operands) {
		return o.Operands[i].Value
	}
	return ""
}

// Options reads the command's words by the grammar of its program. Programs without a known grammar are read as if no
// option took a value but behind "=".
func (c *Command) Options() *Options {
	if opts := c.options.Load(); opts != nil {
		return opts
	}
	g := grammarOf(c.Name)
	if g == nil {
		g = &grammar{}
	}
	opts := g.read(c.Words)
	c.options.Store(&opts)
	return &opts
}

// read reads the words behind the program.
func (g *grammar) read(words []Word) Options {
	var out Options
	if n := len(words) - 1; n > 0 { // most words are operands
		out.Operands, out.operands = make([]Word, 0, n), make([]int, 0, n)
	}
	for i := 1; i < len(words); i++ {
		word := &words[i]
		v := word.Value
		switch {
		case v == "--" && word.Literal:
			for i++; i < len(words); i++ {
				out.operand(words, i)
			}
		case len(v) < 2 || v[0] != '-':
			out.operand(words, i)
			if g.first {
				for i++; i < len(words); i++ {
					out.operand(words, i)
				}
			}
		case strings.HasPrefix(v, "--") || g.single:
			i = g.longOption(&out, words, i)
		default:
			i = g.cluster(&out, words, i)
		}
	}
	return out
}

func (o *Options) operand(words []Word, i int) {
	o.Operands = append(o.Operands, words[i])
	o.operands = append(o.operands, i)
}

// longOption reads the option of words[i] and returns the index of the last word that belongs to it.
func (g *grammar) longOption(out *Options, words []Word, i int) int {
	v := words[i].Value
	name, _, attached := strings.Cut(v, "=")
	opt := Option{Name: name, words: words, at: i, to: len(v)}
	switch {
	case attached:
		opt.Value = words[i].tail(len(name) + 1)
	case slices.Contains(g.long, strings.TrimLeft(name, "-")) && i+1 < len(words):
		i++
		opt.Value, opt.apart = words[i], true
	}
	out.List = append(out.List, opt)
	return i
}

// cluster reads the letters of words[i] and returns the index of the last word that belongs to them.
func (g *grammar) cluster(out *Options, words []Word, i int) int {
	v := words[i].Value
	at := i
	out.List = slices.Grow(out.List, min(len(v)-1, 8))
	for k := 1; k < len(v); k++ {
		if v[k] == '=' || v[k] == '$' {
			break
		}
		opt := Option{Name: shortName(v[k]), words: words, at: at, from: k, to: k + 1}
		if len(v) == 2 {
			opt.from = 0
		}
		takes := strings.IndexByte(g.short, v[k]) >= 0
		switch {
		case (takes || strings.IndexByte(g.maybe, v[k]) >= 0) && k+1 < len(v):
			opt.Value, opt.to = words[at].tail(k+1), len(v)
			if k == 1 {
				opt.from = 0
			}
			out.List = append(out.List, opt)
			return i
		case k+2 < len(v) && v[k+1] == '=' && strings.IndexByte(g.level, v[k]) >= 0:
			opt.Value, opt.to = words[at].tail(k+2), len(v)
			if k == 1 {
				opt.from = 0
			}
			out.List = append(out.List, opt)
			return i
		case takes && i+1 < len(words):
			i++
			opt.Value, opt.apart = words[i], true
		}
		out.List = append(out.List, opt)
	}
	return i
}

// shortName returns "-" and the letter without making a string each time.
func shortName(c byte) string {
	const names = "-a-b-c-d-e-f-g-h-i-j-k-l-m-n-o-p-q-r-s-t-u-v-w-x-y-z" +
		"-A-B-C-D-E-F-G-H-I-J-K-L-M-N-O-P-Q-R-S-T-U-V-W-X-Y-Z-0-1-2-3-4-5-6-7-8-9"
	k := -1
	switch {
	case c >= 'a' && c <= 'z':
		k = int(c - 'a')
	case c >= 'A' && c <= 'Z':
		k = int(c-'A') + 26
	case c >= '0' && c <= '9':
		k = int(c-'0') + 52
	}
	if k < 0 {
		return "-" + string([]byte{c})
	}
	return names[2*k : 2*k+2]
}
