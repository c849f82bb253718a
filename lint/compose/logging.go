package compose

import (
	"net"
	"net/url"
)

// PlainAddress returns the scheme of an address to which logs go in clear text, over a network to another machine: tcp, udp or
// http. It is empty for any other address.
func PlainAddress(address string) string {
	u, err := url.Parse(address)
	if err != nil || u.Scheme != "tcp" && u.Scheme != "udp" && u.Scheme != "http" {
		return ""
	}
	host := u.Hostname()
	if ip := net.ParseIP(host); host == "" || host == "localhost" || ip != nil && (ip.IsLoopback() || ip.IsUnspecified()) {
		return ""
	}
	return u.Scheme
}
