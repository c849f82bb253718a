package report

import (
	"path"
	"strings"
)

// artifactURI returns the path of a file as a relative URI: no leading "./", no "..", and each byte that may not stand in
// a segment percent-encoded, whatever its encoding. A colon is encoded as well, as it would make the start a scheme.
func artifactURI(name string) string {
	name = strings.TrimPrefix(path.Clean("/"+name), "/")
	var b strings.Builder
	b.Grow(len(name))
	for i := range len(name) {
		const digits = "0123456789ABCDEF"
		if c := name[i]; c == '/' || segmentByte(c) {
			b.WriteByte(c)
		} else {
			b.WriteByte('%')
			b.WriteByte(digits[c>>4])
			b.WriteByte(digits[c&0xf])
		}
	}
	return b.String()
}

// segmentByte reports whether RFC 3986 allows a byte in any segment of a relative path.
func segmentByte(c byte) bool {
	switch {
	case 'a' <= c && c <= 'z', 'A' <= c && c <= 'Z', '0' <= c && c <= '9':
		return true
	}
	return strings.IndexByte("-._~!$&'()*+,;=@", c) >= 0
}
