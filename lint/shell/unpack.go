package shell

import "strings"

// tarGrammar is that of GNU tar 1.35 and libarchive's bsdtar 3.7, as far as options take values.
var tarGrammar = grammar{short: "fCbTXIKNgHLV", long: []string{
	"file", "directory", "strip-components", "strip", "exclude", "exclude-from", "files-from", "transform", "xform",
	"use-compress-program", "owner", "group", "mode", "warning", "blocking-factor", "no-recursion-unless", "one-top-level-as",
	"starting-file", "listed-incremental", "format", "label", "checkpoint-action", "mtime",
}}

// archive returns the file that the command unpacks, the zero Word where it is the standard input. ok is false where it
// unpacks none.
func (c *Command) archive() (file Word, ok bool) {
	switch c.Name {
	case "tar", "bsdtar", "gtar":
		return c.tar()
	case "unzip", "unsquashfs", "rpm2cpio", "rpm2archive":
		opts := c.Options()
		if len(opts.Operands) == 0 || c.Name == "unzip" && opts.Find("-l", "-t", "-v", "-Z") != nil {
			return Word{}, false
		}
		return opts.Operands[0], true
	case "7z", "7za", "7zr", "7zz", "unrar", "jar", "ar":
		return c.unpackVerb()
	case "dpkg-deb":
		opts := c.Options()
		if opts.Find("-x", "-X", "-R", "--extract", "--raw-extract", "--vextract") == nil || len(opts.Operands) == 0 {
			return Word{}, false
		}
		return opts.Operands[0], true
	case "cpio":
		opts := c.Options()
		if opts.Find("-i", "--extract") == nil {
			return Word{}, false
		}
		return c.redirected(), true
	}
	return Word{}, false
}

// redirected returns the file that the standard input is taken from.
func (c *Command) redirected() Word {
	if in := c.input(); in != nil && in.Op == "<" {
		return in.Word
	}
	return Word{}
}

// unpackVerb reads programs whose first word is a verb that begins with x.
func (c *Command) unpackVerb() (Word, bool) {
	if len(c.Words) < 3 {
		return Word{}, false
	}
	if verb := strings.TrimPrefix(c.Words[1].Value, "-"); !strings.HasPrefix(verb, "x") && verb != "e" {
		return Word{}, false
	}
	for _, w := range c.Words[2:] {
		if !strings.HasPrefix(w.Value, "-") {
			return w, true
		}
	}
	return Word{}, false
}

func (c *Command) tar() (file Word, ok bool) {
	if len(c.Words) < 2 {
		return Word{}, false
	}
	opts := c.Options()
	extract := opts.Find("-x", "--extract", "--get") != nil
	if f := opts.Find("-f", "--file"); f != nil {
		file = f.Value
	}
	if v := c.Words[1].Value; v[:min(1, len(v))] != "-" { // tar xzf FILE
		next := 2
		for i := 0; i < len(v) && i < 16; i++ {
			switch {
			case v[i] == 'x':
				extract = true
			case strings.IndexByte(tarGrammar.short, v[i]) >= 0:
				if v[i] == 'f' && next < len(c.Words) {
					file = c.Words[next]
				}
				next++
			}
		}
	}
	if file.Value == "-" || file.IsZero() {
		file = c.redirected()
	}
	return file, extract
}

// unpacksInput reports whether the command unpacks its standard input.
func (c *Command) unpacksInput() bool {
	file, ok := c.archive()
	return ok && (file.IsZero() || file.Value == "-" || file.Value == "/dev/stdin")
}
