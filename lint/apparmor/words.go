package apparmor

import "strings"

// The words below are those of apparmor.d(5) of AppArmor 4.1, read on 1 September 2026.

func flagKnown(s string) bool {
	switch s {
	case "enforce", "complain", "kill", "unconfined", "default_allow", "prompt", "audit", "debug", "hat", "interruptible",
		"mediate_deleted", "delegate_deleted", "attach_disconnected", "no_attach_disconnected", "attach_disconnected.ipc",
		"chroot_relative", "namespace_relative", "chroot_attach", "chroot_no_attach":
		return true
	}
	for _, name := range []string{"attach_disconnected.path=", "error=", "kill.signal=", "audit="} {
		if strings.HasPrefix(s, name) {
			return true
		}
	}
	return false
}

func capabilityKnown(s string) bool {
	switch s {
	case "chown", "dac_override", "dac_read_search", "fowner", "fsetid", "kill", "setgid", "setuid", "setpcap", "linux_immutable",
		"net_bind_service", "net_broadcast", "net_admin", "net_raw", "ipc_lock", "ipc_owner", "sys_module", "sys_rawio", "sys_chroot",
		"sys_ptrace", "sys_pacct", "sys_admin", "sys_boot", "sys_nice", "sys_resource", "sys_time", "sys_tty_config", "mknod", "lease",
		"audit_write", "audit_control", "setfcap", "mac_override", "mac_admin", "syslog", "wake_alarm", "block_suspend", "audit_read",
		"perfmon", "bpf", "checkpoint_restore":
		return true
	}
	return false
}

func networkKnown(s string) bool {
	switch s {
	case "unix", "inet", "ax25", "ipx", "appletalk", "netrom", "bridge", "atmpvc", "x25", "inet6", "rose", "netbeui", "security",
		"key", "netlink", "packet", "ash", "econet", "atmsvc", "rds", "sna", "irda", "pppox", "wanpipe", "llc", "ib", "mpls", "can",
		"tipc", "bluetooth", "iucv", "rxrpc", "isdn", "phonet", "ieee802154", "caif", "alg", "nfc", "vsock", "kcm", "qipcrtr", "smc",
		"xdp", "mctp":
		return true
	case "stream", "dgram", "seqpacket", "rdm", "raw", "tcp", "udp", "icmp":
		return true
	case "create", "accept", "bind", "connect", "listen", "read", "write", "send", "receive", "getsockname", "getpeername",
		"getsockopt", "setsockopt", "fcntl", "ioctl", "shutdown", "getpeersec", "sqpoll", "override_creds", "rw", "r", "w",
		"getattr", "setattr", "getopt", "setopt":
		return true
	}
	return false
}

func ptraceKnown(s string) bool {
	switch s {
	case "r", "w", "rw", "wr", "read", "readby", "trace", "tracedby":
		return true
	}
	return false
}

func signalAccessKnown(s string) bool {
	switch s {
	case "r", "w", "rw", "wr", "read", "write", "send", "receive":
		return true
	}
	return false
}

func signalKnown(s string) bool {
	switch s {
	case "hup", "int", "quit", "ill", "trap", "abrt", "bus", "fpe", "kill", "usr1", "segv", "usr2", "pipe", "alrm", "term", "stkflt",
		"chld", "cont", "stop", "stp", "ttin", "ttou", "urg", "xcpu", "xfsz", "vtalrm", "prof", "winch", "io", "pwr", "sys", "emt", "lost",
		"exists":
		return true
	}
	return strings.HasPrefix(s, "rtmin+")
}
