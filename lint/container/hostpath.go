package container

import (
	"path"
	"slices"
	"strings"
)

// HostPath is a path on the host, as far as the files tell: absolute and clean, or below a home folder ("~/..."), or
// relative to the project ("./...").
type HostPath string

// NewHostPath cleans a path as written. Windows paths and pipes keep their form.
func NewHostPath(written string) HostPath {
	switch {
	case written == "":
		return ""
	case strings.HasPrefix(written, "/"):
		return HostPath(path.Clean(written))
	case written == "~", strings.HasPrefix(written, "~/"):
		return HostPath("~" + strings.TrimSuffix(path.Clean("/"+written[1:]), "/"))
	case strings.HasPrefix(written, `\\`), len(written) > 1 && written[1] == ':':
		return HostPath(written)
	}
	return HostPath("./" + strings.TrimPrefix(path.Clean(written), "./"))
}

// farOut is how many folders a path has to climb out of what is linted to be sure to arrive at the root of the host: hardly
// anybody keeps a repository deeper.
const farOut = 10

// climbed returns where a path that is relative to a folder of the repository arrives on the host, in case it leaves the repository
// for the host's root: by more steps than there are folders, or to where a control socket lies. Any other is returned as it is.
func (p HostPath) climbed(dir string) HostPath {
	rest, up := strings.TrimPrefix(string(p), "./"), 0
	for strings.HasPrefix(rest, "../") {
		rest, up = rest[len("../"):], up+1
	}
	if rest == ".." {
		rest, up = "", up+1
	}
	if dir != "." && dir != "" {
		up -= strings.Count(dir, "/") + 1
	}
	if root := HostPath("/" + rest); up >= farOut || up > 0 && root.IsControlSocket() {
		return root
	}
	return p
}

// controlSockets are the sockets through which a runtime or the init system takes orders as root. Sources: the default
// addresses of dockerd(8), containerd, CRI-O, podman-system-service(1), cri-dockerd, BuildKit and systemd.
var controlSockets = [...]string{
	"/var/run/docker.sock", "/run/docker.sock",
	"/run/containerd/containerd.sock", "/var/run/containerd/containerd.sock",
	"/run/docker/containerd/containerd.sock", "/var/run/docker/containerd/containerd.sock",
	"/run/k3s/containerd/containerd.sock",
	"/run/crio/crio.sock", "/var/run/crio/crio.sock",
	"/run/podman/podman.sock", "/var/run/podman/podman.sock",
	"/run/cri-dockerd.sock", "/var/run/cri-dockerd.sock",
	"/run/buildkit/buildkitd.sock", "/var/run/buildkit/buildkitd.sock",
	"/run/systemd/private", "/var/run/systemd/private",
	"/run/balena-engine.sock", "/var/run/balena-engine.sock",
	"/var/run/docker.sock.raw", "/run/host-services/docker.proxy.sock",
}

// homeSockets are where Docker Desktop, Colima, OrbStack, Rancher Desktop and Lima put the socket, below the home
// folder.
var homeSockets = [...]string{
	".docker/run/docker.sock", ".docker/desktop/docker.sock", ".colima/docker.sock", ".colima/default/docker.sock",
	".orbstack/run/docker.sock", ".rd/docker.sock", ".lima/default/sock/docker.sock", ".lima/docker/sock/docker.sock",
}

// IsControlSocket reports whether the path is a socket through which the host can be commanded.
func (p HostPath) IsControlSocket() bool {
	for _, s := range controlSockets {
		if string(p) == s {
			return true
		}
	}
	if rest, ok := p.belowHome(); ok {
		return slices.Contains(homeSockets[:], rest)
	}
	lower := strings.ToLower(string(p))
	return strings.HasPrefix(lower, `\\.\pipe\docker_engine`) || strings.HasPrefix(lower, `//./pipe/docker_engine`)
}

// HoldsControlSocket reports whether a control socket lies below the folder: /, /var, /run, /var/run, /run/containerd
// and so on. /run/user/1000 and /run/dbus hold none.
func (p HostPath) HoldsControlSocket() bool {
	if !p.Absolute() || p.IsControlSocket() {
		return false
	}
	for _, s := range controlSockets {
		if p.above(s) {
			return true
		}
	}
	return false
}

// Absolute reports whether the path is one of the host's, from its root.
func (p HostPath) Absolute() bool { return strings.HasPrefix(string(p), "/") }

// above reports whether s lies strictly below p.
func (p HostPath) above(s string) bool {
	return p == "/" || strings.HasPrefix(s, string(p)+"/")
}

// at reports whether the path is dir or lies below it.
func (p HostPath) at(dir string) bool {
	return string(p) == dir || strings.HasPrefix(string(p), dir+"/")
}

// atAny reports whether the path is one of dirs or lies below it.
func (p HostPath) atAny(dirs []string) bool {
	for _, dir := range dirs {
		if p.at(dir) {
			return true
		}
	}
	return false
}

