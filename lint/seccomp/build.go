package seccomp

import (
	"bytes"
	"encoding/json"
	"slices"
)

// startup are the calls that runc makes between the filter and the program, when it drops capabilities, changes the user, waits and
// executes (libcontainer, init_linux.go and standard_init_linux.go), and those that the Go runtime makes meanwhile. With
// no-new-privileges the filter comes later, and fewer are needed.
var startup = []string{
	"arch_prctl", "brk", "capget", "capset", "chdir", "clock_gettime", "clone", "close", "close_range", "dup3", "epoll_create1",
	"epoll_ctl", "epoll_pwait", "eventfd2", "execve", "exit", "exit_group", "faccessat", "faccessat2", "fchown", "fcntl", "fstat",
	"fstatfs", "futex", "getcwd", "getdents64", "geteuid", "getpid", "getppid", "getrandom", "gettid", "getuid", "lseek", "madvise", "mmap",
	"mprotect", "munmap", "nanosleep", "newfstatat", "openat", "openat2", "prctl", "pread64", "prlimit64", "read", "readlinkat", "rseq",
	"rt_sigaction", "rt_sigprocmask", "rt_sigreturn", "sched_getaffinity", "sched_yield", "set_robust_list", "set_tid_address",
	"setgid", "setgroups", "setuid", "sigaltstack", "statx", "tgkill", "uname", "write",
}

// Built is a profile that was made of calls.
type Built struct {
	// JSON is the profile, with a line feed at its end.
	JSON []byte
	// Startup is how many calls were added for the runtime.
	Startup int
	// Gated are the calls that were seen and that the container may make only with a capability, as by Docker's default; Beyond
	// are those that Docker's default allows nobody. Both are sorted.
	Gated, Beyond []string
}

type (
	builtProfile struct {
		DefaultAction   string      `json:"defaultAction"`
		DefaultErrnoRet int         `json:"defaultErrnoRet"`
		ArchMap         []builtArch `json:"archMap"`
		Syscalls        []builtRule `json:"syscalls"`
	}
	builtArch struct {
		Architecture string   `json:"architecture"`
		Subs         []string `json:"subArchitectures"`
	}
	builtRule struct {
		Comment  string          `json:"comment,omitempty"`
		Names    []string        `json:"names"`
		Action   string          `json:"action"`
		Args     []builtArg      `json:"args,omitempty"`
		Includes *builtCondition `json:"includes,omitempty"`
		Excludes *builtCondition `json:"excludes,omitempty"`
	}
	builtArg struct {
		Index    int    `json:"index"`
		Value    uint64 `json:"value"`
		ValueTwo uint64 `json:"valueTwo,omitempty"`
		Op       string `json:"op"`
	}
	builtCondition struct {
		Caps      []string `json:"caps,omitempty"`
		Arches    []string `json:"arches,omitempty"`
		MinKernel string   `json:"minKernel,omitempty"`
	}
)

// Build makes a profile that allows calls which were seen, and those that the runtime needs. Any other call fails as if the kernel
// did not have it, ENOSYS, so that programs fall back where they can. Calls that Docker's default allows under conditions get the
// same conditions, so that the profile is no looser than the default, but for what the default allows nobody.
func Build(names []string) *Built {
	b := &Built{}
	seen := map[string]bool{}
	for _, name := range names {
		seen[name] = Known(name)
	}
	if seen["clone3"] {
		seen["clone"] = true // what it falls back to
	}
	var base, plain []string
	for _, name := range startup {
		if !seen[name] && name != "clone" {
			base = append(base, name)
		}
	}
	b.Startup = len(base)
	conditional := map[string]bool{"clone": true}
	for name, ok := range seen {
		switch {
		case !ok || conditional[name]:
		case !anywhere(name):
			b.Beyond = append(b.Beyond, name)
			plain = append(plain, name)
		case openToAll(name):
			plain = append(plain, name)
		default:
			conditional[name] = true
		}
	}
	slices.Sort(b.Beyond)
	slices.Sort(plain)
	p := builtProfile{DefaultAction: "SCMP_ACT_ERRNO", DefaultErrnoRet: ENOSYS}
	for _, a := range Default().ArchMap {
		arch := builtArch{Architecture: a.Arch.Value, Subs: []string{}}
		for _, sub := range a.Subs {
			arch.Subs = append(arch.Subs, sub.Value)
		}
		p.ArchMap = append(p.ArchMap, arch)
	}
	if len(plain) > 0 {
		p.Syscalls = append(p.Syscalls, builtRule{Comment: "seen", Names: plain, Action: "SCMP_ACT_ALLOW"})
	}
	p.Syscalls = append(p.Syscalls, builtRule{Comment: "for runc, before the program starts", Names: base, Action: "SCMP_ACT_ALLOW"})
	p.Syscalls = append(p.Syscalls, narrowed(conditional)...)
	for name := range conditional {
		if Gate(name) != "" && !openToAll(name) && name != "clone" && name != "clone3" {
			b.Gated = append(b.Gated, name)
		}
	}
	slices.Sort(b.Gated)
	var out bytes.Buffer
	enc := json.NewEncoder(&out)
	enc.SetIndent("", "  ")
	_ = enc.Encode(p) // of plain values, into memory
	b.JSON = out.Bytes()
	return b
}

// anywhere reports whether Docker's default allows a call at all, under whatever conditions.
func anywhere(name string) bool {
	return slices.ContainsFunc(Default().Rules, func(r *Rule) bool { return r.Action == Allow && r.names(name) })
}

// openToAll reports whether Docker's default allows a call to everybody.
func openToAll(name string) bool {
	return slices.ContainsFunc(Default().Rules, func(r *Rule) bool {
		return r.Action == Allow && len(r.Args) == 0 && r.Includes == nil && r.Excludes == nil && r.names(name)
	})
}

// narrowed returns the rules of Docker's default that allow some of the given calls, with these calls alone.
func narrowed(names map[string]bool) []builtRule {
	var rules []builtRule
	for _, rule := range Default().Rules {
		var some []string
		for _, n := range rule.Names {
			if names[n.Value] {
				some = append(some, n.Value)
			}
		}
		if len(some) == 0 || rule.Action != Allow {
			continue
		}
		out := builtRule{Names: some, Action: "SCMP_ACT_ALLOW", Includes: rule.Includes.built(), Excludes: rule.Excludes.built()}
		for _, a := range rule.Args {
			arg := builtArg{Index: a.Index, Value: a.Value, Op: opNames[a.Op]}
			if a.Op == MaskedEqual {
				arg.Value, arg.ValueTwo = a.Mask, a.Value
			}
			out.Args = append(out.Args, arg)
		}
		rules = append(rules, out)
	}
	return rules
}

func (c *Condition) built() *builtCondition {
	if c == nil {
		return nil
	}
	out := &builtCondition{}
	for _, name := range c.Caps {
		out.Caps = append(out.Caps, name.Value)
	}
	for _, name := range c.Arches {
		out.Arches = append(out.Arches, name.Value)
	}
	if c.MinKernel != nil {
		out.MinKernel = c.MinKernel.String()
	}
	return out
}
