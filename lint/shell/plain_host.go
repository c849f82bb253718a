package shell

import "strings"

// PlainScheme returns the scheme of an address that is asked in the clear: http, ftp, git or svn. It is empty for any
// other, for a host that is not known, and where nothing leaves the machine.
func PlainScheme(address string) string {
	i := strings.Index(address, "://")
	if i < 3 || i > 4 {
		return ""
	}
	scheme := strings.ToLower(address[:i])
	host, _, _ := strings.Cut(address[i+3:], "/")
	if j := strings.LastIndexByte(host, '@'); j >= 0 {
		host = host[j+1:]
	}
	switch scheme {
	case "http", "ftp", "git", "svn":
		if host != "" && host[0] != '$' && !near(host) {
			return scheme
		}
	}
	return ""
}

// near reports whether a host is the machine itself, or the one below it.
func near(host string) bool {
	if loopbackHost(host) || strings.HasPrefix(host, "169.254.") || strings.HasPrefix(host, "0.0.0.0") {
		return true
	}
	name, _, _ := strings.Cut(host, ":")
	return oneOf(name, "host.docker.internal", "host.containers.internal", "gateway.docker.internal",
		"metadata.google.internal")
}

// bareHost reports whether a word without a scheme names a host, which curl and wget then ask over HTTP.
func bareHost(v string) bool {
	host, _, _ := strings.Cut(v, "/")
	host, _, _ = strings.Cut(host, ":")
	dot := strings.LastIndexByte(host, '.')
	if dot < 1 || dot == len(host)-1 || near(host) {
		return false
	}
	for i := 0; i < len(host); i++ {
		c := host[i] | 0x20
		if (c < 'a' || c > 'z') && (i > dot || host[i] != '-' && host[i] != '.' && (host[i] < '0' || host[i] > '9')) {
			return false
		}
	}
	return true
}
