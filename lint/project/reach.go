package project

import "github.com/plimsoll-lint/plimsoll/lint/reach"

// Reach returns who can reach whom among the containers of a Compose project, and the ways from its published ports to the
// host. For a Dockerfile there is nobody.
func (u *Unit) Reach() (*reach.Graph, []reach.Path) {
	u.reachOnce.Do(func() {
		if u.Compose == nil {
			u.reach = reach.New(nil, nil)
			return
		}
		u.reach = reach.New(u.Compose, u.Containers)
		u.paths = u.reach.Paths()
	})
	return u.reach, u.paths
}
