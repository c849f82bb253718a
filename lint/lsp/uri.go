package lsp

import (
	"net/url"
	"path"
	"strings"
)

// pathOf returns the path on the host that a URI stands for; false for one that is no local file.
func pathOf(uri string, windows bool) (string, bool) {
	rest, ok := cutFold(uri, "file://")
	if !ok {
		return "", false
	}
	if i := strings.IndexAny(rest, "?#"); i >= 0 {
		rest = rest[:i]
	}
	name, err := url.PathUnescape(rest)
	if err != nil || strings.ContainsRune(name, 0) {
		return "", false
	}
	host, local := "", name
	if i := strings.IndexByte(name, '/'); i >= 0 {
		host, local = name[:i], path.Clean(name[i:])
	}
	if strings.EqualFold(host, "localhost") {
		host = ""
	}
	if !windows {
		return local, host == "" && strings.HasPrefix(local, "/")
	}
	if host != "" { // a share of a server
		return `\\` + host + strings.ReplaceAll(local, "/", `\`), true
	}
	if len(local) < 3 || local[2] != ':' {
		return "", false
	}
	drive := strings.ToLower(local[1:2])
	return drive + strings.ReplaceAll(local[2:], "/", `\`), true
}

// uriOf returns the URI of a path on the host.
func uriOf(name string, windows bool) string {
	if windows {
		name = strings.ReplaceAll(name, `\`, "/")
		if server, ok := strings.CutPrefix(name, "//"); ok {
			return "file://" + escape(server)
		}
		name = "/" + name
	}
	return "file://" + escape(name)
}

// escape writes a path as it stands in a URI.
func escape(name string) string {
	const hex = "0123456789ABCDEF"
	var out strings.Builder
	for i := range len(name) {
		c := name[i]
		switch {
		case 'a' <= c && c <= 'z', 'A' <= c && c <= 'Z', '0' <= c && c <= '9', strings.IndexByte("/-._~", c) >= 0:
			out.WriteByte(c)
		default:
			out.Write([]byte{'%', hex[c>>4], hex[c&15]})
		}
	}
	return out.String()
}

func cutFold(s, prefix string) (string, bool) {
	if len(s) < len(prefix) || !strings.EqualFold(s[:len(prefix)], prefix) {
		return s, false
	}
	return s[len(prefix):], true
}
