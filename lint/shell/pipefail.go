package shell

import "strings"

// The status of a pipe is that of its last command. With the option pipefail it is that of the last one that fails.

// pipefailName is the name under which the option is tracked; no variable can have it.
const pipefailName = "-o pipefail"

// Pipefail reports whether the option pipefail is set where the command runs, and whether that is known: it is not where a
// branch or a function sets it.
func (c *Command) Pipefail() (on, known bool) {
	s := c.script
	at := s.scopes[c.scope]
	if len(s.changes) > maxChanges {
		return false, false // some were left out
	}
	for i := len(s.changes) - 1; i >= 0; i-- {
		ch := &s.changes[i]
		if ch.name != pipefailName || ch.index > c.index && at.loop < 0 && at.function < 0 {
			continue
		}
		sc := s.scopes[ch.scope]
		switch {
		case sc.subshell >= 0 && !s.inside(c.index, sc.subshell):
		case ch.index > c.index || sc.function >= 0 && sc.function != at.function || !s.inside(c.index, ch.scope):
			return false, false
		default:
			return ch.value.Value != "", true
		}
	}
	return s.Pipefail, true
}

func (w *walker) pipefail(on bool) {
	value := Word{Literal: true}
	if on {
		value.Value = "on"
	}
	w.change(pipefailName, value)
}

// setPipefail notes what a builtin does to the option.
func (w *walker) setPipefail(c *Command) {
	switch c.Name {
	case "set":
		if on, ok := pipefailOption(c.Words); ok {
			w.pipefail(on)
		}
	case "shopt":
		opts := c.Options()
		if opts.Find("-o") != nil && opts.Operand(0) == "pipefail" && opts.Find("-s", "-u") != nil {
			w.pipefail(opts.Find("-s") != nil)
		}
	case "setopt", "unsetopt":
		for i := range c.Args() {
			if name := strings.ReplaceAll(strings.ToLower(c.Args()[i].Value), "_", ""); name == "pipefail" {
				w.pipefail(c.Name == "setopt")
			}
		}
	}
}

// startPipefail begins the script that a shell is given: it has the options of its own command line only.
func (w *walker) startPipefail(shell *Command) {
	on, _ := pipefailOption(shell.Words)
	w.pipefail(on)
}

// pipefailOption reads `-o pipefail` among the options of set or of a shell, also in a cluster as `-euxo pipefail`, and the
// form with a plus, which takes it off. ok is false where neither stands there.
func pipefailOption(words []Word) (on, ok bool) {
	for i := 1; i < len(words); i++ {
		v := words[i].Value
		if len(v) < 2 || v[0] != '-' && v[0] != '+' || v == "--" {
			break
		}
		if strings.HasPrefix(v, "--") || !strings.Contains(v, "o") {
			continue
		}
		if i++; i < len(words) && words[i].Value == "pipefail" {
			on, ok = v[0] == '-', true
		}
	}
	return on, ok
}

// StartsPipefail reports whether the words of SHELL or #! start a shell with pipefail.
func StartsPipefail(words []string) bool {
	for i, v := range words {
		if v == "pipefail" {
			return i > 0 && len(words[i-1]) > 1 && words[i-1][0] == '-' && strings.Contains(words[i-1], "o")
		}
	}
	return false
}

// LostStatus returns the commands in front of pipes whose failure nobody learns of: pipefail is not set, and the last command
// of the pipe succeeds whether or not there is input for it. Commands that only print their words, list what is there, or
// filter what comes through the pipe are left out, and so are pipes whose status is not looked at in any case. Of a pipe only
// the first such command is returned.
func (s *Script) LostStatus() []*Command {
	var out []*Command
	last := -1 // the end of the pipe that was reported
	for _, c := range s.Commands {
		if len(c.PipedInto) == 0 || c.Context&(Excused|InTest|Background|Negated) != 0 || harmless(c) {
			continue
		}
		end := c.pipeEnd()
		if end == nil || end.index <= last || end.wantsInput() || end.statusUnread() {
			continue
		}
		if on, known := c.Pipefail(); on || !known {
			continue
		}
		last = end.index
		out = append(out, c)
	}
	return out
}

// pipeEnd returns the last command of the pipe, nil where that cannot be told.
func (c *Command) pipeEnd() *Command {
	for range maxLinks {
		if len(c.PipedInto) == 0 {
			return c
		}
		next := c.PipedInto[len(c.PipedInto)-1]
		if next.index <= c.index {
			return nil
		}
		c = next
	}
	return nil
}

// statusUnread reports whether the command stands in a substitution that is an argument: no option brings its status out. That
// of an assignment alone is the status of the assignment.
func (c *Command) statusUnread() bool {
	return c.Into != nil && (c.Into.Kind != IntoText || c.Into.Command == nil || len(c.Into.Command.Words) > 0)
}

// harmless reports whether nothing is lost with the status of a command: it prints what is known, or for ever, or lists what is
// on the machine, which mostly fails because some of it is of no interest.
func harmless(c *Command) bool {
	if len(c.PipedFrom) > 0 && (passes(c) || c.Name == "cut" || c.Name == "wc" || c.Name == "nl" || c.Wrapped("xargs") != nil) {
		return true // what was in front of it is what matters
	}
	switch c.Name {
	case "echo", "printf", "yes", "true", ":", "seq", "pwd", "id", "whoami", "uname", "date", "nproc", "env", "printenv",
		"basename", "dirname", "set", "hostname", "arch", "sleep", "[", "test", "find", "ls", "ldd", "scanelf", "crontab", "dpkg",
		"dpkg-query", "apt-mark", "apt-cache", "stat", "du", "df", "ps", "getent", "which", "command", "type", "history":
		return true
	case "cat":
		in := c.input()
		return in != nil && !in.Body.IsZero()
	case "":
		return len(c.Words) == 0
	}
	return false
}

// wantsInput reports whether a command fails by itself when there is no input, or only a part of it.
func (c *Command) wantsInput() bool {
	switch c.Name {
	case "tar", "bsdtar", "gtar", "cpio", "gunzip", "zcat", "bunzip2", "bzcat", "unxz", "xzcat", "unlzma", "unzstd", "zstdcat",
		"apt-key", "unzip", "bsdcat":
		return true
	case "grep", "egrep", "fgrep":
		return c.Options().Find("-v", "--invert-match") == nil
	case "gzip", "bzip2", "xz", "zstd", "lz4", "lzma":
		return c.Options().Find("-d", "--decompress", "--uncompress") != nil
	case "sha1sum", "sha224sum", "sha256sum", "sha384sum", "sha512sum", "b2sum", "md5sum", "shasum":
		return c.Options().Find("-c", "--check") != nil
	case "gpg", "gpg2":
		return c.Options().Find("--dearmor", "--import", "--verify", "--decrypt", "-d") != nil
	}
	return false
}
