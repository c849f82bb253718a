package shell

import (
	"strings"

	"github.com/plimsoll-lint/plimsoll/lint/source"
)

// Membership is a user that is made a member of a group.
type Membership struct {
	Command *Command
	User    string // as far as it is known
	Group   string
	// First is set where it becomes the user's first group, the one that new files get.
	First bool
	// Span is the group as written.
	Span source.Span
}

// Memberships returns the groups that the command adds a user to: useradd and usermod -G and -g, gpasswd -a, adduser and
// addgroup USER GROUP, adduser --ingroup, groupmems -a (shadow 4.17, Debian's adduser 3.150, busybox 1.37). Groups that
// are made of unknown variables are left out.
func (c *Command) Memberships() []Membership {
	switch c.Name {
	case "usermod", "useradd":
		return append(c.listed(false, "-G", "--groups"), c.listed(true, "-g", "--gid")...)
	case "adduser", "addgroup":
		opts := c.Options()
		switch len(opts.Operands) {
		case 2:
			return c.membership(opts.Operands[0], opts.Operands[1])
		case 1:
			if c.Name == "adduser" {
				return append(c.listed(true, "--ingroup", "-G"), c.listed(false, "--groups", "--add-extra-groups")...)
			}
		}
	case "gpasswd":
		opts := c.Options()
		if opt := opts.Find("-a", "--add"); opt != nil && len(opts.Operands) == 1 {
			return c.membership(opt.Value, opts.Operands[0])
		}
	case "groupmems":
		opts := c.Options()
		user, group := opts.Find("-a", "--add"), opts.Find("-g", "--group")
		if user != nil && group != nil {
			return c.membership(user.Value, group.Value)
		}
	}
	return nil
}

func (c *Command) membership(user, group Word) []Membership {
	name, known := c.Resolve(group, nil)
	if !known {
		return nil
	}
	return []Membership{{Command: c, User: c.Expand(user, nil), Group: name.Value, Span: group.Span()}}
}

// maxGroups bounds the groups of one list.
const maxGroups = 64

func (c *Command) listed(first bool, names ...string) []Membership {
	opts := c.Options()
	opt := opts.Find(names...)
	if opt == nil || opt.Value.IsZero() || len(opts.Operands) == 0 {
		return nil
	}
	list, known := c.Resolve(opt.Value, nil)
	if !known || strings.Trim(list.Value, "0123456789") == "" {
		return nil
	}
	user := c.Expand(opts.Operands[0], nil)
	var out []Membership
	start := 0
	for group := range strings.SplitSeq(list.Value, ",") {
		if group != "" && len(out) < maxGroups {
			out = append(out, Membership{Command: c, User: user, Group: group, First: first, Span: list.At(start, start+len(group))})
		}
		start += len(group) + 1
	}
	return out
}

// RootID is a user that is given the id of root.
type RootID struct {
	User string // as far as it is known
	// Span is the id as written.
	Span source.Span
}

// RootID returns the user, other than root, that the command gives user id 0: useradd, adduser and usermod -u 0.
func (c *Command) RootID() (RootID, bool) {
	switch c.Name {
	case "useradd", "adduser", "usermod":
	default:
		return RootID{}, false
	}
	opts := c.Options()
	opt := opts.Find("-u", "--uid")
	if opt == nil || len(opts.Operands) == 0 {
		return RootID{}, false
	}
	id, known := c.Resolve(opt.Value, nil)
	user := c.Expand(opts.Operands[0], nil)
	if !known || id.Value == "" || strings.Trim(id.Value, "0") != "" || user == "root" {
		return RootID{}, false
	}
	return RootID{User: user, Span: opt.Value.Span()}, true
}

// FileCapabilities are capabilities that a program gets by its file (setcap(8)).
type FileCapabilities struct {
	// Names are without CAP_ and in upper case; ALL where no name is given, as in "=ep".
	Names []string
	File  string // as far as it is known
	// Span is the clause as written.
	Span source.Span
}

// FileCapabilities returns the capabilities that setcap grants, file by file. What is taken away, as by -r or "cap=", and
// what is made of unknown variables is left out.
func (c *Command) FileCapabilities() []FileCapabilities {
	if c.Name != "setcap" {
		return nil
	}
	var out []FileCapabilities
	opts := c.Options()
	words := opts.Operands
	for i := 0; i+1 < len(words) && len(out) < maxGroups; i += 2 {
		clause, known := c.Resolve(words[i], nil)
		names := grantedCapabilities(clause.Value)
		if known && len(names) > 0 {
			out = append(out, FileCapabilities{Names: names, File: c.Expand(words[i+1], nil), Span: words[i].Span()})
		}
	}
	return out
}

// grantedCapabilities reads clauses such as cap_net_raw,cap_net_admin+ep or =ep (cap_from_text(3)). Only what becomes
// permitted or effective counts.
func grantedCapabilities(text string) []string {
	var out []string
	for clause := range strings.FieldsSeq(text) {
		at := strings.IndexAny(clause, "+=")
		if at < 0 || !strings.ContainsAny(clause[at+1:], "ep") {
			continue
		}
		if at == 0 {
			out = append(out, "ALL")
			continue
		}
		for name := range strings.SplitSeq(clause[:at], ",") {
			out = append(out, strings.TrimPrefix(strings.ToUpper(name), "CAP_"))
		}
	}
	return out
}

// Umask returns the mask that the command sets for what is made behind it, in octal digits.
func (c *Command) Umask() (mask Word, value string, ok bool) {
	if c.Name != "umask" || len(c.Words) != 2 {
		return Word{}, "", false
	}
	text, known := c.Resolve(c.Words[1], nil)
	if !known || text.Value == "" || len(text.Value) > 4 || strings.Trim(text.Value, "01234567") != "" {
		return Word{}, "", false
	}
	return c.Words[1], text.Value, true
}
