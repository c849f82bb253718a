package project

import (
	"cmp"

	"github.com/plimsoll-lint/plimsoll/lint/image"
)

// Drift is two services of a project that are built on different versions of one image.
type Drift struct {
	First, Second *Stack
	Old, New      image.Ref // the bases of the first and the second one
}

// Drifts returns the services that are built on another version of an image than the first service on that image, one for each
// version.
func (u *Unit) Drifts() []Drift {
	first := map[string]*Stack{}
	seen := map[string]bool{}
	var list []Drift
	for _, s := range u.stacks {
		ref := s.Container.Image
		if s.Image == nil || !ref.Known {
			continue
		}
		name := ref.Value.Domain + "/" + ref.Value.Path
		version := name + ":" + cmp.Or(ref.Value.Tag, "latest") + "@" + ref.Value.Digest
		if before := first[name]; before == nil {
			first[name] = s
		} else if !seen[version] {
			list = append(list, Drift{before, s, before.Container.Image.Value, ref.Value})
		}
		seen[version] = true
	}
	return list
}
