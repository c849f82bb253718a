package project

import (
	"strings"

	"github.com/plimsoll-lint/plimsoll/lint/dockerfile"
	"github.com/plimsoll-lint/plimsoll/lint/source"
)

// OpenSSL is a release of OpenSSL that a build fetches in source and that has a known hole.
type OpenSSL struct {
	Version string
	CVE     string // the gravest one that the release was withdrawn for
	Fixed   string // the first release without it
	Span    source.Span
	Subject string // the stage
}

// OpenSSLHole returns the hole of an OpenSSL release, "" where none is listed. Listed are the two that made everybody rebuild:
// https://openssl-library.org/news/vulnerabilities/ as of 1 September 2026.
func OpenSSLHole(version string) (cve, fixed string) {
	switch version {
	case "1.0.1", "1.0.1a", "1.0.1b", "1.0.1c", "1.0.1d", "1.0.1e", "1.0.1f":
		return "CVE-2014-0160", "1.0.1g" // Heartbleed
	case "3.0.0", "3.0.1", "3.0.2", "3.0.3", "3.0.4", "3.0.5", "3.0.6":
		return "CVE-2022-3602", "3.0.7" // a certificate overflows the stack
	}
	return "", ""
}

// OpenSSL returns the releases with holes that the build downloads, adds or clones.
func (u *Unit) OpenSSL() []OpenSSL {
	var out []OpenSSL
	look := func(value string, at source.Span, subject string) {
		version := opensslVersion(value)
		if cve, fixed := OpenSSLHole(version); cve != "" {
			out = append(out, OpenSSL{version, cve, fixed, at, subject})
		}
	}
	for _, c := range u.Commands("curl", "wget", "wget2", "aria2c", "axel", "fetch") {
		if d, ok := c.Download(); ok {
			for i := range d.URLs {
				look(c.Expand(d.URLs[i], nil), d.URLs[i].Span(), c.Subject)
			}
		}
	}
	for _, c := range u.Commands("git") {
		opts := c.Options()
		switch opts.Operand(0) {
		case "clone":
			if o := opts.Find("-b", "--branch"); o != nil {
				look(c.Expand(o.Value, nil), o.Value.Span(), c.Subject)
			}
		case "checkout", "switch":
			for i := range opts.Operands[1:] {
				w := &opts.Operands[i+1]
				look(c.Expand(*w, nil), w.Span(), c.Subject)
			}
		}
	}
	for _, t := range u.Transfers() {
		if _, ok := t.At.(*dockerfile.Add); !ok {
			continue
		}
		for i, r := range t.Paths {
			if strings.Contains(r.Value, "://") {
				look(r.Value, t.Sources[i].Span, t.Subject)
			}
		}
	}
	return out
}

// opensslVersion returns the version in the name of an archive or tag: openssl-3.0.5.tar.gz, OpenSSL_1_0_1c.
func opensslVersion(name string) string {
	lower := strings.ToLower(name)
	i := strings.LastIndex(lower, "openssl-")
	if i < 0 {
		i = strings.LastIndex(lower, "openssl_")
	}
	if i < 0 {
		return ""
	}
	rest := strings.ReplaceAll(lower[i+len("openssl-"):], "_", ".")
	end := 0
	for end < len(rest) && (rest[end] >= '0' && rest[end] <= '9' || rest[end] == '.') {
		end++
	}
	if end > 0 && end < len(rest) && rest[end] >= 'a' && rest[end] <= 'z' && rest[end-1] != '.' {
		end++
	}
	version := strings.TrimRight(rest[:end], ".")
	switch after := rest[len(version):]; {
	case after == "", strings.HasPrefix(after, ".tar"), strings.HasPrefix(after, ".tgz"), strings.HasPrefix(after, ".zip"),
		after[0] == '/':
		return version
	}
	return ""
}
