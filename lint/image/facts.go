package image

import "strings"

// Answer is yes, no, or that it is not known.
type Answer uint8

// The answers.
const (
	Unknown Answer = iota
	No
	Yes
)

// Facts is what an image does by default. Whatever is not known says so: an Answer is Unknown, a list nil, a text
// empty.
type Facts struct {
	User User
	Drop Drop

	// Entrypoint and Cmd are what the image runs, the shell form as /bin/sh -c. Nil: not known; empty: none.
	Entrypoint, Cmd []string
	// Ports are as EXPOSE has them: "80", "53/udp", "4510-4559". Nil: not known; empty: none.
	Ports []string
	// Volumes are paths that VOLUME declares. Nil: not known; empty: none.
	Volumes []string
	// Healthcheck says whether the image declares one.
	Healthcheck Answer
	// Shell is "none" where there is nothing to run `sh -c` with, or the program that serves; else empty.
	Shell string
	// OS is "linux" or "windows".
	OS string

	// needs are the blocks of needs.txt; see Needs.
	needs string

	// Confidence says how firm the facts are.
	Confidence Confidence
	// Date is the day of the source of the facts, YYYY-MM-DD.
	Date string
}

// User is the last USER of the image's Dockerfile, followed through its bases.
type User struct {
	// Set is Yes where there is one; No where there never was, so that the container starts as root, or on Windows as
	// its administrator; Unknown where nothing is known.
	Set Answer
	// Name is as written, such as "1000:0" or "nobody". Only when Set is Yes.
	Name string
	// UID is the user's number in decimal, where the Dockerfile says it; else empty.
	UID string
	// Offered names users that an image without a USER holds ready for one.
	Offered []string
}

// Drop says whether the container's own process changes from root to another user by itself.
type Drop struct {
	Kind DropKind
	// To is the user, With the program that changes to it (gosu, su-exec, setpriv, ...), UID the user's number; empty
	// where not known.
	To, With, UID string
	// IfDefaultCommand says that another command than the image's own (a shell, say) stays root.
	IfDefaultCommand bool
	// IfCaps are capabilities without which the change is skipped and the process stays root, without an error.
	IfCaps []string
}

// DropKind classes what an image does with root.
type DropKind uint8

// The kinds of drops.
const (
	DropUnknown DropKind = iota
	Keeps                // the process stays what USER says
	Drops                // the process becomes another user
	WorkersOnly          // the main process stays root, its workers become another user: nginx, httpd, php-fpm
)

// Confidence says how firm facts are; a greater one is firmer.
type Confidence uint8

// The degrees of confidence.
const (
	NoConfidence Confidence = iota
	WellKnown               // common knowledge, not looked up: a hint
	SameImage               // nothing was read for this tag; all tags of the image that were read agree
	SameVariant             // nothing was read for this tag; those of the same variant and nearest version agree
	Documented              // documentation or a repository, in whatever version was to be had
	ReadByHand              // a Dockerfile of the image, for a pattern of tags
	Sibling                 // the Dockerfile of the nearest version of the same variant
	Head                    // the tip of the repository, not the commit that is built
	Branch                  // the tip of the branch that is built from
	Exact                   // the very commit that is built
)

// String returns the degree in words that fit behind "known from".
func (c Confidence) String() string {
	switch c {
	case WellKnown:
		return "common knowledge"
	case SameImage:
		return "other tags of the image"
	case SameVariant:
		return "other versions of the image"
	case Documented:
		return "documentation"
	case ReadByHand, Sibling:
		return "a Dockerfile of the image"
	case Head, Branch, Exact:
		return "its Dockerfile"
	}
	return "nothing"
}

// Root reports whether the container starts as root: before any drop of privileges. For Windows the answer is Unknown.
func (f Facts) Root() Answer {
	if f.OS == "windows" {
		return Unknown
	}
	switch f.User.Set {
	case No:
		return Yes
	case Yes:
		name, _, _ := strings.Cut(f.User.Name, ":")
		if name == "root" || f.User.UID == "0" || name != "" && strings.Trim(name, "0") == "" {
			return Yes
		}
		return No
	}
	return Unknown
}

// merge returns what both say; a field on which they differ is not known.
func merge(a, b Facts) Facts {
	if a.User.Set != b.User.Set || a.User.Name != b.User.Name {
		a.User = User{}
	}
	if a.User.UID != b.User.UID {
		a.User.UID = ""
	}
	if !same(a.User.Offered, b.User.Offered) {
		a.User.Offered = nil
	}
	a.Drop = mergeDrop(a.Drop, b.Drop)
	for _, list := range []struct {
		into *[]string
		from []string
	}{
		{&a.Entrypoint, b.Entrypoint}, {&a.Cmd, b.Cmd}, {&a.Ports, b.Ports}, {&a.Volumes, b.Volumes},
	} {
		if !same(*list.into, list.from) {
			*list.into = nil
		}
	}
	if a.Healthcheck != b.Healthcheck {
		a.Healthcheck = Unknown
	}
	if a.Shell != b.Shell {
		a.Shell = ""
	}
	if a.OS != b.OS {
		a.OS = ""
	}
	a.needs = mergeNeeds(a.needs, b.needs)
	a.Confidence = min(a.Confidence, b.Confidence)
	a.Date = min(a.Date, b.Date)
	return a
}

func mergeDrop(a, b Drop) Drop {
	if a.Kind != b.Kind {
		return Drop{}
	}
	if a.To != b.To {
		a.To = ""
	}
	if a.With != b.With {
		a.With = ""
	}
	if a.UID != b.UID {
		a.UID = ""
	}
	a.IfDefaultCommand = a.IfDefaultCommand || b.IfDefaultCommand
	if len(a.IfCaps) == 0 {
		a.IfCaps = b.IfCaps
	}
	return a
}

// same compares two lists; unknown (nil) and none (empty) differ.
func same(a, b []string) bool {
	if len(a) != len(b) || (a == nil) != (b == nil) {
		return false
	}
	for i := range a {
		if a[i] != b[i] {
			return false
		}
	}
	return true
}
