package project

import (
	"path"
	"strings"

	"github.com/plimsoll-lint/plimsoll/lint/dockerfile"
	"github.com/plimsoll-lint/plimsoll/lint/source"
)

// BuildGrant is a secret, or an SSH agent, on one side of a build: what a service gives, or what a RUN mounts.
type BuildGrant struct {
	Kind string // secret or ssh
	ID   string
	At   source.Span
	// Required says that the build fails without it.
	Required bool
}

// Name names the kind in a sentence.
func (g BuildGrant) Name() string {
	if g.Kind == "ssh" {
		return "SSH agent"
	}
	return g.Kind
}

// Mounted returns the secrets and SSH agents that the build of the service mounts, and whether those are all.
func (s *Stack) Mounted() (list []BuildGrant, complete bool) {
	if s.Image == nil {
		return nil, false
	}
	complete = true
	for _, stage := range s.inner.Builds[0].Reachable(s.Image.Stage) {
		for in := range stage.All() {
			switch in := in.(type) {
			case *dockerfile.Run:
				for i := range in.Mounts {
					m := &in.Mounts[i]
					if kind := m.Type().Value; kind == "secret" || kind == "ssh" {
						g, known := s.mounted(in, m, kind)
						complete = complete && known
						list = append(list, g)
					}
				}
			case *dockerfile.Add: // a repository is fetched with the agent of the build
				for _, word := range in.Sources {
					if v := s.inner.Resolve(word, in).Value; strings.HasPrefix(v, "git@") || strings.HasPrefix(v, "ssh://") {
						list = append(list, BuildGrant{Kind: "ssh", ID: "default", At: word.Span})
					}
				}
			case *dockerfile.Invalid:
				complete = false
			}
		}
	}
	return list, complete
}

// mounted reads one mount. The id of a secret is the name of its file where none is written.
func (s *Stack) mounted(in *dockerfile.Run, m *dockerfile.Mount, kind string) (BuildGrant, bool) {
	id := s.inner.Resolve(m.Get("id"), in)
	g := BuildGrant{Kind: kind, ID: id.Value, At: m.Flag.Span, Required: m.Is("required")}
	if g.ID == "" && kind == "ssh" {
		g.ID = "default"
	}
	if g.ID == "" {
		id = s.inner.Resolve(m.Target(), in)
		g.ID = path.Base(id.Value)
	}
	return g, id.Known || id.Value == ""
}

// Given returns the secrets and SSH agents that the service gives its build, and whether those are all.
func (s *Stack) Given() (list []BuildGrant, complete bool) {
	b := s.Service.Build
	if b == nil {
		return nil, false
	}
	complete = b.SSH.Known && !s.Service.Partial
	for _, g := range b.Secrets {
		id := g.Source
		if g.Target.Set && !g.Target.Null {
			id = g.Target
		}
		complete = complete && id.Known
		list = append(list, BuildGrant{Kind: "secret", ID: id.V, At: g.Span})
	}
	for _, e := range b.SSH.Items {
		list = append(list, BuildGrant{Kind: "ssh", ID: e.Key.Value, At: e.Span})
	}
	return list, complete
}

// UnusedGrants returns what the service gives its build and nothing in the build mounts.
func (s *Stack) UnusedGrants() []BuildGrant {
	given, _ := s.Given()
	if len(given) == 0 {
		return nil
	}
	mounted, complete := s.Mounted()
	if !complete || remote(s.Service.Build.Context.V) {
		return nil
	}
	return without(given, mounted)
}

// MissingGrants returns what the build mounts and the service does not give. What it can do without counts where no service of
// the project gives it to the same Dockerfile.
func (u *Unit) MissingGrants(s *Stack) []BuildGrant {
	mounted, _ := s.Mounted()
	given, complete := s.Given()
	missing := without(mounted, given)
	if !complete || len(missing) == 0 {
		return nil
	}
	var list []BuildGrant
	for _, m := range missing {
		if len(list) == maxListed {
			break
		}
		if m.Required || m.Kind == "secret" && !u.givesElsewhere(s, m) {
			list = append(list, m)
		}
	}
	return list
}

// givesElsewhere reports whether a service of the project may give it to the same Dockerfile.
func (u *Unit) givesElsewhere(s *Stack, m BuildGrant) bool {
	u.givesOnce.Do(func() {
		u.gives, u.givesAny = map[*dockerfile.File]map[grantKey]bool{}, map[*dockerfile.File]bool{}
		for _, other := range u.stacks {
			if other.inner == nil {
				continue
			}
			file := other.inner.Dockerfile
			given, complete := other.Given()
			u.givesAny[file] = u.givesAny[file] || !complete
			for _, g := range given {
				if u.gives[file] == nil {
					u.gives[file] = map[grantKey]bool{}
				}
				u.gives[file][g.key()] = true
			}
		}
	})
	return u.givesAny[s.inner.Dockerfile] || u.gives[s.inner.Dockerfile][m.key()]
}

// grantKey tells grants apart.
type grantKey struct{ kind, id string }

func (g BuildGrant) key() grantKey { return grantKey{g.Kind, g.ID} }

// without returns the elements of a list that have no namesake in another one.
func without(list, other []BuildGrant) []BuildGrant {
	if len(list) == 0 {
		return nil
	}
	there := make(map[grantKey]bool, len(other))
	for _, o := range other {
		there[o.key()] = true
	}
	var out []BuildGrant
	for _, g := range list {
		if !there[g.key()] {
			out = append(out, g)
		}
	}
	return out
}