// takeover are the places, with all that lies below them, through which who may write owns the host: what root runs,
// what decides who becomes root, the kernel's controls, the state of the runtimes. A program's own folder in /etc is
// none.
var takeover = [...]string{
	"/boot", "/proc", "/bin", "/sbin", "/lib", "/lib32", "/lib64",
	"/usr/bin", "/usr/sbin", "/usr/lib", "/usr/lib32", "/usr/lib64", "/usr/libexec", "/usr/local/bin", "/usr/local/sbin",
	"/usr/local/lib", "/var/lib/docker", "/var/lib/containerd", "/var/lib/containers", "/var/lib/rancher",
	"/var/lib/kubelet", "/var/lib/dpkg", "/var/spool/cron", "/var/lib/cloud",
	"/etc/passwd", "/etc/shadow", "/etc/group", "/etc/gshadow", "/etc/subuid", "/etc/subgid", "/etc/sudoers",
	"/etc/sudoers.d", "/etc/doas.conf", "/etc/pam.d", "/etc/pam.conf", "/etc/security", "/etc/polkit-1",
	"/etc/nsswitch.conf",
	"/etc/ssh", "/etc/profile", "/etc/profile.d", "/etc/bash.bashrc", "/etc/bashrc", "/etc/environment",
	"/etc/crontab", "/etc/anacrontab", "/etc/cron.d", "/etc/cron.hourly", "/etc/cron.daily", "/etc/cron.weekly",
	"/etc/cron.monthly", "/etc/logrotate.d", "/etc/logrotate.conf", "/etc/systemd", "/etc/init.d", "/etc/init",
	"/etc/rc.local", "/etc/rc.d", "/etc/inittab", "/etc/conf.d", "/etc/default", "/etc/sysconfig", "/etc/sysctl.conf",
	"/etc/sysctl.d", "/etc/modprobe.d", "/etc/modules", "/etc/modules-load.d", "/etc/udev", "/etc/dbus-1", "/etc/fstab",
	"/etc/ld.so.preload", "/etc/ld.so.conf", "/etc/ld.so.conf.d", "/etc/ld.so.cache", "/etc/alternatives", "/etc/apt",
	"/etc/yum.repos.d", "/etc/dnf", "/etc/apk", "/etc/docker", "/etc/containerd", "/etc/containers", "/etc/crio",
	"/etc/cni", "/etc/kubernetes", "/etc/rancher", "/etc/apparmor.d", "/etc/selinux", "/etc/audit",
	"/etc/NetworkManager",
	"/etc/network", "/etc/cloud", "/etc/grub.d", "/etc/initramfs-tools", "/etc/dracut.conf.d", "/etc/X11", "/etc/xdg",
}

// TakesHost reports whether who can write there owns the host: the root itself, its configuration, root's home, the
// boot files, the kernel's controls, the state of the container runtimes and where programs lie. The folder that a
// program has to itself is no such place, be it in /etc, in root's home or one of Docker's volumes.
func (p HostPath) TakesHost() bool {
	switch p {
	case "/", "/etc", "/root", "/var", "/var/lib", "/var/spool", "/usr", "/usr/local":
		return true
	}
	if p.rootDotFile() {
		return true
	}
	return p.atAny(takeover[:]) && !p.mirrored() && !HostPath("/var/lib/docker/volumes").above(string(p))
}

// rootDotFile reports whether the path is a hidden file of root's home, such as .ssh or .bashrc: a login reads those.
func (p HostPath) rootDotFile() bool { return strings.HasPrefix(string(p), "/root/.") }

// mirrored reports whether the path is a file of /proc that tells of the host without controlling it.
func (p HostPath) mirrored() bool {
	return p.atAny([]string{
		"/proc/cpuinfo", "/proc/diskstats", "/proc/filesystems", "/proc/loadavg", "/proc/mdstat", "/proc/meminfo",
		"/proc/mounts", "/proc/net", "/proc/partitions", "/proc/stat", "/proc/swaps", "/proc/uptime", "/proc/version",
		"/proc/vmstat",
	})
}

// sensitive are the places, with all that lies below them, whose content alone gives away the host or its secrets.
var sensitive = [...]string{
	"/boot", "/proc", "/var/lib/docker", "/var/lib/containerd", "/var/lib/containers", "/var/lib/rancher",
	"/var/lib/kubelet", "/etc/shadow", "/etc/gshadow", "/etc/sudoers", "/etc/sudoers.d", "/etc/ssh", "/etc/ssl/private",
	"/etc/pki/tls/private", "/etc/docker", "/etc/containerd", "/etc/containers", "/etc/kubernetes",
	"/etc/rancher", "/etc/krb5.keytab",
	"/etc/NetworkManager", "/etc/security", "/etc/polkit-1", "/etc/systemd",
	"/sys/firmware", "/sys/kernel", "/sys/fs/bpf", "/sys/fs/selinux", "/sys/fs/pstore",
	"/run/dbus", "/run/libvirt", "/run/systemd", "/run/docker", "/run/containerd", "/run/crio", "/run/podman",
	"/run/k3s", "/run/netns", "/run/credentials", "/run/lxd", "/run/incus", "/run/snapd.socket", "/run/snapd-snap.socket",
}

