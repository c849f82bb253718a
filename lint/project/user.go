package project

import (
	"path"
	"slices"
	"strings"

	"github.com/plimsoll-lint/plimsoll/lint/container"
	"github.com/plimsoll-lint/plimsoll/lint/dockerfile"
	"github.com/plimsoll-lint/plimsoll/lint/source"
)

// DroppedGroup is a group that a user was put into and that the last USER takes away again, since it names a group.
type DroppedGroup struct {
	User, Group string
	At          source.Text // the operand of USER
	Given       source.Span
	Subject     string
}

// DroppedGroups returns the first group that the last USER of what ships takes away.
func (u *Unit) DroppedGroups() (DroppedGroup, bool) {
	im := u.Final()
	if im == nil || im.User == nil || !im.User.Known || !strings.Contains(im.User.Value, ":") || im.Windows() {
		return DroppedGroup{}, false
	}
	user := container.ParseUser(im.User.Value)
	if user.Root || user.Numeric() || user.Group == "" {
		return DroppedGroup{}, false
	}
	for _, c := range u.Commands("useradd", "usermod", "gpasswd", "adduser", "addgroup") {
		if !u.Ships(c.Run.Stage()) {
			continue
		}
		for _, m := range c.Memberships() {
			if !m.First && m.User == user.Name && m.Group != user.Group && m.Group != user.Name {
				return DroppedGroup{user.Name, m.Group, im.User.Text, c.Span(), StageSubject(im.Stage)}, true
			}
		}
	}
	return DroppedGroup{}, false
}

// Nameless is a place that names a user in an image without a list of users.
type Nameless struct {
	Name    string
	At      source.Span
	Subject string
}

// Nameless returns the names of users in USER and --chown for which the build cannot find a number: the chain of the stage
// begins with nothing, and nothing in front of the place can have brought /etc/passwd.
func (u *Unit) Nameless() []Nameless {
	if u.Dockerfile == nil {
		return nil
	}
	var found []Nameless
	var listed map[*dockerfile.Stage]bool // the stages that may have a list at their end
	for _, s := range u.Dockerfile.Stages {
		if !u.FromScratch(s) {
			continue
		}
		if listed == nil {
			listed = map[*dockerfile.Stage]bool{}
		}
		if parent := u.Builds[0].Image(s).Parent; parent != nil && listed[parent.Stage] {
			listed[s] = true
			continue
		}
		for _, in := range s.Instructions {
			if name, at := u.named(in); name != "" {
				found = append(found, Nameless{name, at, StageSubject(s)})
			}
			if u.mayBringUsers(in) {
				listed[s] = true
				break
			}
		}
	}
	return found
}

// named returns the user whom an instruction names, if it is by a name.
func (u *Unit) named(in dockerfile.Instruction) (string, source.Span) {
	var text source.Text
	switch in := in.(type) {
	case *dockerfile.User:
		text = in.User
	case *dockerfile.Copy:
		text = in.Chown
	case *dockerfile.Add:
		text = in.Chown
	}
	if text.Value == "" {
		return "", source.Span{}
	}
	r := u.Resolve(text, in)
	user := container.ParseUser(r.Value)
	if !r.Known || user.Root || user.Numeric() {
		return "", source.Span{}
	}
	return user.Name, text.Span
}

// mayBringUsers reports whether an instruction may put /etc/passwd into an empty image.
func (u *Unit) mayBringUsers(in dockerfile.Instruction) bool {
	switch in := in.(type) {
	case *dockerfile.Run, *dockerfile.Add, *dockerfile.OnBuild, *dockerfile.Invalid:
		return true
	case *dockerfile.Copy:
		dest := u.Resolve(in.Dest, in)
		if !dest.Known || !path.IsAbs(dest.Value) {
			return true
		}
		return slices.Contains([]string{"/", "/etc", "/etc/passwd"}, path.Clean(dest.Value))
	}
	return false
}
