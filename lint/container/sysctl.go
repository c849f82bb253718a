package container

import (
	"strings"

	"github.com/plimsoll-lint/plimsoll/lint/compose"
)

// setSysctls finds the parameters of the kernel with which runc starts no container (libcontainer/configs/validate, sysctl).
// Other runtimes have rules of their own, and Kata Containers a kernel.
func (c *Container) setSysctls(s *compose.Service) {
	if !c.Runtime.Known || c.Runtime.Value != "" && c.Runtime.Value != "runc" {
		return
	}
	for _, e := range s.Sysctls.Items {
		if strings.Contains(e.Key.Value, "$") {
			continue
		}
		if why := c.refusedSysctl(dotted(e.Key.Value)); why != "" {
			c.BadSysctls = append(c.BadSysctls, BadOption{Text: e.Key.WithSpan(e.Span), Why: why, Notes: e.Value.Related()})
		}
	}
}

// refusedSysctl says why runc does not set a parameter, or nothing where it does or that is not known.
func (c *Container) refusedSysctl(name string) string {
	switch {
	case strings.HasPrefix(name, "net."):
		if SharesHost(c.Network) {
			return "with network_mode host it is the host's"
		}
		return ""
	case strings.HasPrefix(name, "fs.mqueue."):
	case strings.HasPrefix(name, "kernel.msg"), strings.HasPrefix(name, "kernel.shm"), name == "kernel.sem":
		switch strings.TrimPrefix(name, "kernel.") {
		case "msgmax", "msgmnb", "msgmni", "sem", "shmall", "shmmax", "shmmni", "shm_rmid_forced":
		default:
			return hostWide
		}
	case name == "kernel.domainname":
		if SharesHost(c.UTS) {
			return "with uts host it is the host's"
		}
		return ""
	case name == "kernel.hostname":
		return "write hostname instead"
	default:
		return hostWide
	}
	if SharesHost(c.IPC) {
		return "with ipc host it is the host's"
	}
	return ""
}

const hostWide = "the host has it once for all"

// dotted writes a name with slashes as one with dots. In it the two change places, so that the name of a network interface may
// hold a dot.
func dotted(name string) string {
	i := strings.IndexAny(name, "./")
	if i < 0 || name[i] == '.' {
		return name
	}
	return strings.Map(func(r rune) rune {
		switch r {
		case '.':
			return '/'
		case '/':
			return '.'
		}
		return r
	}, name)
}
