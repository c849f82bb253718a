package shell

import "github.com/plimsoll-lint/plimsoll/lint/source"

// UserAdded is a user that the script creates.
type UserAdded struct {
	Command *Command
	Name    Word
	UID     Word // the zero Word where the system picks one
	Groups  Word // of -G, as written
	System  bool
	// SharedID is set where the id may be one that another user has: useradd -o.
	SharedID bool
}

// Span returns the user's name as written.
func (u *UserAdded) Span() source.Span { return u.Name.Span() }

// UsersAdded returns the users that useradd and adduser create, in source order. `adduser USER GROUP` adds to a group.
func (s *Script) UsersAdded() []UserAdded {
	var out []UserAdded
	for _, c := range s.Commands {
		if c.Name != "useradd" && c.Name != "adduser" {
			continue
		}
		opts := c.Options()
		if len(opts.Operands) != 1 || opts.Find("-D", "--defaults") != nil && c.Name == "useradd" {
			continue
		}
		u := UserAdded{Command: c, Name: opts.Operands[0]}
		if opt := opts.Find("-u", "--uid"); opt != nil {
			u.UID = opt.Value
		}
		if opt := opts.Find("-G", "--groups", "--ingroup"); opt != nil {
			u.Groups = opt.Value
		}
		u.System = opts.Find("-r", "--system") != nil || c.Name == "adduser" && opts.Find("-S") != nil
		u.SharedID = c.Name == "useradd" && opts.Find("-o", "--non-unique") != nil
		out = append(out, u)
	}
	return out
}

// RunsAs returns the user that the innermost of the command's wrappers switches to: gosu, su-exec, setpriv, sudo -u,
// chroot --userspec. For su the user is an operand of the command itself. ok is false where none of them is there.
func (c *Command) RunsAs() (user Word, ok bool) {
	for i := len(c.Wrappers) - 1; i >= 0; i-- {
		if w := &c.Wrappers[i]; !w.User.IsZero() {
			return w.User, true
		}
	}
	if c.Name == "su" || c.Name == "runuser" {
		opts := suOptions.read(c.Words)
		for i := range opts.Operands {
			if opts.Operands[i].Value != "-" {
				return opts.Operands[i], true
			}
		}
	}
	if c.Within != nil {
		return c.Within.RunsAs()
	}
	return Word{}, false
}
