package shell

import "strings"

// Membership is a user who is put into groups beside the first one.
type Membership struct {
	User   Word
	Groups []string
}

// Membership returns what the command adds to groups: useradd -G, usermod -G, gpasswd -a, `adduser USER GROUP` and
// `addgroup USER GROUP`. The -G of busybox's adduser names the first group.
func (c *Command) Membership() (Membership, bool) {
	opts := c.Options()
	switch n := len(opts.Operands); c.Name {
	case "useradd", "usermod":
		if g := opts.Find("-G", "--groups"); g != nil && n == 1 {
			return Membership{opts.Operands[0], strings.Split(g.Value.Value, ",")}, true
		}
	case "gpasswd":
		if a := opts.Find("-a", "--add"); a != nil && n == 1 {
			return Membership{a.Value, []string{opts.Operands[0].Value}}, true
		}
	case "adduser", "addgroup":
		if n == 2 {
			return Membership{opts.Operands[0], []string{opts.Operands[1].Value}}, true
		}
	}
	return Membership{}, false
}
