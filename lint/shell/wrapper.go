package shell

import "strings"

// wrapping says how a program finds the command that it runs in its words.
type wrapping struct {
	grammar
	operands int    // words between the options and the command
	user     string // the option that names a user
	switches bool   // the first operand is a user
	assigns  bool   // NAME=value may stand in front of the command
}

// The wrappers with their options. Sources: the manual pages of sudo, doas, coreutils, util-linux, findutils, and the
// help of gosu, su-exec, s6, tini and dumb-init.
var (
	plainWrapper = wrapping{grammar: grammar{first: true}}
	userWrapper  = wrapping{grammar: grammar{first: true}, operands: 1, switches: true}

	sudoWrapper = wrapping{grammar: grammar{first: true, short: "ugCDhpRTtrU", long: []string{
		"user", "group", "close-from", "chdir", "host", "prompt", "chroot", "command-timeout", "type", "role",
		"other-user",
	}}, user: "-u", assigns: true}
	doasWrapper = wrapping{grammar: grammar{first: true, short: "uC"}, user: "-u"}
	envWrapper  = wrapping{grammar: grammar{first: true, short: "uC", long: []string{"unset", "chdir"}}, assigns: true}
	execWrapper = wrapping{grammar: grammar{first: true, short: "a"}}
	timeWrapper = wrapping{grammar: grammar{first: true, short: "fo", long: []string{"format", "output"}}}
	timeout     = wrapping{grammar: grammar{first: true, short: "ks", long: []string{"kill-after", "signal"}}, operands: 1}
	niceWrapper = wrapping{grammar: grammar{first: true, short: "n", long: []string{"adjustment"}}}
	ionice      = wrapping{grammar: grammar{first: true, short: "cn", long: []string{"class", "classdata"}}}
	stdbuf      = wrapping{grammar: grammar{first: true, short: "ioe", long: []string{"input", "output", "error"}}}
	xargs       = wrapping{grammar: grammar{first: true, short: "adEILnPs", maybe: "eil", long: []string{
		"arg-file", "delimiter", "max-args", "max-procs", "max-chars", "process-slot-var",
	}}}
	chroot = wrapping{grammar: grammar{first: true, long: []string{"userspec", "groups"}}, operands: 1,
		user: "--userspec"}
	setpriv = wrapping{grammar: grammar{first: true, long: []string{
		"reuid", "ruid", "euid", "regid", "rgid", "egid", "groups", "inh-caps", "ambient-caps", "bounding-set",
		"securebits", "pdeathsig", "selinux-label", "apparmor-profile", "landlock-access", "landlock-rule",
		"seccomp-filter", "ptracer",
	}}, user: "--reuid"}
	tini     = wrapping{grammar: grammar{first: true, short: "ep"}}
	dumbInit = wrapping{grammar: grammar{first: true, short: "r", long: []string{"rewrite"}}}
	runuser  = wrapping{grammar: grammar{first: true, short: "ugGw", long: []string{
		"user", "group", "supp-group", "whitelist-environment",
	}}, user: "-u"}
	chpst = wrapping{grammar: grammar{first: true, short: "uUbe/CnlLmdoptfrc"}, user: "-u"}
	flock = wrapping{grammar: grammar{first: true, short: "wE", long: []string{"timeout", "conflict-exit-code"}},
		operands: 1}
)

// wrapperOf returns the wrapping of a program, nil for most.
func wrapperOf(name string) *wrapping {
	switch name {
	case "command", "builtin", "nohup", "setsid", "busybox", "catatonit", "fakeroot", "eatmydata", "linux32", "linux64":
		return &plainWrapper
	case "gosu", "su-exec", "s6-setuidgid", "suexec":
		return &userWrapper
	case "sudo":
		return &sudoWrapper
	case "doas":
		return &doasWrapper
	case "env":
		return &envWrapper
	case "exec":
		return &execWrapper
	case "time":
		return &timeWrapper
	case "timeout":
		return &timeout
	case "nice":
		return &niceWrapper
	case "ionice":
		return &ionice
	case "stdbuf":
		return &stdbuf
	case "xargs":
		return &xargs
	case "chroot":
		return &chroot
	case "setpriv":
		return &setpriv
	case "tini":
		return &tini
	case "dumb-init":
		return &dumbInit
	case "runuser":
		return &runuser
	case "chpst":
		return &chpst
	case "flock":
		return &flock
	}
	return nil
}

