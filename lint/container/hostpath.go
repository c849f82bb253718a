package container

import (
	"path"
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
	"/var/run/docker.sock.raw", "/run/host-services/docker.proxy.sock",
}

// IsControlSocket reports whether the path is a socket through which the host can be commanded.
func (p HostPath) IsControlSocket() bool {
	for _, s := range controlSockets {
		if string(p) == s {
			return true
		}
	}
	lower := strings.ToLower(string(p))
	return strings.HasPrefix(lower, `\\.\pipe\docker_engine`) || strings.HasPrefix(lower, `//./pipe/docker_engine`)
}

// HoldsControlSocket reports whether a control socket lies below the folder: /, /var, /run, /var/run, /run/containerd and
// so on. /run/user/1000 and /run/dbus hold none.
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

// IsRoot reports whether the path is the root of the host's files.
func (p HostPath) IsRoot() bool { return p == "/" }

// TakesHost reports whether who can write there owns the host: the root itself, its configuration, root's home, the boot
// files, the kernel's controls, the state of the container runtimes and where programs lie. Files that containers share
// with the host to know its time and names are no such place.
func (p HostPath) TakesHost() bool {
	if p == "/etc/localtime" || p == "/etc/timezone" || p.at("/usr/share/zoneinfo") {
		return false
	}
	if p == "/" || p == "/var" || p == "/var/lib" || p == "/usr" {
		return true
	}
	for _, dir := range [...]string{
		"/etc", "/root", "/boot", "/proc", "/var/lib/docker", "/var/lib/containerd", "/var/lib/kubelet",
		"/bin", "/sbin", "/lib", "/lib64", "/usr/bin", "/usr/sbin", "/usr/lib", "/usr/local/bin", "/usr/local/sbin",
		"/var/spool/cron",
	} {
		if p.at(dir) {
			return true
		}
	}
	return false
}

// Sensitive reports whether even reading the place gives away the host's secrets or its controls: what TakesHost names
// (but for programs and modules, which anyone may read), and /sys, /dev and what lies in /run. Harmless devices and time
// zone files are no such places.
func (p HostPath) Sensitive() bool {
	switch p {
	case "/dev/null", "/dev/zero", "/dev/full", "/dev/random", "/dev/urandom", "/dev/shm",
		"/etc/localtime", "/etc/timezone", "/etc/hosts", "/etc/hostname", "/etc/resolv.conf", "/etc/machine-id",
		"/etc/os-release", "/usr/lib/os-release", "/etc/ssl/certs", "/etc/pki/ca-trust", "/etc/passwd", "/etc/group":
		return false
	case "/":
		return true
	}
	if p.at("/etc/ssl/certs") || p.at("/etc/pki") {
		return false
	}
	for _, dir := range [...]string{
		"/etc", "/root", "/boot", "/proc", "/sys", "/dev", "/var/lib/docker", "/var/lib/containerd", "/var/lib/kubelet",
	} {
		if p.at(dir) {
			return true
		}
	}
	return HostPath("/run").above(string(p)) || HostPath("/var/run").above(string(p))
}

// credentialFolders are where programs keep the credentials of a user, below the home folder.
var credentialFolders = [...]string{
	".ssh", ".aws", ".docker", ".kube", ".gnupg", ".azure", ".config/gcloud", ".config/gh", ".netrc", ".git-credentials",
	".npmrc", ".pypirc", ".password-store", ".vault-token",
}

// Home reports whether the path is a whole home folder, the folder of all of them, or a place in one where programs keep
// credentials. What else lies in a home folder is the user's to share.
func (p HostPath) Home() bool {
	rest, ok := strings.CutPrefix(string(p), "~")
	if !ok {
		if p == "/home" || p == "/Users" {
			return true
		}
		for _, homes := range [...]string{"/home/", "/Users/"} {
			if below, found := strings.CutPrefix(string(p), homes); found {
				_, rest, _ = strings.Cut(below, "/")
				ok = true
			}
		}
	}
	if !ok {
		return false
	}
	rest = strings.TrimPrefix(rest, "/")
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

// rawDevices are the names, below /dev, of disks and of the kernel's own devices (Documentation/admin-guide/devices.txt).
// A name stands for the devices that begin with it and go on with a number or a letter.
var rawDevices = [...]string{"sd", "hd", "vd", "xvd", "nvme", "mmcblk", "md", "loop", "dm-", "rbd", "nbd", "zd"}

// RawDevice reports whether the path is a disk or a partition, however it is named, or a device of the kernel through
// which the host is read past its files.
func (p HostPath) RawDevice() bool {
	name, ok := strings.CutPrefix(string(p), "/dev/")
	if !ok {
		return p == "/dev"
	}
	switch {
	case name == "kmsg", name == "zfs", name == "mem", name == "port":
		return true
	case strings.HasPrefix(name, "mapper/") && name != "mapper/control", strings.HasPrefix(name, "disk/"),
		strings.HasPrefix(name, "md/"), strings.HasPrefix(name, "block/"):
		return true
	}
	for _, prefix := range rawDevices {
		if rest, found := strings.CutPrefix(name, prefix); found && rest != "" && strings.IndexByte(rest, '/') < 0 {
			if c := rest[0]; c >= '0' && c <= '9' || c >= 'a' && c <= 'z' && len(rest) <= 3 && prefix != "md" {
				return true
			}
		}
	}
	return false
}
