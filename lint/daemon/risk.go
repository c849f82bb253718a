package daemon

import (
	"net"
	"net/url"
	"path"
	"strconv"
	"strings"

	"github.com/plimsoll-lint/plimsoll/lint/source"
)

// OwnHost reports whether an address, host:port or the beginning of one, is the host itself.
func OwnHost(address string) bool {
	address, _, _ = strings.Cut(address, "/")
	host, _, err := net.SplitHostPort(address)
	if err != nil {
		host = address
	}
	return OnLoopback(host)
}

// WideGroup reports whether a group is one that ordinary users or services of a distribution are in.
func WideGroup(name string) bool {
	switch name {
	case "users", "staff", "games", "nogroup", "nobody", "everyone", "daemon", "www-data", "http", "nginx", "apache", "mail",
		"plugdev", "audio", "video", "cdrom", "dialout", "100", "50", "65534":
		return true
	}
	return false
}

// Packaged reports whether a program lies where packages put theirs, which only root may write.
func Packaged(name string) bool {
	name = path.Clean(name)
	for _, dir := range [...]string{
		"/usr/", "/bin/", "/sbin/", "/opt/", "/snap/", "/nix/store/", "/run/current-system/", "/var/lib/rancher/", "/home/linuxbrew/",
	} {
		if strings.HasPrefix(name, dir) {
			return true
		}
	}
	return false
}

// OwnContainerd reports whether an address is that of the containerd which Docker's packages start.
func OwnContainerd(address string) bool {
	switch strings.TrimPrefix(address, "unix://") {
	case "/run/containerd/containerd.sock", "/var/run/containerd/containerd.sock", "/run/docker/containerd/containerd.sock",
		"/var/run/docker/containerd/containerd.sock":
		return true
	}
	return false
}

// OlderAPI reports whether a version of the API is older than those that dockerd lets in by default.
func OlderAPI(version string) bool {
	k, _ := keyOf("min-api-version")
	number := func(v string) (int, bool) {
		major, minor, _ := strings.Cut(v, ".")
		a, errA := strconv.Atoi(major)
		b, errB := strconv.Atoi(minor)
		return a*1000 + b, errA == nil && errB == nil
	}
	have, ok := number(version)
	least, known := number(k.def)
	return ok && known && have < least
}

// OpenPath reports whether a path lies where others than root may write as a rule: in folders for what is passing, and in those of
// users.
func OpenPath(name string) bool {
	name = path.Clean(name) + "/"
	if strings.HasPrefix(name, "/home/linuxbrew/") {
		return false
	}
	for _, dir := range [...]string{"/tmp/", "/var/tmp/", "/dev/shm/", "/home/", "/var/www/", "/srv/ftp/", "/mnt/c/"} {
		if strings.HasPrefix(name, dir) {
			return true
		}
	}
	return false
}

// Secret is a credential that stands in the settings.
type Secret struct {
	Name string
	Span source.Span
}

// Secrets returns the credentials of log drivers, and of proxies.
func (f *File) Secrets() []Secret {
	var list []Secret
	for _, o := range f.List("log-opts") {
		switch name := o.Name.Value; name {
		case "splunk-token", "logentries-token", "gelf-token", "loki-token":
			if o.Known && o.Text.Value != "" && !strings.ContainsAny(o.Text.Value, "<${") {
				list = append(list, Secret{Name: name, Span: o.Span})
			}
		case "splunk-url", "loki-url", "gelf-address", "fluentd-address", "syslog-address":
			if password(o.Text.Value) {
				list = append(list, Secret{Name: "the password in " + name, Span: o.Span})
			}
		}
	}
	for _, name := range [...]string{"http-proxy", "https-proxy"} {
		if p, ok := f.Proxy(name); ok && p.Known && password(p.Text.Value) {
			list = append(list, Secret{Name: "the password in " + name, Span: p.Span})
		}
	}
	return list
}

// password reports whether an address holds a password.
func password(address string) bool {
	u, err := url.Parse(address)
	if err != nil || u.User == nil {
		return false
	}
	word, ok := u.User.Password()
	return ok && word != "" && !strings.ContainsAny(word, "<${") && strings.Trim(word, "x*") != ""
}

// Local returns an address with the loopback address of IPv4 in the place of its host; empty where the host is one of IPv6. It is
// false where there is no port.
func Local(address string) (string, bool) {
	host, _, ok := strings.Cut(address, ":")
	if !ok || strings.HasPrefix(address, "[") {
		return "", ok
	}
	return "127.0.0.1" + strings.TrimPrefix(address, host), true
}
