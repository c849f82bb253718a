package shell

import (
	"iter"
	"strings"
)

// Write is text that a command puts into a file.
type Write struct {
	Command *Command
	// Path is the file.
	Path Word
	// Content are the words and heredocs that the text is made of, as far as they stand in the script.
	Content []Word
	// Append is set where the file keeps what it held.
	Append bool
	// Edit is set where Content is a sed script that changes the file.
	Edit bool
}

// Writes returns the files that the command writes text of the script into: echo, printf and cat with a redirect, a
// heredoc through tee, sed -i and perl -pi.
func (c *Command) Writes() []Write {
	switch c.Name {
	case "echo", "printf", "cat":
		r := c.output()
		if r == nil {
			return nil
		}
		return []Write{{Command: c, Path: r.Word, Content: c.written(), Append: strings.HasSuffix(r.Op, ">>")}}
	case "tee":
		return c.tee()
	case "dd":
		for i := range c.Words {
			if strings.HasPrefix(c.Words[i].Value, "of=") {
				return []Write{{Command: c, Path: c.Words[i].tail(3), Content: c.read()}}
			}
		}
	case "sed", "gsed":
		return c.sed()
	case "perl":
		return c.perl()
	}
	return nil
}

// perl knows the use of perl as sed: perl -pi -e script files.
func (c *Command) perl() []Write {
	opts := c.Options()
	script := opts.Find("-e")
	if script == nil || opts.Find("-i") == nil || opts.Find("-p", "-n") == nil {
		return nil
	}
	var out []Write
	for i := range opts.Operands[:min(len(opts.Operands), maxAliases)] {
		out = append(out, Write{Command: c, Path: opts.Operands[i], Content: []Word{script.Value}, Edit: true})
	}
	return out
}

// written returns the text that echo, printf and cat write.
func (c *Command) written() []Word {
	if c.Name == "cat" {
		return c.read()
	}
	return c.Args()
}

// read returns the text that the command reads from a heredoc, a here-string or a pipe.
func (c *Command) read() []Word {
	if in := c.input(); in != nil {
		switch {
		case !in.Body.IsZero():
			return []Word{in.Body}
		case in.Op == "<<<":
			return []Word{in.Word}
		}
		return nil
	}
	var out []Word
	for _, from := range c.PipedFrom {
		switch from.Name {
		case "echo", "printf":
			out = append(out, from.Args()...)
		case "cat":
			if in := from.input(); in != nil && !in.Body.IsZero() {
				out = append(out, in.Body)
			}
		}
	}
	return out
}

func (c *Command) tee() []Write {
	opts := c.Options()
	content := c.read()
	if len(content) == 0 {
		return nil
	}
	var out []Write
	for i := range opts.Operands {
		out = append(out, Write{
			Command: c, Path: opts.Operands[i], Content: content, Append: opts.Find("-a", "--append") != nil,
		})
		if len(out) == maxAliases {
			break
		}
	}
	return out
}

func (c *Command) sed() []Write {
	opts := c.Options()
	if opts.Find("-i", "--in-place") == nil {
		return nil
	}
	files := opts.Operands
	var scripts []Word
	for i := range opts.List {
		if opt := &opts.List[i]; opt.Name == "-e" || opt.Name == "--expression" {
			scripts = append(scripts, opt.Value)
		}
	}
	if scripts == nil {
		if len(files) == 0 {
			return nil
		}
		scripts, files = files[:1], files[1:]
	}
	var out []Write
	for i := range files {
		out = append(out, Write{Command: c, Path: files[i], Content: scripts, Edit: true})
		if len(out) == maxAliases {
			break
		}
	}
	return out
}

// lines yields the lines of a text with their offsets. The escape \n of printf and echo -e ends a line too.
func lines(text string) iter.Seq2[int, string] {
	return func(yield func(int, string) bool) {
		start := 0
		for i := 0; i < len(text); i++ {
			size := 1
			if text[i] == '\\' && i+1 < len(text) && text[i+1] == 'n' {
				size = 2
			} else if text[i] != '\n' {
				continue
			}
			if !yield(start, text[start:i]) {
				return
			}
			i += size - 1
			start = i + 1
		}
		yield(start, text[start:])
	}
}
