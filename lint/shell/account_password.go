package shell

import (
	"strings"

	"github.com/plimsoll-lint/plimsoll/lint/source"
)

// The options of shadow's tools that take a value. Sources: the manual pages of shadow 4.17 and of passwd in Fedora 42.
var (
	chpasswdTool = grammar{short: "cRPs", long: []string{"crypt-method", "root", "prefix", "sha-rounds"}}
	passwdTool   = grammar{short: "inwxrRPB", long: []string{
		"inactive", "mindays", "minimum", "warndays", "warning", "maxdays", "maximum", "repository", "root", "prefix",
	}}
)

// PasswordKind says what a command sets a password to.
type PasswordKind int

// The kinds of passwords.
const (
	PasswordUnseen PasswordKind = iota // the text does not show it
	PasswordGiven                      // it, or its hash, is written out
	PasswordEmpty                      // anybody may log in
)

// AccountPassword is a password that a command sets.
type AccountPassword struct {
	Command *Command
	Kind    PasswordKind
	// User is whose it is, variables as written; "" where that is not known.
	User string
	// At is the password, or where that is not in the text, or empty, what sets it.
	At source.Span
}

// AccountPasswords returns the passwords that the command sets: chpasswd, passwd, usermod -p and useradd -p. Left out are those that
// lock an account, as `*` and `!` do, and those drawn by lot in the command itself.
func (c *Command) AccountPasswords() []AccountPassword {
	switch c.Name {
	case "chpasswd":
		return c.chpasswd()
	case "passwd":
		return c.passwd()
	case "usermod", "useradd":
		opts := c.Options()
		if opt := opts.Find("-p", "--password"); opt != nil && !opt.Value.IsZero() && !c.random() {
			p := AccountPassword{Command: c, User: opts.Operand(len(opts.Operands) - 1), At: opt.Span()}
			return c.judge(p, opt.Value, 0)
		}
	}
	return nil
}

// judge completes a password that is the tail of a word, and leaves out one that locks the account.
func (c *Command) judge(p AccountPassword, word Word, from int) []AccountPassword {
	value := word.Value[from:]
	text, known := c.Resolve(word, nil)
	if known && len(text.Value) >= len(word.Value)-len(value) {
		value = text.Value[min(from, len(text.Value)):]
	}
	value = strings.TrimSpace(strings.TrimSuffix(value, `\n`))
	switch {
	case strings.HasPrefix(value, "!") || strings.HasPrefix(value, "*"):
		return nil
	case value == "" && known:
		p.Kind = PasswordEmpty
	case known:
		p.Kind = PasswordGiven
		if at := word.At(from, len(word.Value)); at.Len() > 0 {
			p.At = at
		}
	}
	return []AccountPassword{p}
}

// chpasswd reads lines of user:password.
func (c *Command) chpasswd() []AccountPassword {
	if c.Options().Find("--help", "-h") != nil || c.random() {
		return nil
	}
	hidden := []AccountPassword{{Command: c, At: c.Words[0].Span()}}
	words := c.read()
	if len(words) == 0 {
		return hidden
	}
	var out []AccountPassword
	seen := false
	for i := range words {
		for at, line := range lines(words[i].Value) {
			user, password, ok := strings.Cut(strings.Trim(line, " \t\r"), ":")
			if !ok || len(out) == maxAliases || strings.Contains(user, "$(") {
				continue
			}
			seen = true
			p := AccountPassword{Command: c, User: user, At: c.Words[0].Span()}
			from := at + strings.Index(line, ":") + 1
			if !words[i].Literal && strings.IndexByte(password, '$') < 0 && !words[i].body {
				// Variables stand in front of the password only.
				if password == "" {
					p.Kind = PasswordEmpty
				} else {
					p.Kind, p.At = PasswordGiven, words[i].At(from, from+len(password))
				}
				out = append(out, p)
				continue
			}
			whole := words[i]
			if at > 0 || len(line) < len(words[i].Value) {
				whole = words[i].part(at, at+len(line))
				from -= at
			}
			out = append(out, c.judge(p, whole, from)...)
		}
	}
	if !seen {
		return hidden
	}
	return out
}

// part returns Value[i:j] as a word; where the whole expands something, so may the part, of which then nothing is known.
func (w *Word) part(i, j int) Word {
	out := w.tail(i)
	out.Value = w.Value[i:j]
	if strings.IndexByte(out.Value, '$') < 0 && strings.IndexByte(out.Value, '`') < 0 || w.quoted {
		out.Literal = true
	}
	return out
}

func (c *Command) passwd() []AccountPassword {
	opts := c.Options()
	p := AccountPassword{Command: c, User: opts.Operand(0), At: c.Words[0].Span()}
	opt := opts.Find("-d", "--delete")
	switch {
	case opt != nil && opts.Find("-l", "--lock") == nil:
		p.Kind, p.At = PasswordEmpty, opt.Span()
		return []AccountPassword{p}
	case opts.Find("-l", "-u", "-e", "-S", "-n", "-x", "-w", "-i", "-h", "--lock", "--unlock", "--expire", "--status", "--help") != nil || c.random():
		return nil
	case opts.Find("--stdin", "-s") != nil || len(c.PipedFrom) > 0 || c.input() != nil:
		if words := c.read(); len(words) > 0 && words[len(words)-1].Literal {
			last := words[len(words)-1]
			if strings.TrimSpace(last.Value) != "" {
				p.Kind, p.At = PasswordGiven, last.Span()
			}
		}
		return []AccountPassword{p}
	}
	return nil
}

// random reports whether what the command is given is drawn by lot: a substitution in it or in what is piped into it runs a
// generator.
func (c *Command) random() bool {
	s := c.script
	feeds := func(sub *Substitution) bool {
		if sub == nil {
			return false
		}
		for _, from := range c.PipedFrom {
			if sub.Command == from {
				return true
			}
		}
		return sub.Command == c
	}
	for i := max(0, c.index-maxEnds); i < min(len(s.Commands), c.index+maxEnds); i++ {
		if d := s.Commands[i]; feeds(d.Into) && d.generates() {
			return true
		}
	}
	return false
}

// generates reports whether a command prints random text.
func (c *Command) generates() bool {
	switch c.Name {
	case "pwgen", "uuidgen", "apg", "makepasswd", "mcookie":
		return true
	case "openssl":
		return len(c.Words) > 1 && c.Words[1].Value == "rand"
	}
	if in := c.input(); in != nil && (in.Word.Value == "/dev/urandom" || in.Word.Value == "/dev/random") {
		return true
	}
	for i := range c.Words {
		switch v := strings.TrimPrefix(c.Words[i].Value, "if="); v {
		case "/dev/urandom", "/dev/random", "/proc/sys/kernel/random/uuid":
			return true
		}
	}
	return false
}
