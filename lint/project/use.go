package project

import (
	"slices"
	"strings"
	"sync"

	"github.com/plimsoll-lint/plimsoll/lint/compose"
	"github.com/plimsoll-lint/plimsoll/lint/container"
	"github.com/plimsoll-lint/plimsoll/lint/dockerfile"
	"github.com/plimsoll-lint/plimsoll/lint/source"
)

// linked is a Dockerfile, parsed when it is first asked for.
type linked struct {
	once sync.Once
	file *dockerfile.File
	err  error
	uses []use // the services that build it
}

// use is one way in which a service builds a Dockerfile.
type use struct {
	project, service string
	args             []compose.Entry
	environment      []compose.Entry
	built            map[string]string // the images that the project builds, each with its service
	user             container.Setting[container.User]
	contexts         []compose.Entry // additional_contexts
	target           compose.String
	from             string // the folder of the build context
	context          bool   // the project was read for what it says of the Dockerfile, and is not reported on
}

// reported reports whether a service builds the Dockerfile in a project that is reported on: what runs is its business.
func (e *linked) reported() bool {
	return slices.ContainsFunc(e.uses, func(u use) bool { return !u.context })
}

// unprivileged returns the user of the services that build the Dockerfile, if none of them is root.
func (e *linked) unprivileged() (user container.Setting[container.User], ok bool) {
	for _, u := range e.uses {
		if !u.user.Known || u.user.Value.StaysRoot() {
			return user, false
		}
		user, ok = u.user, true
	}
	return user, ok
}

// users are the projects of which services build a Dockerfile.
type users []user

type user struct {
	service string            // the only service that does; "" for several
	built   map[string]string // the images that the project builds, each with its service
}

func (e *linked) users() users {
	var out users
	at := map[string]int{} // by project
	for _, u := range e.uses {
		i, ok := at[u.project]
		if !ok {
			at[u.project] = len(out)
			out = append(out, user{service: u.service, built: u.built})
		} else if out[i].service != u.service {
			out[i].service = ""
		}
	}
	return out
}

// build reports whether another service of a project that builds the Dockerfile builds the image, so that no registry
// holds it.
func (list users) build(im Image) bool {
	return slices.ContainsFunc(list, func(u user) bool {
		service := u.built[im.Ref.Text.Value]
		return service != "" && service != u.service
	})
}

// overridden returns where services that build the Dockerfile set variables of the container anew, by name.
func (e *linked) overridden() map[string]source.Span {
	var set map[string]source.Span
	for _, u := range e.uses {
		for _, v := range u.environment {
			if set == nil {
				set = map[string]source.Span{}
			}
			if _, ok := set[v.Key.Value]; !ok {
				set[v.Key.Value] = v.Span
			}
		}
	}
	return set
}

// Overridden returns where a service that builds the Dockerfile sets a variable of the image anew when the container starts; zero
// where none does.
func (u *Unit) Overridden(name string) source.Span { return u.overridden[name] }

// distinctArgs returns the different sets of arguments with which services build a Dockerfile, in a fixed order.
func distinctArgs(uses []use) [][]compose.Entry {
	slices.SortFunc(uses, func(a, b use) int {
		return strings.Compare(a.project+"\x00"+a.service, b.project+"\x00"+b.service)
	})
	var sets [][]compose.Entry
	seen := map[string]bool{}
	for _, u := range uses {
		var id strings.Builder
		for _, e := range u.args {
			id.WriteString(e.Key.Value + "\x00" + e.Value.V + "\x00")
		}
		if !seen[id.String()] {
			seen[id.String()] = true
			sets = append(sets, u.args)
		}
	}
	return sets
}
