// Package shell says what a line of shell does: which commands it runs, with which words, fed by which others.
//
// It reads the text of RUN, CMD, ENTRYPOINT and HEALTHCHECK instructions and of Compose's command strings. Every word
// knows the bytes it was written as, through quotes, escapes, continuations and nested `sh -c` strings. The questions
// that rules ask (downloads, what runs them, checks switched off, file modes, users) are methods of Script; each is
// computed when it is asked.
package shell

import (
	"path"
	"strings"

	"github.com/plimsoll-lint/plimsoll/lint/source"
)

// Dialect is the language that a shell reads.
type Dialect int

// The dialects. POSIX text is read with Bash's grammar, because /bin/sh is bash on some images and because busybox and
// dash know part of what bash adds; text that only the POSIX grammar takes is read with that.
const (
	POSIX Dialect = iota // sh, dash, ash
	Bash                 // bash, and zsh and ksh as far as they agree with it
	PowerShell
	Cmd     // cmd.exe
	Unknown // any other program
)

// String returns the name of the dialect.
func (d Dialect) String() string {
	switch d {
	case POSIX:
		return "sh"
	case Bash:
		return "bash"
	case PowerShell:
		return "PowerShell"
	case Cmd:
		return "cmd"
	}
	return "unknown shell"
}

// DialectOf returns the dialect of a shell by its program: a name or a path, Windows paths and ".exe" included.
func DialectOf(program string) Dialect {
	name := strings.ToLower(path.Base(strings.ReplaceAll(program, `\`, "/")))
	switch strings.TrimSuffix(name, ".exe") {
	case "sh", "ash", "dash", "busybox":
		return POSIX
	case "bash", "zsh", "ksh", "mksh":
		return Bash
	case "powershell", "pwsh":
		return PowerShell
	case "cmd":
		return Cmd
	}
	return Unknown
}

// Region is the half-open range [Start, End) of byte offsets into a file's content that holds shell text.
type Region struct{ Start, End int }

// Script is a piece of shell text. It is immutable once made and safe for use by several goroutines.
type Script struct {
	// Dialect is what the text was read as.
	Dialect Dialect
	// Commands are the simple commands in source order, wherever they stand: in lists, pipes, subshells, branches,
	// loops, functions, substitutions, and in the strings and heredocs that are given to a shell.
	Commands []*Command
	// Problems say what was not read, of the kind source.Unparsed where the shell's grammar does not take the text, else source.Unread. The shell decides at run time what it makes of
	// such text; Docker builds it all the same.
	Problems []source.Problem
	// Lookup answers for the variables that the text does not set itself, such as those of a build; it may be nil. It is
	// to be set before the script is shared.
	Lookup func(name string) (value string, known bool)
	// Pipefail is set where the shell is started with `-o pipefail`, as SHELL or #! may say. It is to be set before the
	// script is shared.
	Pipefail bool
	// Errexit is set where the shell is started with `-e`.
	Errexit bool

	scopes  []scope
	changes []change
	chunk   []Command
}

// Complete reports whether Commands are all that the text runs as far as its grammar says: the dialect is one that is
// read, and nothing was left out.
func (s *Script) Complete() bool { return s.Dialect <= Bash && len(s.Problems) == 0 }

// Parse reads the text of an instruction. What lies between the regions (keyword, flags, comment and blank lines inside
// a continuation) is blank to the shell. A backslash at the end of a line of the instruction joins it to the next one,
// as Docker does before a shell sees the text; behind the instruction's own lines follow the bodies of its heredocs,
// which are left alone. The regions are in order and do not overlap; offsets outside the content are clamped.
func Parse(src *source.File, regions []Region, dialect Dialect) *Script {
	s := &Script{Dialect: dialect}
	if len(regions) == 0 || dialect > Bash {
		return s
	}
	o := window(src, regions)
	if o == nil {
		return s
	}
	s.parse(o)
	return s
}

// Window returns the shell text of an instruction as another program is to read it, with the bytes in the places that they
// have from offset base of the file on. What is not shell is blank, and where Docker joins lines, so does a shell.
func Window(src *source.File, regions []Region) (raw []byte, base int) {
	if len(regions) == 0 {
		return nil, 0
	}
	o := window(src, regions)
	if o == nil {
		return nil, 0
	}
	for _, g := range o.gaps {
		// Each line that was taken out still ends one, so that what follows it does not seem to be indented by so much.
		for i := g.Start + 1; i < g.End; i++ {
			if src.Content[o.base+i] == '\n' && i < o.line && o.raw[i-1] == ' ' && (i < 2 || o.raw[i-2] != '\\') {
				o.raw[i-1], o.raw[i] = '\\', '\n'
			}
		}
	}
	return o.raw, o.base
}

// ParseText reads a decoded value as a shell reads it: a string of a Compose file, the argument of `sh -c`, the body of
// a heredoc.
func ParseText(text source.Text, dialect Dialect) *Script {
	s := &Script{Dialect: dialect}
	if dialect <= Bash {
		s.parse(textOrigin(text))
	}
	return s
}

// Words returns the script of one command whose words are given, as in the exec form `["sh", "-c", "make"]`: no shell
// expands or splits them.
func Words(words []source.Text) *Script {
	s := &Script{Dialect: POSIX}
	if len(words) == 0 {
		return s
	}
	w := walker{script: s, scope: s.open(scopeRoot, -1)}
	argv := make([]Word, len(words))
	for i, text := range words {
		argv[i] = plainWord(text)
	}
	c := w.add(argv[0].o)
	c.Words, c.whole = argv, words[0].Span.Join(words[len(words)-1].Span)
	w.finish(c)
	s.close(w.scope)
	return s
}

func (s *Script) parse(o *origin) {
	w := walker{script: s, o: o, scope: s.open(scopeRoot, -1)}
	w.read(o)
	s.close(w.scope)
}
