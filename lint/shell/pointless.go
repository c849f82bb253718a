package shell

import "strings"

// Pointless reports whether a command can change nothing in an image and tells nobody anything: it looks at, stops or starts
// processes, of which none outlives the instruction, or it waits for somebody at a terminal. What the script started before,
// or does behind it, is taken into account. mount and ssh are for the caller to judge, who knows what the instruction is
// given.
func (c *Command) Pointless() bool {
	switch c.Name {
	case "free", "ps", "top", "htop", "ifconfig":
		return c.Into == nil && len(c.PipedInto) == 0 && c.output() == nil && !c.started()
	case "vim", "vi", "nano":
		for i := range c.Args() {
			if v := c.Args()[i].Value; strings.HasPrefix(v, "+") || strings.HasPrefix(v, "-c") || v == "-es" || v == "-s" || v == "--cmd" || v == "-S" || v == "--version" {
				return false // it runs commands
			}
		}
		return len(c.PipedFrom) == 0 && c.input() == nil
	case "shutdown", "reboot", "halt", "poweroff":
		return true
	case "kill":
		return !c.started() && !c.Has(InFunction)
	case "service":
		switch verb := c.Options().Operand(1); verb {
		case "start", "restart":
			return c.Within == nil && c.index == len(c.script.Commands)-1
		case "stop", "status", "reload", "force-reload":
			return !c.started()
		}
	}
	return false
}

// started reports whether something runs in front of the command in its script, which may have left a process behind.
func (c *Command) started() bool {
	for _, d := range c.script.Commands[:min(c.index, len(c.script.Commands))] {
		switch d.Name {
		case "", "set", "cd", "export", "echo", "printf", "sh", "bash", "true", "apt-get", "apt", "apk", "yum", "dnf", "rm", "mkdir":
			if d.Has(Background) {
				return true
			}
		default:
			return true
		}
	}
	return false
}
