package project

import (
	"maps"
	"strings"

	"github.com/plimsoll-lint/plimsoll/lint/dockerfile"
	"github.com/plimsoll-lint/plimsoll/lint/secret"
	"github.com/plimsoll-lint/plimsoll/lint/shell"
	"github.com/plimsoll-lint/plimsoll/lint/source"
)

// PassedOn is an ENV or LABEL of what ships whose value is made of a build argument that takes a credential.
type PassedOn struct {
	// Argument is the ARG, and Declared where it stands.
	Argument string
	Declared source.Span
	// Name is the variable or label, Pair the whole of it, and At the name of the argument in its value.
	Name     source.Text
	Pair, At source.Span
	Label    bool
	Subject  string
}

// PassedOn returns the variables and labels of what ships that get the value of a build argument which takes a credential:
// its name says so, or it is the whole value of a variable whose name does.
func (u *Unit) PassedOn() []PassedOn {
	u.followArguments()
	return u.passedOn
}

// SecretArguments returns the build arguments that take a credential, by name, as a RUN instruction sees them in its
// environment, and where they are declared.
func (u *Unit) SecretArguments(run *dockerfile.Run) map[string]source.Span {
	u.followArguments()
	return u.secretArguments[run]
}

// arguments are the build arguments in sight: where they are declared, and whether they take a credential.
type arguments map[string]argument

type argument struct {
	declared source.Span
	secret   bool
}

// maxArguments bounds how many build arguments are followed at once.
const maxArguments = 128

// sight is the arguments that a stage sees. Those of the parent are shared until one is changed.
type sight struct {
	arguments
	owned bool
	seen  map[string]source.Span // those that take a credential; nil where they were not looked for
}

func (s *sight) set(name string, a argument) {
	old, there := s.arguments[name]
	if !there && len(s.arguments) >= maxArguments || there && old.secret == a.secret {
		return
	}
	s.own()
	s.arguments[name] = a
}

func (s *sight) hide(name string) {
	if _, there := s.arguments[name]; there {
		s.own()
		delete(s.arguments, name)
	}
}

func (s *sight) own() {
	s.seen = nil
	if !s.owned {
		if s.arguments = maps.Clone(s.arguments); s.arguments == nil {
			s.arguments = arguments{}
		}
		s.owned = true
	}
}

// secrets returns the arguments that take a credential.
func (s *sight) secrets() map[string]source.Span {
	if s.seen == nil {
		s.seen = map[string]source.Span{}
		for name, a := range s.arguments {
			if a.secret {
				s.seen[name] = a.declared
			}
		}
	}
	return s.seen
}

func (u *Unit) followArguments() {
	u.argumentsOnce.Do(func() {
		if u.Dockerfile == nil || len(u.Builds) == 0 {
			return
		}
		after := make([]arguments, len(u.Dockerfile.Stages))
		for i, s := range u.Dockerfile.Stages {
			f := follower{unit: u, file: u.Dockerfile, ships: u.Ships(s), subject: StageSubject(s)}
			var here arguments
			if im := u.Builds[0].Image(s); im != nil && im.Parent != nil {
				here = after[im.Parent.Stage.Index] // an ARG is seen in the stages that are built on its own
			}
			own := sight{arguments: here}
			var triggers sight // those of ONBUILD run in another stage
			for in := range s.All() {
				if in.OnBuild() {
					f.follow(in, &triggers)
				} else {
					f.follow(in, &own)
				}
			}
			after[i] = own.arguments
		}
	})
}

// follower follows the build arguments through one stage.
type follower struct {
	unit    *Unit
	file    *dockerfile.File
	ships   bool
	subject string
}

func (f *follower) follow(in dockerfile.Instruction, args *sight) {
	switch in := in.(type) {
	case *dockerfile.Arg:
		for _, p := range in.Pairs {
			args.set(p.Name.Value, f.declare(p, args.arguments))
		}
	case *dockerfile.Env:
		for _, p := range in.Pairs {
			f.pass(p, args.arguments, false)
		}
		for _, p := range in.Pairs {
			args.hide(p.Name.Value) // ENV hides an ARG
		}
	case *dockerfile.Label:
		for _, p := range in.Pairs {
			f.pass(p, args.arguments, true)
		}
	case *dockerfile.Run:
		if seen := args.secrets(); len(seen) > 0 {
			if f.unit.secretArguments == nil {
				f.unit.secretArguments = map[*dockerfile.Run]map[string]source.Span{}
			}
			f.unit.secretArguments[in] = seen
		}
	case *dockerfile.Copy:
		f.heredocs(in, &in.Transfer, args.arguments)
	case *dockerfile.Add:
		f.heredocs(in, &in.Transfer, args.arguments)
	}
}

// heredocs notes the arguments with credentials in the files that COPY and ADD write out of the Dockerfile.
func (f *follower) heredocs(at dockerfile.Instruction, t *dockerfile.Transfer, args arguments) {
	if !f.ships || len(args) == 0 {
		return
	}
	for _, h := range t.Heredocs {
		if !h.Expand {
			continue
		}
		for _, ref := range f.file.References(h.Body()) {
			if a := args[ref.Value]; a.secret {
				f.unit.written = append(f.unit.written, Leak{
					Leak:     shell.Leak{Secret: ref.Value, Into: f.unit.Resolve(t.Dest, at).Value, Span: ref.Span},
					Declared: a.declared, Subject: f.subject,
				})
				break
			}
		}
	}
}

// declare judges an ARG. One with a credential as its default is none that takes one: that is in the file.
func (f *follower) declare(p dockerfile.Pair, args arguments) argument {
	a := argument{declared: p.Name.Span}
	if !p.HasValue || p.Value.Value == "" {
		a.secret = secret.Name(p.Name.Value) == secret.Strong
		return a
	}
	for _, name := range f.file.References(p.Value) {
		a.secret = a.secret || args[name.Value].secret
	}
	if secret.Name(p.Name.Value) == secret.Strong {
		a.secret = a.secret || secret.StandIn(unquote(p.Value).Value)
	}
	return a
}

func (f *follower) pass(p dockerfile.Pair, args arguments, label bool) {
	if !f.ships || len(args) == 0 || namesFile(p) {
		return
	}
	refs := f.file.References(p.Value)
	for _, ref := range refs {
		a, ok := args[ref.Value]
		whole := len(refs) == 1 && unquote(p.Value).Value == "$"+ref.Value || unquote(p.Value).Value == "${"+ref.Value+"}"
		if !ok || !a.secret && !(whole && secret.Name(p.Name.Value) == secret.Strong) {
			continue
		}
		f.unit.passedOn = append(f.unit.passedOn, PassedOn{
			Argument: ref.Value, Declared: a.declared, Name: p.Name, Pair: p.Span, At: ref.Span, Label: label, Subject: f.subject,
		})
		return
	}
}

// namesFile reports whether a variable holds a path, of which the argument is a part.
func namesFile(p dockerfile.Pair) bool {
	value := unquote(p.Value).Value
	name := strings.ToUpper(p.Name.Value)
	return strings.HasPrefix(value, "/") || strings.HasPrefix(value, "./") || strings.HasSuffix(name, "FILE") ||
		strings.HasSuffix(name, "PATH") || strings.HasSuffix(name, "DIR")
}
