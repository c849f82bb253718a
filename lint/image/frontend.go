package image

import "github.com/plimsoll-lint/plimsoll/lint/spell"

// MeantFrontend returns the name of Docker's own frontend that a reference all but names, or nothing: it is not near, or it
// is that frontend.
func MeantFrontend(ref Ref) string {
	const own, next = "docker/dockerfile", "docker/dockerfile-upstream"
	name := ref.Name()
	switch {
	case name == own, name == next:
		return ""
	case name == "dockerfile":
		return own
	case ref.Domain == hub:
		return spell.Nearest(name, []string{own, next})
	case (ref.Path == own || ref.Path == next) && spell.Nearest(ref.Domain, []string{hub}) != "":
		return ref.Path
	}
	return ""
}
