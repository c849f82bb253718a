package shell

import (
	"path"
	"slices"
	"strings"
)

// RemoteRun is code from the network that the script runs, or puts to another use.
type RemoteRun struct {
	Download Download
	Use      Use
	// By is the command that runs it: an interpreter, eval, source, or the downloaded file itself.
	By  *Command
	How RunHow
	// Check is the command between the two that verifies the file, nil where there is none. What goes through a pipe or
	// a substitution cannot be verified before it runs.
	Check *Command
}

// RunHow is the way from a download to what runs it.
type RunHow int

// The ways.
const (
	ThroughPipe  RunHow = iota // curl URL | sh
	ThroughFile                // sh <(curl URL)
	ThroughText                // sh -c "$(curl URL)", eval, heredocs and here-strings
	ThroughSaved               // curl -o f URL; sh f
)

// Bounds on the questions, far above what people write.
const (
	maxLooks   = 1 << 14 // commands looked at for all downloads of a script
	maxLinks   = 64      // commands between a download and what runs it
	maxAliases = 16      // names of one downloaded file
)

// RemoteRuns returns the downloads that the script runs, each at most once for each command that runs it.
func (s *Script) RemoteRuns() []RemoteRun {
	return slices.DeleteFunc(s.trace().runs, func(r RemoteRun) bool { return r.Use != Runs })
}

func (s *Script) trace() *trace {
	t := &trace{script: s, looks: maxLooks, moved: len(s.Commands)}
	for i, c := range s.Commands {
		if moves(c) {
			t.moved = min(t.moved, i)
		}
		d, ok := c.Download()
		if !ok {
			continue
		}
		t.download, t.from, t.links, t.files, t.check = d, len(t.runs), 0, t.files[:0], nil
		if c.checksItself() {
			t.check = c
		}
		if d.Stdout {
			t.follow(c)
		}
		for _, f := range d.Files {
			t.save(f, c.index)
		}
		t.saved()
		t.trusted()
		t.checkedLate()
		t.leave()
	}
	return t
}

// moves reports whether a command changes the working directory.
func moves(c *Command) bool { return c.Name == "cd" || c.Name == "pushd" }

// trace follows one download.
type trace struct {
	script   *Script
	runs     []RemoteRun
	looks    int // commands that may still be looked at
	moved    int // the first command that changes the working directory
	download Download
	from     int // runs[from:] are this download's
	links    int
	files    []alias
	check    *Command // what verifies one of the files
	left     []Saved
}

// alias is a name of the downloaded file from a command on.
type alias struct {
	name  string
	index int
}

func (t *trace) found(by *Command, how RunHow, check *Command) { t.used(by, Runs, how, check) }

func (t *trace) used(by *Command, use Use, how RunHow, check *Command) {
	for _, r := range t.runs[t.from:] {
		if r.By == by {
			return
		}
	}
	t.runs = append(t.runs, RemoteRun{Download: t.download, Use: use, By: by, How: how, Check: check})
}

func (t *trace) save(name string, index int) {
	name = plainPath(name)
	known := slices.ContainsFunc(t.files, func(a alias) bool { return a.name == name })
	if name == "" || name == "/dev/null" || known || len(t.files) == maxAliases {
		return
	}
	t.files = append(t.files, alias{name, index})
}

// follow goes on from a command whose output is the download.
func (t *trace) follow(c *Command) {
	if t.links++; t.links > maxLinks {
		return
	}
	if r := c.output(); r != nil && !toStdout(r.Word.Value) {
		t.save(r.Word.Value, c.index)
		if c.Name != "tee" {
			return
		}
	}
	for _, reader := range c.PipedInto {
		switch {
		case reader.runsInput():
			t.found(reader, ThroughPipe, nil)
		case reader.Name == "tee":
			opts := reader.Options()
			for i := range opts.Operands {
				t.save(opts.Operands[i].Value, reader.index)
			}
			t.follow(reader)
		case reader.trustsKeys():
			t.used(reader, Trusts, ThroughPipe, nil)
		case reader.unpacksInput():
			t.used(reader, Unpacks, ThroughPipe, t.check)
		case passes(reader):
			t.follow(reader)
		}
	}
	if len(c.PipedInto) == 0 && c.Into != nil && c.Into.Command != nil {
		t.into(c.Into)
	}
}

