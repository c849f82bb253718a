package shell

import (
	"path"
	"strings"
)

// Download is a command that fetches something from the network into its output or a file.
type Download struct {
	Command *Command
	// URLs are the addresses as written; none where they stand in a file.
	URLs []Word
	// Stdout is set where what is fetched goes to the standard output, and on through a pipe or a substitution.
	Stdout bool
	// Output is the file as written: an option's value or a redirect. It is the zero Word where the downloader takes the
	// name from the address.
	Output Word
	// Files are the paths of what is written, variables as written. A path is relative where the working directory of
	// the command decides.
	Files []string
}

// Downloads returns what curl, wget, aria2c, axel and fetch are told to download, in source order.
func (s *Script) Downloads() []Download {
	var out []Download
	for _, c := range s.Commands {
		if d, ok := c.Download(); ok {
			out = append(out, d)
		}
	}
	return out
}

// Download returns what the command downloads.
func (c *Command) Download() (Download, bool) {
	switch c.Name {
	case "curl":
		return c.curl()
	case "wget", "wget2":
		return c.wget()
	case "aria2c", "axel", "fetch":
		return c.fetch()
	}
	return Download{}, false
}

func (c *Command) curl() (Download, bool) {
	opts := c.Options()
	d := Download{Command: c, URLs: opts.Operands}
	dir, remote := "", false
	for i := range opts.List {
		switch opt := &opts.List[i]; opt.Name {
		case "--url":
			d.URLs = append(d.URLs, opt.Value)
		case "-o", "--output":
			if !toStdout(opt.Value.Value) {
				d.Output = opt.Value
				d.Files = append(d.Files, opt.Value.Value)
			}
		case "-O", "--remote-name", "--remote-name-all":
			remote = true
		case "--output-dir":
			dir = opt.Value.Value
		}
	}
	if len(d.URLs) == 0 {
		return d, false
	}
	if remote {
		d.nameAfterURLs()
	}
	d.place(dir)
	return d, true
}

func (c *Command) wget() (Download, bool) {
	opts := c.Options()
	d := Download{Command: c, URLs: opts.Operands}
	if len(d.URLs) == 0 && opts.Find("-i", "--input-file") == nil {
		return d, false
	}
	dir := ""
	if opt := opts.Find("-P", "--directory-prefix"); opt != nil {
		dir = opt.Value.Value
	}
	switch opt := opts.Find("-O", "--output-document"); {
	case opt == nil:
		d.nameAfterURLs()
	case !toStdout(opt.Value.Value):
		d.Output, dir = opt.Value, ""
		d.Files = append(d.Files, opt.Value.Value)
	}
	d.place(dir)
	return d, true
}

func (c *Command) fetch() (Download, bool) {
	opts := c.Options()
	d := Download{Command: c, URLs: opts.Operands}
	if len(d.URLs) == 0 {
		return d, false
	}
	dir := ""
	if opt := opts.Find("-d", "--dir"); opt != nil && c.Name == "aria2c" {
		dir = opt.Value.Value
	}
	switch opt := opts.Find("-o", "--out", "--output"); {
	case opt == nil:
		d.nameAfterURLs()
	case !toStdout(opt.Value.Value):
		d.Output = opt.Value
		d.Files = append(d.Files, opt.Value.Value)
	}
	d.place(dir)
	return d, true
}

func toStdout(file string) bool { return file == "-" || file == "/dev/stdout" || file == "/dev/fd/1" }

// nameAfterURLs adds the last element of each address.
func (d *Download) nameAfterURLs() {
	for i := range d.URLs {
		address, _, _ := strings.Cut(d.URLs[i].Value, "?")
		address, _, _ = strings.Cut(address, "#")
		if name := path.Base(address); name != "." && name != "/" {
			d.Files = append(d.Files, name)
		}
	}
}

// place puts the files into dir and looks where the rest goes.
func (d *Download) place(dir string) {
	if dir != "" {
		for i, f := range d.Files {
			if !strings.HasPrefix(f, "/") {
				d.Files[i] = dir + "/" + f
			}
		}
	}
	if len(d.Files) > 0 {
		return
	}
	if r := d.Command.output(); r != nil && !toStdout(r.Word.Value) {
		d.Output = r.Word
		d.Files = []string{r.Word.Value}
		return
	}
	d.Stdout = true
}
