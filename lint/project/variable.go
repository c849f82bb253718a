package project

import (
	"strings"

	"github.com/plimsoll-lint/plimsoll/lint/compose"
	"github.com/plimsoll-lint/plimsoll/lint/dockerfile"
	"github.com/plimsoll-lint/plimsoll/lint/source"
)

// Variable is a named value that a file gives to a build or to a container.
type Variable struct {
	Place Place
	Name  source.Text
	// Value is as written, references to variables included, without quotes around it. What a .env file holds is not in it.
	Value source.Text
	// HasValue is false for a name alone, such as an ARG without a default.
	HasValue bool
	// Span is the whole entry.
	Span source.Span
	// Subject is the thing that gets the value: "services.web", "stage build".
	Subject string
}

// Place says what gives a value.
type Place int

// The places of variables.
const (
	Arg           Place = iota // ARG in a Dockerfile
	Env                        // ENV in a Dockerfile
	BuildArgument              // build.args of a Compose file
	Environment                // environment of a Compose file
)

// References reports whether the value is handed through from somewhere: it refers to a variable, or is a name alone,
// which takes its value from the environment.
func (v Variable) References() bool { return !v.HasValue || strings.Contains(v.Value.Value, "$") }

// dockerfileVariables returns those of all ARG and ENV instructions.
func dockerfileVariables(f *dockerfile.File) []Variable {
	var list []Variable
	for i := range f.All() {
		var pairs []dockerfile.Pair
		place := Arg
		switch i := i.(type) {
		case *dockerfile.Arg:
			pairs = i.Pairs
		case *dockerfile.Env:
			pairs, place = i.Pairs, Env
		}
		for _, p := range pairs {
			list = append(list, Variable{
				Place: place, Name: p.Name, Value: unquote(p.Value), HasValue: p.HasValue, Span: p.Span,
				Subject: StageSubject(i.Stage()),
			})
		}
	}
	return list
}

// unquote takes one pair of quotes off a value that stands in them as a whole.
func unquote(t source.Text) source.Text {
	n := len(t.Value)
	if n >= 2 && (t.Value[0] == '"' || t.Value[0] == '\'') && t.Value[n-1] == t.Value[0] {
		return t.Slice(1, n-1)
	}
	return t
}

// composeVariables returns those of environment and build.args. What several services get by one anchor, one extends or
// one file stands once, with the first of them.
func composeVariables(p *compose.Project) []Variable {
	c := collector{seen: map[written]bool{}}
	for _, s := range p.Services {
		subject := "services." + s.Key.Value
		c.add(s.Environment, Environment, subject)
		if s.Build != nil {
			c.add(s.Build.Args, BuildArgument, subject)
		}
	}
	return c.list
}

type collector struct {
	list []Variable
	seen map[written]bool
}

// written is where a variable stands.
type written struct {
	place       Place
	name, value source.Span
}

func (c *collector) add(entries compose.Entries, place Place, subject string) {
	for _, e := range entries.Items {
		v := Variable{
			Place: place, Name: e.Key, Value: e.Value.Raw(), HasValue: e.Value.Set && !e.Value.Null, Span: e.Span,
			Subject: subject,
		}
		if at := (written{place, v.Name.Span, v.Value.Span}); !c.seen[at] {
			c.seen[at] = true
			c.list = append(c.list, v)
		}
	}
}
