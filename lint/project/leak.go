package project

import (
	"path"
	"slices"

	"github.com/plimsoll-lint/plimsoll/lint/dockerfile"
	"github.com/plimsoll-lint/plimsoll/lint/shell"
	"github.com/plimsoll-lint/plimsoll/lint/source"
)

// Leak is a command of a build that leaves a secret behind in a file of what ships.
type Leak struct {
	shell.Leak
	// Mount is the secret mount that gives it; nil where a build argument does, which is declared at Declared.
	Mount    *dockerfile.Mount
	Declared source.Span
	Subject  string
}

// Leaks returns the commands of the stages that ship which write a secret into a file that stays in the layer: of a secret
// mount, or of a build argument that takes a credential.
func (u *Unit) Leaks() []Leak {
	u.leaksOnce.Do(func() {
		for _, s := range u.Scripts() {
			given := u.given(s.Run)
			if given.empty() || !u.Ships(s.Run.Stage()) {
				continue
			}
			for _, l := range s.Leaks(given.Secrets) {
				leak := Leak{Leak: l, Mount: given.mounts[l.Secret], Subject: s.Subject}
				if leak.Mount == nil {
					leak.Declared = given.arguments[l.Secret]
				}
				u.leaks = append(u.leaks, leak)
			}
		}
		u.followArguments()
		u.leaks = append(u.leaks, u.written...)
	})
	return u.leaks
}

// Print is a mounted secret that a build writes into its log.
type Print struct {
	shell.Print
	Mount   *dockerfile.Mount
	Subject string
}

// Prints returns what the build shows of its mounted secrets in the log.
func (u *Unit) Prints() []Print {
	var out []Print
	for _, s := range u.Scripts() {
		if !mountsSecret(s.Run) {
			continue
		}
		given := u.given(s.Run)
		given.Variables = slices.DeleteFunc(given.Variables, func(name string) bool { return given.mounts[name] == nil })
		for _, p := range s.Prints(given.Secrets) {
			out = append(out, Print{Print: p, Mount: given.mounts[p.Secret], Subject: s.Subject})
		}
	}
	return out
}

func mountsSecret(run *dockerfile.Run) bool {
	return slices.ContainsFunc(run.Mounts, func(m dockerfile.Mount) bool { return m.Type().Value == "secret" })
}

// given are the secrets that a RUN instruction gives to its script.
type given struct {
	shell.Secrets
	mounts    map[string]*dockerfile.Mount // by variable and file
	arguments map[string]source.Span
}

func (g *given) empty() bool { return len(g.Variables) == 0 && len(g.Files) == 0 }

func (u *Unit) given(run *dockerfile.Run) given {
	g := given{arguments: u.SecretArguments(run)}
	for name := range g.arguments {
		g.Variables = append(g.Variables, name)
	}
	for i := range run.Mounts {
		g.mount(u, run, &run.Mounts[i])
	}
	if !g.empty() {
		if dir, known := u.below(".", run); known {
			g.Dir = dir
		}
	}
	return g
}

// mount adds a mount. Nothing that is written into one stays in the layer.
func (g *given) mount(u *Unit, run *dockerfile.Run, m *dockerfile.Mount) {
	target := u.Resolve(m.Target(), run).Value
	if target != "" && !path.IsAbs(target) {
		if dir, known := u.below(target, run); known {
			target = dir
		}
	}
	if m.Type().Value != "secret" {
		if target != "" {
			g.Gone = append(g.Gone, target)
		}
		return
	}
	if g.mounts == nil {
		g.mounts = map[string]*dockerfile.Mount{}
	}
	if env := m.Get("env"); env.Value != "" {
		g.Variables = append(g.Variables, env.Value)
		g.mounts[env.Value] = m
		if target == "" {
			return
		}
	}
	if target == "" {
		id := m.Get("id").Value
		if source := m.Source().Value; source != "" {
			id = source
		}
		target = "/run/secrets/" + path.Base(id)
	}
	g.Files, g.Gone = append(g.Files, target), append(g.Gone, target)
	g.mounts[target] = m
}
