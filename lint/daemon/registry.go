package daemon

import (
	"net"
	"net/netip"
	"strings"
)

// Insecure is an entry of insecure-registries.
type Insecure struct {
	Item
	// Host is the registry as it is named in images: a host, or host:port.
	Host string
	// Net is set for a network, whose registries are all meant.
	Net netip.Prefix
}

// Wide reports whether the entry is a network of so many hosts that no one knows whose they are.
func (i Insecure) Wide() bool {
	addr, bits := i.Net.Addr(), i.Net.Bits()
	switch {
	case !i.Net.IsValid():
		return false
	case addr.Is6():
		return bits <= 32
	case addr.IsPrivate():
		return bits < 8
	}
	return bits <= 16
}

// Own reports whether the entry is the host itself, whose registries dockerd takes for insecure anyway.
func (i Insecure) Own() bool {
	host := i.Host
	if h, _, err := net.SplitHostPort(host); err == nil {
		host = h
	}
	return i.Net.IsValid() && i.Net.Addr().IsLoopback() && (i.Net.Addr().Is6() || i.Net.Bits() >= 8) || OnLoopback(host)
}

// InsecureRegistries returns the registries to which dockerd speaks without TLS, or without looking at the certificate.
func (f *File) InsecureRegistries() []Insecure {
	f.insecureOnce.Do(func() { f.insecure = f.readInsecure() })
	return f.insecure
}

func (f *File) readInsecure() []Insecure {
	var list []Insecure
	for _, i := range f.List("insecure-registries") {
		if !i.Known || i.Text.Value == "" {
			continue
		}
		value := i.Text.Value
		if scheme, host, ok := strings.Cut(value, "://"); ok && (strings.EqualFold(scheme, "http") || strings.EqualFold(scheme, "https")) {
			value = host
		}
		one := Insecure{Item: i, Host: value}
		if prefix, err := netip.ParsePrefix(value); err == nil {
			one.Net, one.Host = prefix.Masked(), ""
		}
		list = append(list, one)
	}
	return list
}

// InsecureFor returns the entry that a registry, as an image names it, falls under. As in dockerd a host has to be the same,
// with its port; a network holds hosts that are named by address. Names that only a look-up would lead to a network are left out,
// and so is the host itself.
func (f *File) InsecureFor(registry string) (Insecure, bool) {
	host, _, err := net.SplitHostPort(registry)
	if err != nil {
		host = strings.Trim(registry, "[]")
	}
	if OnLoopback(host) || registry == "docker.io" || registry == "" {
		return Insecure{}, false // docker.io is always spoken to with TLS
	}
	ip, err := netip.ParseAddr(host)
	for _, i := range f.InsecureRegistries() {
		if i.Host == registry || err == nil && i.Net.IsValid() && i.Net.Contains(ip.Unmap()) {
			return i, true
		}
	}
	return Insecure{}, false
}

// wrongRegistry says what dockerd refuses about an insecure registry.
func wrongRegistry(v string) string {
	switch scheme, _, ok := strings.Cut(v, "://"); {
	case ok && !strings.EqualFold(scheme, "http") && !strings.EqualFold(scheme, "https"):
		return "a registry is named host:port"
	case strings.HasPrefix(v, "-") || strings.HasSuffix(v, "-"):
		return "a registry neither begins nor ends with a hyphen"
	}
	return ""
}
