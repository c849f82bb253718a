package apparmor

import (
	"slices"
	"strings"
)

// Answer is one of three values.
type Answer int

// The answers. Unknown is that of what an include, a condition or a variable decides.
const (
	No Answer = iota
	Unknown
	Yes
)

// May tells whether a process under the profile may use a path in one of the given ways, and by which rule. What is denied wins over
// what is allowed. Whether the profile is enforced is another question.
func (p *Profile) May(path string, perms Perms) (Answer, *Rule) {
	allowed, denied := No, No
	var by *Rule
	outranked := false // a priority may let what is allowed win
	for _, r := range p.Rules {
		if r.Kind != FileRule && r.Kind != All || r.Kind == FileRule && r.Access.Perms&perms == 0 {
			continue
		}
		matches := r.about(path)
		if matches == Yes && (r.Doubtful || r.Owner) { // the owner of a file is not known
			matches = Unknown
		}
		switch {
		case matches == No:
		case r.Deny:
			denied = max(denied, matches)
		default:
			outranked = outranked || r.Ranked
			if matches > allowed {
				allowed, by = matches, r
			}
		}
	}
	for _, inc := range p.Includes {
		allowed = max(allowed, Unknown)
		if !inc.deniesNothing() {
			denied = max(denied, Unknown)
		}
	}
	switch {
	case denied == Yes && outranked:
		return Unknown, by
	case denied == Yes || allowed == No:
		return No, nil
	case denied == Unknown || allowed == Unknown:
		return Unknown, by
	}
	return Yes, by
}

// about reports whether a file rule is about a path.
func (r *Rule) about(path string) Answer {
	if r.Path.IsZero() {
		return Yes
	}
	return matchAny(r.patterns, r.known, path)
}

// maxNamed bounds the patterns of peers and mounts that are looked at, in bytes.
const maxNamed = 512

// Matches reports whether a pattern of the profile matches a name.
func (p *Profile) Matches(text, name string) Answer {
	if len(text) > maxNamed {
		return Unknown
	}
	patterns, known := p.File.compileAll(text, p)
	return matchAny(patterns, known, name)
}

// deniesNothing reports whether an include is one of AppArmor's own abstractions that profiles of containers include. None of those of
// 3.0.8, as Debian 12 ships them, denies mounts, sockets, or anything below /proc or /sys.
func (i Include) deniesNothing() bool {
	name, ok := strings.CutPrefix(i.Path.Value, "abstractions/")
	if !i.Magic || !ok {
		return false
	}
	switch name {
	case "base", "nameservice", "nis", "ldapclient", "openssl", "ssl_certs", "ssl_keys", "bash", "consoles", "perl", "python", "ruby",
		"php", "php5", "php-worker", "apache2-common", "web-data", "user-tmp", "mysql", "fonts", "authentication", "crypto":
		return true
	}
	return false
}

// Denies returns the rule that denies everything of a kind, or nil.
func (p *Profile) Denies(kind Kind) *Rule {
	for _, r := range p.Rules {
		if r.Deny && !r.Doubtful && (r.Kind == kind && r.Bare() || r.Kind == All) {
			return r
		}
	}
	return nil
}

// Allowed returns the rules of some kinds that allow something and that no rule of the file denies as a whole. Those that a condition
// decides about are left out.
func (p *Profile) Allowed(kinds ...Kind) []*Rule {
	kinds = slices.DeleteFunc(slices.Clone(kinds), func(k Kind) bool { return p.Denies(k) != nil })
	var out []*Rule
	for _, r := range p.Rules {
		if !r.Deny && !r.Doubtful && slices.Contains(kinds, r.Kind) {
			out = append(out, r)
		}
	}
	return out
}

// ForContainers reports whether a container runtime puts containers under the profile. A profile that attaches to programs is the host's.
// Of others the name, the flags or the rules must tell: systemd and other programs name profiles as well.
func (p *Profile) ForContainers() Answer {
	top := p.Top()
	name := strings.ToLower(top.Name.Value)
	for _, other := range []string{"lxc", "lxd", "incus", "libvirt", "snap.", "snap-", "flatpak", "systemd"} {
		if strings.HasPrefix(name, other) {
			return No // they build containers or machines of another kind, with needs of their own
		}
	}
	switch {
	case !top.Attachment.IsZero():
		return No
	case strings.Contains(name, "docker"), strings.Contains(name, "container"), strings.Contains(name, "podman"):
		return Yes
	case !top.Flag("attach_disconnected").IsZero() && !top.Flag("mediate_deleted").IsZero():
		return Yes // what Docker's own template has
	}
	for _, r := range top.Rules {
		if r.Deny && r.Kind == FileRule && strings.Contains(r.Path.Value, "/sysrq-trigger") {
			return Yes // a copy of Docker's template without its flags
		}
	}
	return Unknown
}