// Sensitive reports whether even reading the place gives away the host's secrets or its controls: what TakesHost names
// (but for programs and modules, which anyone may read), the controls in /sys, all devices at once, disks, and the
// sockets of what manages the host. What one program has to itself in /etc or /run is no such place, nor is a single
// device.
func (p HostPath) Sensitive() bool {
	switch p {
	case "/", "/etc", "/root", "/sys", "/dev", "/run/user", "/var/run/user":
		return true
	}
	if rest, ok := strings.CutPrefix(string(p), "/var/run/"); ok {
		p = HostPath("/run/" + rest)
	}
	if p.at("/run/systemd/resolve") {
		return false // where the name server's address lies
	}
	return p.RawDisk() || p.rootDotFile() || p.session() || p.atAny(sensitive[:]) && !p.mirrored() &&
		!HostPath("/var/lib/docker/volumes").above(string(p))
}

// InRun reports whether the path lies in the folder of sockets and other state of running programs.
func (p HostPath) InRun() bool { return p.at("/run") || p.at("/var/run") }

// session reports whether the path, below /run, is the folder of a user's session or what gives command over it: its
// bus, its service manager, its own container runtime, its keys.
func (p HostPath) session() bool {
	rest, ok := strings.CutPrefix(string(p), "/run/user/")
	if !ok {
		return false
	}
	_, rest, _ = strings.Cut(rest, "/")
	if rest == "" {
		return true
	}
	for _, name := range [...]string{"bus", "systemd", "docker.sock", "docker", "podman", "containerd", "gnupg", "keyring"} {
		if rest == name || strings.HasPrefix(rest, name+"/") {
			return true
		}
	}
	return false
}

// credentialFolders are where programs keep the credentials of a user, below the home folder.
var credentialFolders = [...]string{
	".ssh", ".aws", ".docker", ".kube", ".gnupg", ".azure", ".config/gcloud", ".config/gh", ".netrc", ".git-credentials",
	".npmrc", ".pypirc", ".password-store", ".vault-token",
}

// belowHome returns what follows the home folder in a path that is one or lies in one.
func (p HostPath) belowHome() (rest string, ok bool) {
	if rest, ok = strings.CutPrefix(string(p), "~"); ok {
		return strings.TrimPrefix(rest, "/"), true
	}
	for _, homes := range [...]string{"/home/", "/Users/"} {
		if below, found := strings.CutPrefix(string(p), homes); found {
			_, rest, _ = strings.Cut(below, "/")
			return rest, true
		}
	}
	return "", false
}

// Home reports whether the path is a whole home folder, the folder of all of them, or a place in one where programs
// keep credentials. What else lies in a home folder is the user's to share.
func (p HostPath) Home() bool {
	if p == "/home" || p == "/Users" {
		return true
	}
	rest, ok := p.belowHome()
	if !ok {
		return false
	}
	if rest == "" {
		return true
	}
	for _, folder := range credentialFolders {
		if rest == folder || strings.HasPrefix(rest, folder+"/") {
			return true
		}
	}
	return false
}

// RawDisk reports whether the path is a disk or a partition, however it is named: /dev/sda1, /dev/nvme0n1,
// /dev/mapper/data, /dev/disk/by-id/... (Documentation/admin-guide/devices.txt).
func (p HostPath) RawDisk() bool {
	name, ok := strings.CutPrefix(string(p), "/dev/")
	if !ok {
		return false
	}
	if folder, rest, below := strings.Cut(name, "/"); below {
		switch folder {
		case "mapper":
			return rest != "control"
		case "disk", "md", "block":
			return true
		}
		return false
	}
	for _, prefix := range [...]string{"sd", "hd", "vd", "xvd"} {
		if rest, found := strings.CutPrefix(name, prefix); found {
			rest = strings.TrimRight(rest, digits)
			return rest != "" && len(rest) <= 3 && strings.Trim(rest, "abcdefghijklmnopqrstuvwxyz") == ""
		}
	}
	for _, prefix := range [...]string{"nvme", "mmcblk", "md", "loop", "dm-", "rbd", "nbd", "zd"} {
		if rest, found := strings.CutPrefix(name, prefix); found && rest != "" {
			return strings.IndexByte(digits, rest[0]) >= 0
		}
	}
	return false
}

const digits = "0123456789"

// KernelMemory reports whether the path is a device through which memory and ports of the host are reached. The kernel
// opens it for none but who holds CAP_SYS_RAWIO.
func (p HostPath) KernelMemory() bool { return p == "/dev/mem" || p == "/dev/port" || p == "/dev/kmem" }
