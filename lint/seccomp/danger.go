package seccomp

import (
	"strings"

	"github.com/plimsoll-lint/plimsoll/lint/source"
)

// Reach says what stands between a container and the use of a system call, other than this filter.
type Reach uint8

// The reaches, from the nearest to the farthest.
const (
	// Free calls are made without any capability, and Docker allows them to nobody.
	Free Reach = iota + 1
	// Namespaces are made without any capability as well; in a user namespace of its own a process has them all.
	Namespaces
	// Gated calls Docker allows together with a capability that the kernel asks for too.
	Gated
	// Withheld calls Docker allows to nobody, and the kernel to processes with a capability only.
	Withheld
	// Narrowed calls Docker allows with some arguments only.
	Narrowed
)

// Danger is what an attacker gains by a system call.
type Danger struct {
	Reach Reach
	// Gain says what for, as the end of "it lets a process ...".
	Gain string
}

// dangers are the calls that Docker's default profile keeps from containers for a reason. Calls that are merely old or new are
// not among them.
var dangers = [...]struct {
	names string
	Danger
}{
	{"io_uring_setup io_uring_enter io_uring_register", Danger{Free, "make calls past the filter"}},
	{"userfaultfd", Danger{Free, "stop the kernel at a page fault, as exploits need it"}},
	{"add_key request_key keyctl", Danger{Free, "read and fill keyrings, which are shared with the host"}},
	{"vm86 vm86old", Danger{Free, "run code in a mode that hardly anybody tests"}},
	{"unshare", Danger{Namespaces, "make a user namespace, in which it has all capabilities"}},
	{"clone clone3", Danger{Namespaces, "make a user namespace, with all capabilities inside"}},
	{"setns", Danger{Gated, "enter namespaces of other containers and of the host"}},
	{"mount fsopen fsconfig fsmount fspick move_mount open_tree mount_setattr", Danger{Gated, "mount file systems, also over what Docker masks"}},
	{"umount umount2", Danger{Gated, "unmount what Docker hides parts of /proc and /sys with"}},
	{"bpf", Danger{Gated, "load programs into the kernel"}},
	{"perf_event_open", Danger{Gated, "watch what other processes and the kernel do"}},
	{"init_module finit_module delete_module", Danger{Gated, "load code into the kernel of the host"}},
	{"open_by_handle_at", Danger{Gated, "open files of the host by number, past all mounts"}},
	{"iopl ioperm", Danger{Gated, "talk to the hardware"}},
	{"reboot", Danger{Gated, "restart or halt"}},
	{"settimeofday stime clock_settime clock_settime64", Danger{Gated, "set the clock of the host"}},
	{"acct", Danger{Gated, "have all processes written down"}},
	{"syslog", Danger{Gated, "read the log of the kernel, with its addresses"}},
	{"fanotify_init", Danger{Gated, "watch the files of whole file systems"}},
	{"quotactl quotactl_fd", Danger{Gated, "change the quotas of the host's file systems"}},
	{"lookup_dcookie", Danger{Gated, "learn paths of the host"}},
	{"kcmp pidfd_getfd process_madvise", Danger{Gated, "look into other processes and take their open files"}},
	{"lsm_set_self_attr", Danger{Gated, "change its own AppArmor or SELinux label"}},
	{"kexec_load kexec_file_load", Danger{Withheld, "start another kernel on the host"}},
	{"pivot_root", Danger{Withheld, "exchange the root file system"}},
	{"swapon swapoff", Danger{Withheld, "take the host's swap away"}},
	{"move_pages migrate_pages", Danger{Withheld, "move the memory of other processes"}},
	{"nfsservctl", Danger{Withheld, "command the NFS server in the kernel"}},
	{"create_module get_kernel_syms query_module", Danger{Withheld, "load code into the kernel of the host"}},
	{"socket", Danger{Narrowed, "reach the kernel's ciphers or the hypervisor"}},
	{"personality", Danger{Narrowed, "switch off the random layout of memory"}},
}

// DangerOf returns what an attacker gains by a system call that Docker keeps from containers.
func DangerOf(name string) (Danger, bool) {
	for _, d := range dangers {
		for n := range strings.SplitSeq(d.names, " ") {
			if n == name {
				return d.Danger, true
			}
		}
	}
	return Danger{}, false
}

// Gate returns the capability with which Docker's default profile allows a call that it does not allow otherwise: the one that
// allows the least where there are several. It is empty where there is none.
func Gate(name string) string {
	gate, least := "", 0
	for _, rule := range Default().Rules {
		if c := rule.Includes; c != nil && len(c.Caps) == 1 && rule.Action == Allow && rule.names(name) &&
			(gate == "" || len(rule.Names) < least) {
			gate, least = c.Caps[0].Value, len(rule.Names)
		}
	}
	return gate
}

// names reports whether the rule is about a call.
func (r *Rule) names(name string) bool { return !r.NameAt(name).IsZero() }

// NameAt returns the place where a rule first names a call; zero where it does not.
func (r *Rule) NameAt(name string) source.Span {
	for _, n := range r.Names {
		if n.Value == name {
			return n.Span
		}
	}
	return source.Span{}
}
