package shell

import "strings"

// archive returns the file that the command unpacks, the zero Word where it is the standard input. ok is false where it
// unpacks none.
func (c *Command) archive() (file Word, ok bool) {
	switch c.Name {
	case "tar", "bsdtar", "gtar":
		x, extract := c.tar()
		if x.Archive.Value == "-" || x.Archive.IsZero() {
			x.Archive = c.redirected()
		}
		return x.Archive, extract
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

// unpacksInput reports whether the command unpacks its standard input.
func (c *Command) unpacksInput() bool {
	file, ok := c.archive()
	return ok && (file.IsZero() || file.Value == "-" || file.Value == "/dev/stdin")
}
