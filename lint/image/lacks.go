package image

import "strings"

// Lacks reports whether an image is known not to hold a program: curl or wget. The table is short and holds what the Dockerfiles of
// official images have shown for years: plain Debian and Ubuntu, their slim variants, and Alpine, which has the wget of BusyBox. An
// image without a shell has neither.
func Lacks(ref Ref, program string) bool {
	if program != "curl" && program != "wget" {
		return false
	}
	if facts, ok := Lookup(ref); ok && facts.Shell == "none" {
		return true
	}
	if !ref.Official() {
		return false
	}
	var slim, alpine bool
	for word := range strings.SplitSeq(ref.Tag, "-") {
		slim = slim || word == "slim"
		alpine = alpine || strings.HasPrefix(word, "alpine")
	}
	switch strings.TrimPrefix(ref.Path, "library/") {
	case "debian", "ubuntu":
		return true
	case "alpine":
		return program == "curl"
	case "python", "node", "ruby":
		return slim || alpine && program == "curl"
	case "golang", "redis", "postgres":
		return alpine && program == "curl"
	}
	return false
}
