package project

import (
	"bytes"
	"path"
	"slices"

	"github.com/plimsoll-lint/plimsoll/lint/container"
	"github.com/plimsoll-lint/plimsoll/lint/dockerfile"
	"github.com/plimsoll-lint/plimsoll/lint/image"
)

// MissingUser returns the name of the user as whom the service is to run and whom the image is known not to have: neither the base
// has one of that name, nor does anything in the Dockerfile that could make one speak of it.
func (s *Stack) MissingUser() (string, bool) {
	v := s.Service.User
	if !v.Set || v.Null || !v.Known {
		return "", false
	}
	user := container.ParseUser(v.V)
	inEtc := func(m container.Mount) bool {
		return container.Inside(m.Target, "/etc") || container.Inside("/etc/passwd", m.Target)
	}
	if user.Root || user.Numeric() || slices.ContainsFunc(s.Container.Mounts, inEtc) {
		return "", false
	}
	switch {
	case s.Image != nil && !s.searchable():
		return "", false
	case s.empty():
	case !s.Container.Image.Known || s.Container.Built && s.Image == nil || !image.HasNoUser(s.Container.Image.Value, user.Name):
		return "", false
	}
	if s.Image == nil {
		return user.Name, true
	}
	for _, stage := range s.Image.Chain() {
		for in := range stage.All() {
			if mayMakeUser(in, user.Name) {
				return "", false
			}
		}
	}
	return user.Name, true
}

// mayMakeUser reports whether an instruction may put a user into the image: it says the name, makes one whose name it does not say,
// runs a script, or brings /etc from elsewhere.
func mayMakeUser(in dockerfile.Instruction, name string) bool {
	text := in.Span().Bytes()
	switch in := in.(type) {
	case *dockerfile.Run:
		for _, word := range [...]string{name, "$", ".sh", "passwd", "newusers", "sysusers"} {
			if bytes.Contains(text, []byte(word)) {
				return true
			}
		}
	case *dockerfile.Copy:
		dest := path.Clean(in.Dest.Value)
		return dest == "/" || container.Inside(dest, "/etc") || bytes.ContainsRune([]byte(dest), '$')
	case *dockerfile.Add, *dockerfile.OnBuild, *dockerfile.Invalid:
		return true
	}
	return false
}