const maxWrappers = 16

// unwrap takes the wrappers off the command's words and sets its name.
func (c *Command) unwrap() {
	for len(c.Words) > 0 {
		name, known := c.Words[0].program()
		c.Name = name
		if !known || len(c.Wrappers) == maxWrappers || !c.unwrapOne(name) {
			return
		}
	}
}

// program returns the last element of a literal path; Windows' separator is none to a POSIX shell.
func (w *Word) program() (string, bool) {
	if !w.Literal {
		return "", false
	}
	return w.Value[strings.LastIndexByte(w.Value, '/')+1:], true
}

// unwrapOne takes one wrapper off, if there is one around a command.
func (c *Command) unwrapOne(name string) bool {
	if n := runsModule(name, c.Words); n > 0 {
		c.Wrappers = append(c.Wrappers, Wrapper{Name: name, word: c.Words[0], next: c.Words[n]})
		c.Words = c.Words[n:]
		return true
	}
	rule := wrapperOf(name)
	if rule == nil || len(c.Words) < 2 {
		return false
	}
	opts := rule.read(c.Words)
	if name == "command" && opts.Find("-v", "-V") != nil || name == "runuser" && opts.Find("-u", "--user") == nil {
		return false
	}
	n := rule.operands
	for rule.assigns && n < len(opts.Operands) {
		assign, ok := opts.Operands[n].assign()
		if !ok {
			break
		}
		c.Assigns = append(c.Assigns, assign)
		n++
	}
	if n >= len(opts.operands) {
		return false
	}
	next := opts.operands[n]
	wrapper := Wrapper{Name: name, word: c.Words[0], next: c.Words[next], plain: next == 1}
	if rule.switches {
		wrapper.User = opts.Operands[0]
	} else if rule.user != "" {
		if opt := opts.Find(rule.user, "--user"); opt != nil {
			wrapper.User = opt.Value
		}
	}
	c.Wrappers = append(c.Wrappers, wrapper)
	c.Words = c.Words[next:]
	return true
}

// runsModule returns how many words stand in front of a package manager that another program runs as a part of itself:
// `python3 -m pip`, `uv pip`.
func runsModule(name string, words []Word) int {
	switch {
	case strings.HasPrefix(name, "python") || strings.HasPrefix(name, "pypy"):
		for i := 1; i+1 < len(words) && strings.HasPrefix(words[i].Value, "-"); i++ {
			if v := words[i].Value; strings.HasSuffix(v, "m") && !strings.HasPrefix(v, "--") {
				if words[i+1].Value == "pip" && words[i+1].Literal {
					return i + 1
				}
				return 0
			}
		}
	case name == "uv" && len(words) > 1 && words[1].Value == "pip" && words[1].Literal:
		return 1
	}
	return 0
}

// assign returns the assignment that a word such as NAME=value is.
func (w *Word) assign() (Assign, bool) {
	name, _, ok := strings.Cut(w.Value, "=")
	if !ok || !validName(name) {
		return Assign{}, false
	}
	return Assign{Name: name, Value: w.tail(len(name) + 1), o: w.o, start: w.start, end: w.end}, true
}

func validName(s string) bool {
	for i := range len(s) {
		c := s[i]
		if c != '_' && (c < 'a' || c > 'z') && (c < 'A' || c > 'Z') && (i == 0 || c < '0' || c > '9') {
			return false
		}
	}
	return s != ""
}
