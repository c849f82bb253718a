package container

import (
	"math/bits"
	"strings"
)

// Capability is the number of a Linux capability, as in capabilities(7) and <linux/capability.h>.
type Capability uint8

// The capabilities of Linux 6.x, in the order of their numbers.
const (
	Chown Capability = iota
	DACOverride
	DACReadSearch
	Fowner
	Fsetid
	Kill
	Setgid
	Setuid
	Setpcap
	LinuxImmutable
	NetBindService
	NetBroadcast
	NetAdmin
	NetRaw
	IPCLock
	IPCOwner
	SysModule
	SysRawio
	SysChroot
	SysPtrace
	SysPacct
	SysAdmin
	SysBoot
	SysNice
	SysResource
	SysTime
	SysTTYConfig
	Mknod
	Lease
	AuditWrite
	AuditControl
	Setfcap
	MACOverride
	MACAdmin
	Syslog
	WakeAlarm
	BlockSuspend
	AuditRead
	Perfmon
	BPF
	CheckpointRestore
	capabilityCount
)

var capabilityNames = [capabilityCount]string{
	"CHOWN", "DAC_OVERRIDE", "DAC_READ_SEARCH", "FOWNER", "FSETID", "KILL", "SETGID", "SETUID", "SETPCAP",
	"LINUX_IMMUTABLE", "NET_BIND_SERVICE", "NET_BROADCAST", "NET_ADMIN", "NET_RAW", "IPC_LOCK", "IPC_OWNER", "SYS_MODULE",
	"SYS_RAWIO", "SYS_CHROOT", "SYS_PTRACE", "SYS_PACCT", "SYS_ADMIN", "SYS_BOOT", "SYS_NICE", "SYS_RESOURCE", "SYS_TIME",
	"SYS_TTY_CONFIG", "MKNOD", "LEASE", "AUDIT_WRITE", "AUDIT_CONTROL", "SETFCAP", "MAC_OVERRIDE", "MAC_ADMIN", "SYSLOG",
	"WAKE_ALARM", "BLOCK_SUSPEND", "AUDIT_READ", "PERFMON", "BPF", "CHECKPOINT_RESTORE",
}

// String returns the name without CAP_, as Docker's documentation writes it.
func (c Capability) String() string { return capabilityNames[c] }

// ParseCapability reads a capability as cap_add takes it: in any case, with or without CAP_. ALL is none.
func ParseCapability(name string) (Capability, bool) {
	name = strings.TrimPrefix(strings.ToUpper(name), "CAP_")
	for i, n := range capabilityNames {
		if n == name {
			return Capability(i), true
		}
	}
	return 0, false
}

// IsAll reports whether a word of cap_add or cap_drop means every capability. Docker refuses CAP_ALL.
func IsAll(name string) bool { return strings.EqualFold(name, "ALL") }

// Capabilities is a set.
type Capabilities uint64

// AllCapabilities holds every capability.
const AllCapabilities Capabilities = 1<<capabilityCount - 1

// DefaultCapabilities are the 14 that Docker gives a container (moby, oci/caps/defaults.go).
const DefaultCapabilities = 1<<Chown | 1<<DACOverride | 1<<Fowner | 1<<Fsetid | 1<<Kill | 1<<Setgid | 1<<Setuid |
	1<<Setpcap | 1<<NetBindService | 1<<NetRaw | 1<<SysChroot | 1<<Mknod | 1<<AuditWrite | Capabilities(1<<Setfcap)

// Has reports whether the set holds c.
func (s Capabilities) Has(c Capability) bool { return s&(1<<c) != 0 }

// With returns the set with c.
func (s Capabilities) With(c Capability) Capabilities { return s | 1<<c }

// Without returns the set without those of o.
func (s Capabilities) Without(o Capabilities) Capabilities { return s &^ o }

// Len returns the number of capabilities.
func (s Capabilities) Len() int { return bits.OnesCount64(uint64(s)) }

// Names returns the names with CAP_, as runtimes and seccomp profiles write them.
func (s Capabilities) Names() []string {
	var names []string
	for _, c := range s.List() {
		names = append(names, "CAP_"+c.String())
	}
	return names
}

// List returns the capabilities in the order of their numbers.
func (s Capabilities) List() []Capability {
	list := make([]Capability, 0, s.Len())
	for c := range capabilityCount {
		if s.Has(c) {
			list = append(list, c)
		}
	}
	return list
}

// String shows the set as people write it: "none", "default", "ALL", "default+NET_ADMIN" or a list.
func (s Capabilities) String() string {
	switch {
	case s == 0:
		return "none"
	case s == AllCapabilities:
		return "ALL"
	case s == DefaultCapabilities:
		return "default"
	}
	var b strings.Builder
	rest := s
	if s&DefaultCapabilities == DefaultCapabilities {
		b.WriteString("default")
		rest = s.Without(DefaultCapabilities)
	}
	for _, c := range rest.List() {
		if b.Len() > 0 {
			b.WriteByte('+')
		}
		b.WriteString(c.String())
	}
	return b.String()
}

// Tweak returns the set that Docker gives a container with these words of cap_add and cap_drop.
func Tweak(adds, drops []string) Capabilities { return tweak(adds, drops, false) }

// tweak computes the set that Docker gives a container, as moby's TweakCapabilities does: ALL in adds wins over ALL in
// drops, and drops that are named still apply then.
func tweak(adds, drops []string, privileged bool) Capabilities {
	if privileged {
		return AllCapabilities
	}
	var add, drop Capabilities
	var addAll, dropAll bool
	for _, name := range adds {
		if IsAll(name) {
			addAll = true
		} else if c, ok := ParseCapability(name); ok {
			add = add.With(c)
		}
	}
	for _, name := range drops {
		if IsAll(name) {
			dropAll = true
		} else if c, ok := ParseCapability(name); ok {
			drop = drop.With(c)
		}
	}
	switch {
	case addAll:
		return AllCapabilities.Without(drop)
	case dropAll:
		return add
	}
	return DefaultCapabilities.Without(drop) | add
}
