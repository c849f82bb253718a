package shell

import "strings"

// The options of tar that take a value. Source: the manual pages of GNU tar 1.35, bsdtar 3.7 and busybox 1.37.
var tarTool = grammar{short: "fCTXbHIKLVNFgs", long: []string{
	"file", "directory", "files-from", "exclude-from", "exclude", "blocking-factor", "format", "use-compress-program",
	"starting-file", "tape-length", "label", "newer", "after-date", "info-script", "listed-incremental", "strip-components",
	"strip", "transform", "xform", "mode", "owner", "group", "mtime", "suffix", "one-top-level", "warning",
	"checkpoint-action", "to-command", "owner-map", "group-map",
}}

// Extraction is a tar that unpacks a file.
type Extraction struct {
	// Archive is the file as written.
	Archive Word
	// Whole is set where all of it is unpacked as it is: no members are named or left out, and no part of the paths is taken off.
	Whole bool
}

// Extraction returns what the command unpacks with tar. ok is false for any other command, and where the archive comes
// through a pipe.
func (c *Command) Extraction() (x Extraction, ok bool) {
	switch c.Name {
	case "tar", "gtar", "bsdtar":
		x, extract := c.tar()
		return x, extract && !x.Archive.IsZero() && x.Archive.Value != "-"
	}
	return x, false
}

// tar reads the words of tar in all three forms, and reports whether it extracts.
func (c *Command) tar() (x Extraction, extract bool) {
	opts := c.Options()
	members := len(opts.Operands)
	x.Whole = true
	if len(c.Words) > 1 && c.Words[1].Value != "" && c.Words[1].Value[0] != '-' {
		// The old form: letters without a dash, whose values follow in order.
		next := 2
		for _, letter := range c.Words[1].Value {
			switch {
			case letter == 'x':
				extract = true
			case strings.ContainsRune(tarTool.short, letter):
				if letter == 'f' && next < len(c.Words) {
					x.Archive = c.Words[next]
				}
				x.Whole = x.Whole && (letter == 'f' || letter == 'C')
				next++
			case letter == 'O':
				x.Whole = false
			}
		}
		members -= next - 1
	}
	for i := range opts.List {
		switch opt := &opts.List[i]; opt.Name {
		case "-x", "--extract", "--get":
			extract = true
		case "-f", "--file":
			x.Archive = opt.Value
		case "-T", "-X", "-K", "-N", "-s", "-O", "--files-from", "--exclude-from", "--exclude", "--strip-components", "--strip",
			"--transform", "--xform", "--to-stdout", "--to-command", "--wildcards", "--one-top-level", "--starting-file", "--owner",
			"--group":
			x.Whole = false
		}
	}
	x.Whole = x.Whole && members <= 0
	return x, extract
}
