package daemon

import (
	"net"
	"net/url"
	"strconv"
	"strings"

	"github.com/plimsoll-lint/plimsoll/lint/source"
)

// Listen is an address at which dockerd takes orders over TCP.
type Listen struct {
	// Address is host:port as dockerd opens it.
	Address string
	// Loopback says that only the host itself reaches it.
	Loopback bool
	Span     source.Span
}

// TCP returns the addresses of hosts that are TCP: those with tcp://, and those without any scheme.
func (f *File) TCP() []Listen {
	var list []Listen
	for _, i := range f.List("hosts") {
		host := strings.TrimSpace(i.Text.Value)
		if !i.Known || host == "" {
			continue
		}
		scheme, rest, ok := strings.Cut(host, "://")
		if !ok {
			scheme, rest = "tcp", host
		}
		if !strings.EqualFold(scheme, "tcp") {
			continue
		}
		// url.Parse, which dockerd uses, takes letters of both cases; the check of the scheme before it does not, so that one
		// in capitals is refused. What is meant is plain.
		u, err := url.Parse("tcp://" + rest)
		address, port := rest, ""
		if err == nil {
			address, port = u.Hostname(), u.Port()
		}
		if address == "" {
			address = "127.0.0.1"
		}
		if port == "" {
			port = "2375"
			if f.TLS().V {
				port = "2376"
			}
		}
		list = append(list, Listen{Address: net.JoinHostPort(address, port), Loopback: OnLoopback(address), Span: i.Span})
	}
	return list
}

// OnLoopback reports whether an address, with or without square brackets, is one that only the host itself reaches.
func OnLoopback(host string) bool {
	ip := net.ParseIP(strings.Trim(host, "[]"))
	return host == "localhost" || ip != nil && ip.IsLoopback()
}

// TLS returns whether dockerd speaks TLS: tls is true, or tlsverify is set, to whatever.
func (f *File) TLS() Setting[bool] {
	tls, verify := f.Bool("tls"), f.Bool("tlsverify")
	switch {
	case verify.Set:
		verify.V = true
		return verify
	case !f.anyTLS.IsZero():
		return Setting[bool]{V: true, Set: true, Known: true, Key: f.anyTLS, Span: f.anyTLS}
	}
	return tls
}

// Verify returns whether dockerd asks its clients for a certificate: tlsverify is true, or tls is and tlsverify is not set.
func (f *File) Verify() Setting[bool] {
	verify := f.Bool("tlsverify")
	switch e := f.entries["tlsverify"]; {
	case verify.Set && e.node != nil && e.node.IsNull():
		verify.V = true
		return verify
	case verify.Set:
		return verify
	}
	return f.TLS()
}

// wrongHost says what dockerd refuses about an address of hosts.
func wrongHost(v string) string {
	host := v
	scheme, _, ok := strings.Cut(host, "://")
	switch {
	case strings.TrimSpace(host) == "", scheme == "fd" && ok, scheme == "unix" && ok, scheme == "npipe" && ok:
		return ""
	case !ok:
		host = "tcp://" + host
	case scheme != "tcp":
		return "an address begins with tcp://, unix:// or fd://"
	}
	u, err := url.Parse(host)
	switch {
	case err != nil:
		return "this is no address"
	case u.Path != "":
		return "an address of tcp has no path"
	case u.Port() != "":
		if n, err := strconv.Atoi(u.Port()); err != nil || n == 0 {
			return "this is no port"
		}
	}
	return ""
}

// wrongMirror says what dockerd refuses about a mirror.
func wrongMirror(v string) string {
	u, err := url.Parse(v)
	switch {
	case !strings.Contains(v, "://") || err != nil || u.Scheme != "http" && u.Scheme != "https":
		return "a mirror begins with https:// or http://"
	case u.RawQuery != "" || u.Fragment != "":
		return "a mirror has neither a query nor a fragment"
	case u.User != nil:
		return "a mirror takes no credentials"
	}
	return ""
}
