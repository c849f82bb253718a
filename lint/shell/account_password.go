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
	PasswordUnseen PasswordKind = iota // the text does not show it, or its hash only
	PasswordGiven                      // it is written out
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
			p := AccountPassword{Command: c, User: opts.Operand(max(0, len(opts.Operands)-1)), At: opt.Span()}
			text, known := c.Resolve(opt.Value, nil)
			return p.judge(text.Value, known, opt.Value.Span())
		}
	}
	return nil
}

// judge completes a password of which the value is given, as far as that is known, and leaves out one that locks the account.
func (p AccountPassword) judge(value string, known bool, at source.Span) []AccountPassword {
	value = strings.TrimSpace(strings.TrimSuffix(value, `\n`))
	switch {
	case strings.HasPrefix(value, "!") || strings.HasPrefix(value, "*"):
		return nil
	case !known:
	case value == "":
		p.Kind = PasswordEmpty
	default:
		if !hashed(value) {
			p.Kind = PasswordGiven
		}
		if at.Len() > 0 {
			p.At = at
		}
	}
	return []AccountPassword{p}
}

// hashed reports whether a password is written as a hash, in the form $id$salt$hash of crypt(5).
func hashed(value string) bool { return value[0] == '$' && strings.Count(value, "$") >= 3 }

// chpasswd reads lines of user:password.
func (c *Command) chpasswd() []AccountPassword {
	if c.Options().Find("--help", "-h") != nil || c.random() {
		return nil
	}
	hidden := []AccountPassword{{Command: c, At: c.Words[0].Span()}}
	words := c.read()
	var out []AccountPassword
	seen := false
	for i := range words {
		for at, line := range lines(words[i].Value) {
			if !strings.Contains(line, ":") || len(out) == maxAliases {
				continue
			}
			seen = true
			out = append(out, c.line(&words[i], at, line)...)
		}
	}
	if !seen {
		return hidden
	}
	return out
}

// line reads one line of user:password, which begins at an offset of a word.
func (c *Command) line(word *Word, at int, line string) []AccountPassword {
	user, password, _ := strings.Cut(line, ":")
	p := AccountPassword{Command: c, User: strings.TrimSpace(user), At: c.Words[0].Span()}
	if strings.Contains(user, "$(") || strings.Contains(user, "`") {
		p.User = "" // the colon may be one of the command
		return []AccountPassword{p}
	}
	from := at + len(user) + 1
	span := word.At(from, from+len(strings.TrimRight(password, " \t\r")))
	if word.Literal || word.quoted || strings.IndexByte(password, '$') < 0 && strings.IndexByte(password, '`') < 0 {
		return p.judge(password, true, span)
	}
	if len(line) == len(word.Value) {
		if text, known := c.Resolve(*word, nil); known {
			if _, value, ok := strings.Cut(text.Value, ":"); ok {
				return p.judge(value, true, span)
			}
		}
	}
	return p.judge(password, false, span)
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
