package dockerfile

import (
	"bytes"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/moby/buildkit/frontend/dockerfile/instructions"
	"github.com/moby/buildkit/frontend/dockerfile/parser"
	"github.com/moby/buildkit/frontend/dockerfile/shell"

	"github.com/plimsoll-lint/plimsoll/lint/source"
)

// world is one of the answers that there can be to what a file leaves open: whether and how the base images and the
// build arguments set a variable.
type world func(name string) (value string, set bool)

// worlds differ in each variable. What we call known has to be the same in all of them.
var worlds = []world{
	func(name string) (string, bool) { return "", false },
	func(name string) (string, bool) { return "", true },
	func(name string) (string, bool) { return "/one/" + name, true },
	func(name string) (string, bool) { return "2" + strings.ToLower(name), len(name)%2 == 0 },
}

// variables is a plain environment for BuildKit's lexer, with a world behind it.
type variables struct {
	set  map[string]string
	rest world
}

func (v variables) Get(name string) (string, bool) {
	if value, ok := v.set[name]; ok || v.rest == nil {
		return value, ok
	}
	return v.rest(name)
}
func (v variables) Keys() []string { return slices.Collect(maps.Keys(v.set)) }

// made is what a stage makes, worked out in the plainest way from BuildKit's own instructions, as its dockerfile2llb
// does.
type made struct {
	base, user string
	env, image map[string]string
	rest       world
	builds     []string
}

// referee evaluates a file in one world.
func referee(res *parser.Result, w world) (stages []made, err error) {
	list, meta, err := instructions.Parse(res.AST, nil)
	if err != nil {
		return nil, err
	}
	lex := shell.NewLex(res.EscapeToken)
	global := map[string]string{}
	for _, name := range []string{"BUILDPLATFORM", "BUILDOS", "BUILDOSVERSION", "BUILDARCH", "BUILDVARIANT",
		"TARGETPLATFORM", "TARGETOS", "TARGETOSVERSION", "TARGETARCH", "TARGETVARIANT", "TARGETSTAGE"} {
		global[name], _ = w(name)
	}
	for _, arg := range meta {
		for _, kv := range arg.Args {
			if kv.Value != nil {
				if global[kv.Key], _, err = lex.ProcessWord(*kv.Value, variables{set: global}); err != nil {
					return nil, err
				}
			} else if _, ok := global[kv.Key]; !ok {
				if v, ok := w(kv.Key); ok {
					global[kv.Key] = v
				}
			}
		}
	}
	named := map[string]int{}
	for i, s := range list {
		base, _, err := lex.ProcessWord(s.BaseName, variables{set: global})
		if err != nil {
			return nil, err
		}
		m := made{base: base, env: map[string]string{}, image: map[string]string{}}
		if n, ok := named[base]; ok {
			p := stages[n]
			m.base, m.user, m.rest = p.base, p.user, p.rest
			m.env, m.image = maps.Clone(p.env), maps.Clone(p.image)
			maps.Copy(m.env, p.image)
			for _, b := range p.builds {
				ast, err := parser.Parse(strings.NewReader("# escape=" + string(res.EscapeToken) + "\n" + b))
				if err != nil {
					return nil, err
				}
				cmd, err := instructions.ParseCommand(ast.AST.Children[0])
				if err != nil {
					return nil, err
				}
				if err := m.run(cmd, lex, global, w); err != nil {
					return nil, err
				}
			}
		} else if base != "scratch" {
			m.rest = w
		} else if res.EscapeToken != '`' {
			m.env["PATH"] = defaultPath
		}
		for _, cmd := range s.Commands {
			if err := m.run(cmd, lex, global, w); err != nil {
				return nil, err
			}
		}
		stages = append(stages, m)
		if s.Name != "" {
			named[strings.ToLower(s.Name)] = i
		}
	}
	return stages, nil
}

func (m *made) run(cmd instructions.Command, lex *shell.Lex, global map[string]string, w world) error {
	expand := func(word string) (string, error) {
		out, _, err := lex.ProcessWord(word, variables{set: m.env, rest: m.rest})
		return out, err
	}
	switch c := cmd.(type) {
	case *instructions.ArgCommand:
		for _, kv := range c.Args {
			if kv.Value == nil {
				if v, ok := global[kv.Key]; ok {
					m.env[kv.Key] = v
				} else if v, ok := w(kv.Key); ok {
					m.env[kv.Key] = v
				}
				continue
			}
			v, err := expand(*kv.Value)
			if err != nil {
				return err
			}
			m.env[kv.Key] = v
		}
	case *instructions.EnvCommand:
		if err := c.Expand(expand); err != nil {
			return err
		}
		for _, kv := range c.Env {
			m.env[kv.Key], m.image[kv.Key] = kv.Value, kv.Value
		}
	case *instructions.UserCommand:
		if err := c.Expand(expand); err != nil {
			return err
		}
		m.user = c.User
	case *instructions.OnbuildCommand:
		m.builds = append(m.builds, c.Expression)
	case instructions.SupportsSingleWordExpansion:
		if _, isRun := cmd.(*instructions.RunCommand); !isRun {
			return c.Expand(expand)
		}
	}
	return nil
}

// knownHolds checks what a Build says to be known against every world.
func knownHolds(src *source.File) error {
	f := Parse(src)
	if len(f.Problems) > 0 {
		return nil
	}
	b := f.Build(nil)
	if len(b.Problems) > 0 && b.Problems[0].Kind == source.Unread {
		return nil
	}
	refused := 0
	for n, w := range worlds {
		res, err := parser.Parse(bytes.NewReader(src.Content))
		if err != nil {
			return nil
		}
		for _, node := range res.AST.Children {
			node.PrevComment = nil
		}
		stages, err := referee(res, w)
		if err != nil {
			refused++
			continue
		}
		for i, m := range stages {
			im := b.images[i]
			if im.Base.Image.Known && im.Base.Image.Value != m.base {
				return fmt.Errorf("world %d, stage %d: the base is %q, not %q", n, i, m.base, im.Base.Image.Value)
			}
			if im.User != nil && im.User.Known && im.User.Value != m.user {
				return fmt.Errorf("world %d, stage %d: the user is %q, not %q", n, i, m.user, im.User.Value)
			}
			for _, v := range im.Env() {
				if got, ok := m.image[v.Name]; v.Known && (!ok || got != v.Value) {
					return fmt.Errorf("world %d, stage %d: %s is %q, not %q", n, i, v.Name, got, v.Value)
				}
			}
		}
	}
	if refused == len(worlds) && len(b.Problems) == 0 {
		return fmt.Errorf("BuildKit refuses it whatever the variables are, and there is no problem")
	}
	return nil
}

func TestKnownHolds(t *testing.T) {
	for name, content := range dockerfiles(t) {
		if strings.Contains(name, "env-bomb") || strings.Contains(name, "env-itself") {
			continue // the referee unfolds them
		}
		if err := knownHolds(source.New(name, content)); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}
