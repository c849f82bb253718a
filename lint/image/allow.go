package image

import (
	"errors"
	"fmt"
	"strings"

	"github.com/plimsoll-lint/plimsoll/lint/glob"
)

// Allowed reports whether one of the patterns of an allow list matches the image's repository. Tag and digest play no
// part.
//
// A pattern is HOST/PATH. A pattern whose first part is no host (it has neither '.' nor ':' and is not localhost) is
// one of Docker Hub, as in a reference: "nginx" is docker.io/library/nginx, "grafana/*" is docker.io/grafana/*.
//
//   - In the path '*' stands for any bytes but '/': ghcr.io/acme/* holds ghcr.io/acme/app, and neither
//     ghcr.io/acme/team/app nor ghcr.io/acme-evil/app.
//   - "/**" at the end stands for all that lies below, however deep: registry.corp.example/**. A host alone means the
//     same.
//   - In the host '*' stands for exactly one whole label: *.corp.example holds eu.corp.example, and neither
//     corp.example nor evilcorp.example. A port must be written where the reference has one.
//   - "**" alone holds every image.
//
// A pattern that CheckPattern refuses matches nothing.
func Allowed(patterns []string, ref Ref) bool {
	for _, pattern := range patterns {
		if CheckPattern(pattern) == nil && allows(pattern, ref) {
			return true
		}
	}
	return false
}

// Within reports whether every image that a pattern of an allow list allows is allowed by another as well, as far as that can be
// told: false may also mean that it is not known.
func Within(pattern, wider string) bool {
	if CheckPattern(pattern) != nil || CheckPattern(wider) != nil {
		return false
	}
	if pattern == wider || wider == "**" {
		return true
	}
	if pattern == "**" {
		return false
	}
	host, path := splitPattern(pattern)
	widerHost, widerPath := splitPattern(wider)
	if strings.HasSuffix(path, "**") && !strings.HasSuffix(widerPath, "**") {
		return false
	}
	// An asterisk of the narrower pattern stands for what one of the wider pattern takes, so it may be held against it as a name.
	return hostAllows(widerHost, host) && pathAllows(widerPath, path)
}

// CheckPattern tells what is wrong with a pattern of an allow list.
func CheckPattern(pattern string) error {
	if pattern == "**" {
		return nil
	}
	host, path := splitPattern(pattern)
	switch {
	case pattern == "":
		return errors.New("the pattern is empty")
	case pattern == "*":
		return errors.New("write docker.io/library/* for the official images or ** for every image")
	case strings.ContainsAny(pattern, " \t\r\n@\\") || strings.Contains(pattern, "://"):
		return fmt.Errorf("%q is no repository: write a host and a path", pattern)
	case strings.HasSuffix(pattern, "/"):
		return fmt.Errorf("%q ends in a slash: write %s**", pattern, pattern)
	case strings.Contains(path, ":"):
		return fmt.Errorf("%q has a tag: a pattern names repositories", pattern)
	case strings.Contains(strings.TrimSuffix(path, "/**"), "**") && path != "**":
		return fmt.Errorf("%q has ** inside: it may only stand at the end, behind a slash", pattern)
	case strings.Contains("/"+path+"/", "//"):
		return fmt.Errorf("%q has an empty part", pattern)
	}
	name, _, _ := strings.Cut(host, ":")
	for label := range strings.SplitSeq(name, ".") {
		if label != "*" && strings.Contains(label, "*") {
			return fmt.Errorf("%q: in a host * stands for one whole label, as in *.corp.example", pattern)
		}
	}
	return nil
}

// splitPattern returns the registry and the path of a pattern.
func splitPattern(pattern string) (host, path string) {
	host, path, slash := strings.Cut(pattern, "/")
	switch {
	case !slash && strings.Contains(pattern, "."):
		return hubName(pattern), "**"
	case !slash:
		return hub, "library/" + pattern
	case host != "localhost" && !strings.ContainsAny(host, ".:"):
		return hub, pattern
	}
	host = hubName(host)
	if host == hub && !strings.Contains(path, "/") && path != "**" {
		path = "library/" + path
	}
	return host, path
}

// hubName returns the one name of Docker Hub for its others.
func hubName(host string) string {
	switch host {
	case "index.docker.io", "registry-1.docker.io":
		return hub
	}
	return host
}

func allows(pattern string, ref Ref) bool {
	if pattern == "**" {
		return true
	}
	host, path := splitPattern(pattern)
	return hostAllows(host, hubName(ref.Domain)) && pathAllows(path, ref.Path)
}

func hostAllows(pattern, host string) bool {
	for {
		want, moreWant, a := strings.Cut(pattern, ".")
		have, moreHave, b := strings.Cut(host, ".")
		if a != b {
			return false
		}
		if want == "*" && !strings.Contains(have, ":") {
			want = have
		}
		if !strings.EqualFold(want, have) {
			return false
		}
		if !a {
			return true
		}
		pattern, host = moreWant, moreHave
	}
}

func pathAllows(pattern, path string) bool {
	for {
		if pattern == "**" {
			return path != ""
		}
		want, moreWant, a := strings.Cut(pattern, "/")
		have, moreHave, b := strings.Cut(path, "/")
		if a != b || !glob.Match(want, have) {
			return false
		}
		if !a {
			return true
		}
		pattern, path = moreWant, moreHave
	}
}