// Narrow reports whether a rule of mounts allows nothing that shows more of the host or goes round rules about paths.
func (p *Profile) Narrow(r *Rule) bool {
	if r.Kind == PivotRoot {
		return false
	}
	options := r.Condition("options", "option")
	has := func(names ...string) bool {
		return options != nil && slices.ContainsFunc(names, func(n string) bool { return options.has(n) })
	}
	propagation := []string{"make-private", "make-rprivate", "make-slave", "make-rslave", "make-unbindable", "make-runbindable",
		"private", "rprivate", "slave", "rslave", "unbindable", "runbindable"}
	if options != nil && !options.In && len(options.Values) > 0 && !slices.ContainsFunc(options.list(), func(o string) bool {
		return !slices.Contains(propagation, o) && o != "rw"
	}) && has(propagation...) {
		return true // it only takes mounts out of sight of others
	}
	if options != nil && !options.In && has("remount") && has("ro") {
		return true
	}
	if r.Kind == Remount {
		return options != nil && !options.In && has("ro")
	}
	if options != nil && has("bind", "rbind", "move") {
		return p.narrowSource(r)
	}
	fstype := r.Condition("fstype", "vfstype")
	return fstype != nil && len(fstype.Values) > 0 && !slices.ContainsFunc(fstype.list(), func(t string) bool {
		switch {
		case strings.HasPrefix(t, "fuse"), strings.HasPrefix(t, "nfs"), t == "tmpfs", t == "ramfs", t == "mqueue", t == "devpts", t == "cifs":
			return false
		}
		return true
	})
}

// narrowSource reports whether a bind mount is of paths that hold nothing of the kernel's settings.
func (p *Profile) narrowSource(r *Rule) bool {
	if len(r.Words) == 0 {
		return false
	}
	for _, path := range []string{"/", "/proc/", "/proc/sys/", "/proc/sys/kernel/core_pattern", "/sys/", "/sys/kernel/", "/dev/"} {
		if p.Matches(r.Words[0].Value, path) != No {
			return false
		}
	}
	return true
}

func (c *Condition) list() []string {
	var out []string
	for _, v := range c.Values {
		out = append(out, strings.FieldsFunc(v.Value, func(r rune) bool { return r == ',' || r == ' ' })...)
	}
	return out
}

func (c *Condition) has(value string) bool { return slices.Contains(c.list(), value) }

// Outward reports whether a rule of ptrace or signals lets the process reach others that run under another profile: as it names no
// peer, or one that means all or those without a profile. What others may do to the process does not count.
func (p *Profile) Outward(r *Rule) bool {
	inward := len(r.Words) > 0
	for _, w := range r.Words {
		switch w.Value {
		case "readby", "tracedby", "receive":
		case "r", "read":
			inward = inward && r.Kind == Signal
		default:
			inward = false
		}
	}
	if inward {
		return false
	}
	peer := r.Condition("peer")
	if peer == nil || len(peer.Values) == 0 {
		return true
	}
	return p.Matches(peer.Values[0].Value, "unconfined") == Yes
}

// Escapes reports whether a rule lets the process leave the profile for none at all: by executing a program unconfined, or by changing
// to any profile.
func (p *Profile) Escapes(r *Rule) bool {
	switch {
	case r.Deny || r.Doubtful:
	case r.Kind == FileRule:
		return r.Access.Unconfined() || r.Access.Mode != "" && r.Target.Value == "unconfined"
	case r.Kind == ChangeProfile:
		return r.Target.IsZero() || p.Matches(r.Target.Value, "unconfined") == Yes
	}
	return false
}

// Socket returns the rule that allows sockets of a family, such as "alg", which come in one type; nil where none does or one denies it.
func (p *Profile) Socket(family, kind string) *Rule {
	var by *Rule
	for _, r := range p.Rules {
		if r.Doubtful || r.Kind != Network && r.Kind != All || !r.covers(family, kind) {
			continue
		}
		if r.Deny {
			return nil
		}
		if by == nil {
			by = r
		}
	}
	return by
}

// covers reports whether a network rule is about sockets of a family and type. A rule that names neither is about all.
func (r *Rule) covers(family, kind string) bool {
	if len(r.Conditions) > 0 {
		return false // an address, which only some families have
	}
	other, types := 0, 0
	for _, w := range r.Words {
		switch w.Value {
		case family:
			return true
		case kind:
			types++
		case "stream", "dgram", "seqpacket", "rdm", "raw", "tcp", "udp", "icmp":
			types++
		default:
			other++
		}
	}
	return other == 0 && (types == 0 || r.Has(kind))
}
