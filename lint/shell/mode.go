package shell

import (
	"strings"

	"github.com/plimsoll-lint/plimsoll/lint/source"
)

// Mode is what a mode, octal or symbolic, grants beyond the usual.
type Mode struct {
	WorldWritable bool // others may write
	Sticky        bool // in a folder, only owners may delete and rename
	SetUID        bool
	SetGID        bool // on a folder: new files take its group
}

// ParseMode reads a mode as chmod does: up to five octal digits, or clauses such as u=rwx,go+w. Clauses are read as
// what they grant; what a file had before is not known. Without a who, as in +w, the umask keeps others from writing.
func ParseMode(mode string) (Mode, bool) {
	if mode == "" {
		return Mode{}, false
	}
	if strings.Trim(mode, "01234567") == "" {
		return octalMode(mode)
	}
	var m Mode
	for clause := range strings.SplitSeq(mode, ",") {
		if !m.clause(clause) {
			return Mode{}, false
		}
	}
	return m, true
}

func octalMode(digits string) (Mode, bool) {
	if len(digits) > 5 {
		return Mode{}, false
	}
	v := 0
	for _, d := range digits {
		v = v<<3 | int(d-'0')
	}
	return Mode{
		WorldWritable: v&0o2 != 0, Sticky: v&0o1000 != 0, SetUID: v&0o4000 != 0, SetGID: v&0o2000 != 0,
	}, v <= 0o7777
}

// clause applies one symbolic clause: any of ugoa, then operators with their permissions.
func (m *Mode) clause(clause string) bool {
	n := 0
	for n < len(clause) && strings.IndexByte("ugoa", clause[n]) >= 0 {
		n++
	}
	who, rest := clause[:n], clause[n:]
	if rest == "" {
		return false
	}
	all := strings.Contains(who, "a")
	user := who == "" || all || strings.Contains(who, "u")
	group := who == "" || all || strings.Contains(who, "g")
	others := all || strings.Contains(who, "o")
	for rest != "" {
		op := rest[0]
		if op != '+' && op != '-' && op != '=' {
			return false
		}
		rest = rest[1:]
		k := 0
		for k < len(rest) && strings.IndexByte("+-=", rest[k]) < 0 {
			if strings.IndexByte("rwxXstugo", rest[k]) < 0 {
				return false
			}
			k++
		}
		perms := rest[:k]
		rest = rest[k:]
		set := func(bit *bool, applies, named bool) {
			switch {
			case !applies:
			case named:
				*bit = op != '-'
			case op == '=':
				*bit = false
			}
		}
		set(&m.WorldWritable, others, strings.Contains(perms, "w"))
		set(&m.SetUID, user, strings.Contains(perms, "s"))
		set(&m.SetGID, group, strings.Contains(perms, "s"))
		set(&m.Sticky, who == "" || all || others, strings.Contains(perms, "t"))
	}
	return true
}

// ModeChange is a command that sets the mode of files or folders.
type ModeChange struct {
	Command *Command
	Mode    Mode
	Word    Word   // the mode as written
	Paths   []Word // what gets it
	// Folders is set where what gets the mode are folders: mkdir -m, install -d, find -type d, a path that ends in a slash
	// or that the script made with mkdir. Where it is not, a path may still be one.
	Folders   bool
	Recursive bool
}

// Span returns the mode as written.
func (m *ModeChange) Span() source.Span { return m.Word.Span() }

// ModeChanges returns the modes that chmod, mkdir -m and install -m set, in source order. Modes that are not in the
// text, as with --reference, are left out.
func (s *Script) ModeChanges() []ModeChange {
	var out []ModeChange
	for _, c := range s.Commands {
		if m, ok := c.modeChange(); ok {
			out = append(out, m)
		}
	}
	return out
}

func (c *Command) modeChange() (ModeChange, bool) {
	m := ModeChange{Command: c}
	switch c.Name {
	case "chmod":
		m.chmod()
	case "mkdir", "install":
		opts := c.Options()
		opt := opts.Find("-m", "--mode")
		if opt == nil {
			return m, false
		}
		m.Word, m.Paths = opt.Value, opts.Operands
		m.Folders = c.Name == "mkdir" || opts.Find("-d", "--directory") != nil
		if c.Name == "install" && !m.Folders {
			if n := len(m.Paths); n > 1 {
				m.Paths = m.Paths[n-1:]
			}
		}
	default:
		return m, false
	}
	value, known := c.Resolve(m.Word, nil)
	if m.Word.IsZero() || !known {
		return m, false
	}
	var ok bool
	m.Mode, ok = ParseMode(value.Value)
	if ok && c.Name == "chmod" && m.Mode != (Mode{}) {
		m.Folders = m.folders()
	}
	return m, ok
}

// folders reports whether all that chmod is given is known to be folders.
func (m *ModeChange) folders() bool {
	c := m.Command
	if from := c.Within; from != nil && from.Name == "find" && c.Wrapped("find") != nil {
		for i := 1; i < len(from.Words); i++ {
			if from.Words[i].Value == "d" && from.Words[i-1].Value == "-type" {
				return true
			}
		}
		return false
	}
	for i := range m.Paths {
		if !strings.HasSuffix(m.Paths[i].Value, "/") && !c.script.makes(m.Paths[i].Value, c.index) {
			return false
		}
	}
	return len(m.Paths) > 0
}

// makes reports whether a command before the given one makes the folder. It looks at what stands near.
func (s *Script) makes(folder string, before int) bool {
	const near = 64
	for _, c := range s.Commands[max(0, before-near):before] {
		if c.Name != "mkdir" {
			continue
		}
		for _, arg := range c.Args() {
			if plainPath(arg.Value) == plainPath(folder) {
				return true
			}
		}
	}
	return false
}

// chmod reads the words of chmod, whose mode may look like options: chmod -w f.
func (m *ModeChange) chmod() {
	for i, word := range m.Command.Args() {
		v := word.Value
		switch {
		case v == "-R" || v == "--recursive":
			m.Recursive = true
		case strings.HasPrefix(v, "--"):
		case m.Word.IsZero() && strings.HasPrefix(v, "-") && strings.Trim(v, "-cfvR") == "":
			m.Recursive = m.Recursive || strings.Contains(v, "R")
		case m.Word.IsZero():
			m.Word = m.Command.Words[i+1]
		default:
			m.Paths = append(m.Paths, word)
		}
	}
}