// into goes on from a substitution.
func (t *trace) into(sub *Substitution) {
	c := sub.Command
	switch {
	case sub.Kind == IntoFile && sub.Word >= 0:
		switch {
		case c.runsFile() == sub.Word:
			t.found(c, ThroughFile, nil)
		case passes(c):
			t.follow(c)
		default:
			if use, ok := c.usesFile(func(w *Word) bool { return w.Value == c.Words[sub.Word].Value }); ok {
				t.used(c, use, ThroughFile, nil)
			}
		}
	case sub.Kind == IntoFile:
		if c.takesInput() {
			t.found(c, ThroughFile, nil)
		}
	case sub.Kind == IntoText && c.runsText(sub.Word):
		t.found(c, ThroughText, nil)
	case sub.Kind == IntoText && sub.Word >= 0:
		if c.Name == "echo" || c.Name == "printf" {
			t.follow(c)
		}
	case sub.Kind == IntoText:
		if in := c.input(); in != nil && !in.Word.IsZero() && c.takesInput() {
			t.found(c, ThroughText, nil)
			return
		}
		t.variable(c)
	}
}

// variable goes on from an assignment of the download to a variable.
func (t *trace) variable(c *Command) {
	if len(c.Assigns) != 1 || len(c.Words) > 1 {
		return
	}
	name := c.Assigns[0].Name
	for _, use := range c.script.Commands[c.index+1:] {
		if t.looks--; t.looks < 0 {
			return
		}
		for i := range use.Words {
			if use.Words[i].Literal || !slices.Contains(use.Words[i].Variables(), name) {
				continue
			}
			switch {
			case i > 0 && use.runsText(i):
				t.found(use, ThroughText, nil)
			case i > 0 && (use.Name == "echo" || use.Name == "printf"):
				t.follow(use)
			}
		}
	}
}

// passes reports whether a command hands on what it reads, changed or not.
func passes(c *Command) bool {
	switch c.Name {
	case "cat", "tee", "gunzip", "gzip", "zcat", "bunzip2", "bzip2", "bzcat", "xz", "unxz", "xzcat", "zstd", "unzstd",
		"zstdcat", "pigz", "unpigz", "pbzip2", "lbzip2", "pixz", "lz4", "unlz4", "lzma", "unlzma", "lzcat", "funzip", "base64", "sed", "gsed", "awk", "gawk", "mawk", "grep", "egrep", "tr", "head", "tail", "sponge", "pv", "dos2unix",
		"envsubst", "iconv", "jq", "sort", "uniq":
		return true
	case "gpg", "gpg2":
		opts := c.Options()
		return opts.Find("-d", "--decrypt") != nil
	}
	return false
}

// saved looks for commands that run one of the files, and for what verifies it before.
func (t *trace) saved() {
	if len(t.files) == 0 {
		return
	}
	first := t.files[0].index
	t.scan(t.script.Commands[first+1:], t.moved < first)
}

// scan looks through the commands behind the download. moved says that the working directory may be another one.
func (t *trace) scan(commands []*Command, moved bool) {
	for _, c := range commands {
		if t.looks--; t.looks < 0 {
			return
		}
		switch c.Name {
		case "":
			if len(c.Words) == 0 {
				continue
			}
		case "cd", "pushd":
			moved = true
			continue
		case "mv", "cp", "install", "ln":
			if c.Name == "install" && t.reads(c, moved) && c.makesProgram() {
				t.used(c, Enables, ThroughSaved, t.check)
			}
			t.rename(c, moved)
			continue
		case "gunzip", "unxz", "bunzip2", "unzstd", "gzip", "xz", "bzip2", "zstd", "unlzma", "unpigz":
			t.inflate(c, moved)
		}
		if t.check == nil && c.verifies(t.files) {
			t.check = c
		}
		switch {
		case c == t.download.Command:
		case t.isRunBy(c, moved):
			t.found(c, ThroughSaved, t.check)
		case passes(c) && t.reads(c, moved):
			before := len(t.runs)
			t.follow(c)
			for i := before; i < len(t.runs); i++ {
				t.runs[i].How, t.runs[i].Check = ThroughSaved, t.check
			}
		default:
			if use, ok := c.usesFile(func(w *Word) bool { return t.names(w.Value, c.index, moved) }); ok {
				t.used(c, use, ThroughSaved, t.check)
			}
		}
	}
}

// isRunBy reports whether a command runs one of the files.
func (t *trace) isRunBy(c *Command, moved bool) bool {
	if i := c.runsFile(); i >= 0 {
		return t.is(c.Words[i].Value, c.index, moved)
	}
	if in := c.input(); in != nil && in.Op == "<" && c.takesInput() {
		return t.is(in.Word.Value, c.index, moved)
	}
	program := c.Words[0].Value
	if strings.Contains(program, "/") {
		return t.is(program, c.index, moved)
	}
	// A name alone is looked up in the folders of PATH.
	return slices.ContainsFunc(t.files, func(a alias) bool {
		dir, base := path.Split(a.name)
		return base == program && a.index < c.index && (strings.HasSuffix(dir, "/bin/") || strings.HasSuffix(dir, "/sbin/"))
	})
}

func (t *trace) reads(c *Command, moved bool) bool {
	opts := c.Options()
	return slices.ContainsFunc(opts.Operands, func(w Word) bool { return t.is(w.Value, c.index, moved) })
}
