package custom

import (
	"fmt"
	"strings"

	"github.com/plimsoll-lint/plimsoll/lint/cel"
	"github.com/plimsoll-lint/plimsoll/lint/container"
	"github.com/plimsoll-lint/plimsoll/lint/dockerfile"
	"github.com/plimsoll-lint/plimsoll/lint/image"
	"github.com/plimsoll-lint/plimsoll/lint/project"
	"github.com/plimsoll-lint/plimsoll/lint/source"
)

// used is an image with what it is used for.
type used struct {
	image.Ref
	use string
}

// field returns a field of objects of the type T.
func field[T any](name string, t *cel.Type, doc string, get func(T) any, at ...func(T) source.Span) cel.Field {
	f := cel.Field{Name: name, Type: t, Doc: doc, Get: func(o any) any { return get(o.(T)) }}
	if len(at) > 0 {
		f.At = func(o any) source.Span { return at[0](o.(T)) }
	}
	return f
}

func same[T any](v T) any          { return v }
func text[T fmt.Stringer](v T) any { return v.String() }

// listOf makes a list of anything that has one.
func listOf[T any](items []T, value func(T) any) any {
	out := make([]any, len(items))
	for i, item := range items {
		out[i] = value(item)
	}
	return out
}

func imageType() *cel.Type {
	return &cel.Type{Kind: cel.Object, Name: "image", Fields: []cel.Field{
		field("reference", cel.TextType, "as written, with variables put in place: `nginx:1.29`", func(u used) any { return u.String() }),
		field("registry", cel.TextType, "`docker.io` where none is written", func(u used) any { return u.Domain }),
		field("repository", cel.TextType, "the path on the registry: `library/nginx`", func(u used) any { return u.Path }),
		field("tag", cel.TextType, "empty where none is written", func(u used) any { return u.Tag }),
		field("digest", cel.TextType, "with its algorithm; empty where none is written", func(u used) any { return u.Digest }),
		field("pinned", cel.BoolType, "whether a digest is written", func(u used) any { return u.Pinned() }),
		field("use", cel.TextType, "`FROM`, `COPY --from`, `RUN --mount`, `# syntax`, `image`, `additional_contexts`", func(u used) any { return u.use }),
	}}
}

func mountType() *cel.Type {
	return &cel.Type{Kind: cel.Object, Name: "mount", Fields: []cel.Field{
		field("kind", cel.TextType, "`bind`, `volume`, `tmpfs`, `other`", func(m container.Mount) any { return m.Kind.String() }),
		field("source", cel.TextType, "the host's path; empty for a volume of the engine", func(m container.Mount) any {
			if m.Kind != container.Bind && !m.Source.Known {
				return ""
			}
			return setting(m.Source, func(p container.HostPath) any { return string(p) })
		}),
		field("volume", cel.TextType, "the key of the named volume; empty for one without", func(m container.Mount) any { return m.Volume }),
		field("target", cel.TextType, "the path in the container", func(m container.Mount) any { return m.Target }),
		field("read_only", cel.BoolType, "whether the container cannot write to it", func(m container.Mount) any {
			if m.ModeUnknown {
				return cel.Unknown{}
			}
			return m.ReadOnly
		}),
	}}
}

func portType() *cel.Type {
	number := func(p container.Ports) any {
		if p.First == 0 {
			return cel.Unknown{}
		}
		return int64(p.First)
	}
	return &cel.Type{Kind: cel.Object, Name: "port", Fields: []cel.Field{
		field("published", cel.IntType, "the first port of the host; unknown where the engine chooses", func(p container.Port) any { return number(p.Outer) }),
		field("target", cel.IntType, "the first port of the container", func(p container.Port) any { return number(p.Inner) }),
		field("protocol", cel.TextType, "`tcp`, `udp`, `sctp`", func(p container.Port) any {
			if !p.Known {
				return cel.Unknown{}
			}
			if p.Protocol == "" {
				return "tcp"
			}
			return p.Protocol
		}),
		field("public", cel.BoolType, "whether it is on an address that other machines reach", func(p container.Port) any {
			if !p.Known {
				return cel.Unknown{}
			}
			return p.Public
		}),
	}}
}

// containerType is the model of a container. For a Dockerfile that nobody is known to run, what only a run decides is unknown.
func containerType() *cel.Type {
	type c = *container.Container
	run := func(get func(c) any) func(c) any {
		return func(c c) any {
			if !c.Deployed {
				return cel.Unknown{}
			}
			return get(c)
		}
	}
	namespace := func(name, doc string, get func(c) container.Setting[container.Namespace]) cel.Field {
		return field(name, cel.TextType, doc, func(c c) any { return setting(get(c), text[container.Namespace]) }, func(c c) source.Span { return get(c).Origin.Span })
	}
	limited := func(name, what string, get func(c) container.Setting[container.Limit]) cel.Field {
		return field(name, cel.BoolType, "whether "+what+" bounded", func(c c) any {
			return setting(get(c), func(l container.Limit) any { return l.Bounded })
		}, func(c c) source.Span { return get(c).Origin.Span })
	}
	flag := func(name, doc string, get func(c) container.Setting[bool]) cel.Field {
		return field(name, cel.BoolType, doc, func(c c) any { return setting(get(c), same[bool]) }, func(c c) source.Span { return get(c).Origin.Span })
	}
	user := func(name string, t *cel.Type, doc string, get func(container.User) any) cel.Field {
		return field(name, t, doc, func(c c) any { return setting(c.User, get) }, func(c c) source.Span { return c.UserPlace })
	}
	return &cel.Type{Kind: cel.Object, Name: "container", Fields: []cel.Field{
		field("name", cel.TextType, "the service's name, or that of the stage that ships", func(c c) any { return c.Name }),
		field("deployed", cel.BoolType, "whether a file says how it is run", func(c c) any { return c.Deployed }),
		field("built", cel.BoolType, "whether a Dockerfile in sight makes its image", func(c c) any { return c.Built }),
		field("image", imageType(), "the image that it starts from; where it is built, the base", func(c c) any {
			return setting(c.Image, func(r image.Ref) any { return used{r, "image"} })
		}, func(c c) source.Span { return c.Image.Origin.Span }),
		user("user", cel.TextType, "the name or number of its user; `root` where nobody sets one", func(u container.User) any {
			if u.Name == "" {
				return "root"
			}
			return u.Name
		}),
		user("root", cel.BoolType, "whether it starts as uid 0", func(u container.User) any { return u.Root }),
		flag("privileged", "", func(c c) container.Setting[bool] { return c.Privileged }),
		field("capabilities", cel.ListOf(cel.TextType), "those that it may have: `CHOWN`, `SYS_ADMIN`", func(c c) any {
			return setting(c.Capabilities, func(set container.Capabilities) any {
				return listOf(set.List(), func(one container.Capability) any { return strings.TrimPrefix(one.String(), "CAP_") })
			})
		}, func(c c) source.Span { return c.Capabilities.Origin.Span }),
		flag("no_new_privileges", "", func(c c) container.Setting[bool] { return c.NoNewPrivileges }),
		flag("read_only", "whether its root file system is", func(c c) container.Setting[bool] { return c.ReadOnly }),
		namespace("network", "`own`, `host`, `none`, `service:NAME` or `container:NAME`", func(c c) container.Setting[container.Namespace] { return c.Network }),
		namespace("pid", "the same for its processes", func(c c) container.Setting[container.Namespace] { return c.PID }),
		namespace("ipc", "the same for shared memory", func(c c) container.Setting[container.Namespace] { return c.IPC }),
		limited("memory_limited", "memory is", func(c c) container.Setting[container.Limit] { return c.Memory }),
		limited("cpus_limited", "processors are", func(c c) container.Setting[container.Limit] { return c.CPUs }),
		limited("pids_limited", "the number of processes is", func(c c) container.Setting[container.Limit] { return c.Pids }),
		field("networks", cel.ListOf(cel.TextType), "the keys of its networks in the project", func(c c) any {
			return setting(c.Networks, func(all []container.Attachment) any {
				return listOf(all, func(a container.Attachment) any { return a.Key })
			})
		}),
		field("mounts", cel.ListOf(mountType()), "", run(func(c c) any { return listOf(c.Mounts, same[container.Mount]) })),
		field("ports", cel.ListOf(portType()), "those that are published", run(func(c c) any { return listOf(c.Ports, same[container.Port]) })),
		field("environment", cel.ListOf(cel.TextType), "the names of the variables that a Compose file gives it", run(func(c c) any {
			return listOf(c.Environment, func(v container.Variable) any { return v.Name })
		})),
		field("healthcheck", cel.BoolType, "whether there is one that is not switched off", func(c c) any {
			return setting(c.Healthcheck, func(h container.Healthcheck) any { return h.Present && !h.Disabled })
		}, func(c c) source.Span { return c.Healthcheck.Origin.Span }),
		field("restart", cel.TextType, "`no`, `always`, ...", func(c c) any { return setting(c.Restart, same[string]) }, func(c c) source.Span { return c.Restart.Origin.Span }),
		field("runtime", cel.TextType, "", func(c c) any { return setting(c.Runtime, same[string]) }, func(c c) source.Span { return c.Runtime.Origin.Span }),
	}}
}

func flagType() *cel.Type {
	return &cel.Type{Kind: cel.Object, Name: "flag", Fields: []cel.Field{
		field("name", cel.TextType, "without the dashes", func(f dockerfile.Flag) any { return f.Name.Value }),
		field("value", cel.TextType, "empty for a flag without one", func(f dockerfile.Flag) any { return f.Value.Value }),
	}}
}

func instructionType() *cel.Type {
	type i = instruction
	return &cel.Type{Kind: cel.Object, Name: "instruction", Fields: []cel.Field{
		field("keyword", cel.TextType, "in capitals: `RUN`", func(i i) any { return strings.ToUpper(i.in.Keyword().Value) }),
		field("words", cel.ListOf(cel.TextType), "what follows the flags, with variables put in place; of RUN, CMD and their like as written, of ARG, ENV and LABEL the names", func(i i) any { return i.words() }),
		field("flags", cel.ListOf(flagType()), "", func(i i) any { return listOf(i.in.Flags(), same[dockerfile.Flag]) }),
		field("stage", cel.TextType, "the name of its stage, or its number from 0", func(i i) any { return stageName(i.in.Stage()) }),
		field("on_build", cel.BoolType, "whether it stands behind ONBUILD", func(i i) any { return i.in.OnBuild() }),
	}}
}

func stageName(s *dockerfile.Stage) string {
	return strings.TrimPrefix(project.StageSubject(s), "stage ")
}

// words returns the words of an instruction. One with a variable that has no value is not known.
func (i instruction) words() any {
	var out []any
	add := func(texts ...source.Text) {
		for _, t := range texts {
			if r := i.unit.Resolve(t, i.in); r.Known {
				out = append(out, r.Value)
			} else {
				out = append(out, cel.Unknown{})
			}
		}
	}
	command := func(c dockerfile.Command) {
		for _, w := range c.Words {
			out = append(out, w.Value)
		}
		for w := range strings.FieldsSeq(c.Text.Value) {
			out = append(out, w)
		}
	}
	pairs := func(all []dockerfile.Pair) {
		for _, p := range all {
			out = append(out, p.Name.Value)
		}
	}
	switch in := i.in.(type) {
	case *dockerfile.From:
		add(in.Image)
	case *dockerfile.Run:
		command(in.Command)
	case *dockerfile.Cmd:
		command(in.Command)
	case *dockerfile.Entrypoint:
		command(in.Command)
	case *dockerfile.Healthcheck:
		command(in.Command)
	case *dockerfile.Copy:
		add(append(in.Sources[:len(in.Sources):len(in.Sources)], in.Dest)...)
	case *dockerfile.Add:
		add(append(in.Sources[:len(in.Sources):len(in.Sources)], in.Dest)...)
	case *dockerfile.Env:
		pairs(in.Pairs)
	case *dockerfile.Label:
		pairs(in.Pairs)
	case *dockerfile.Arg:
		pairs(in.Pairs)
	case *dockerfile.User:
		add(in.User)
	case *dockerfile.Workdir:
		add(in.Path)
	case *dockerfile.Expose:
		add(in.Ports...)
	case *dockerfile.Volume:
		add(in.Paths...)
	case *dockerfile.Shell:
		add(in.Words...)
	case *dockerfile.StopSignal:
		add(in.Signal)
	default:
		return cel.Unknown{}
	}
	return append([]any{}, out...)
}

func stageType() *cel.Type {
	return &cel.Type{Kind: cel.Object, Name: "stage", Fields: []cel.Field{
		field("name", cel.TextType, "its name, or its number from 0", func(s stage) any { return stageName(s.of) }),
		field("ships", cel.BoolType, "whether it ends up in an image that is run", func(s stage) any { return s.unit.Ships(s.of) }),
		field("base", cel.TextType, "what FROM names, with variables put in place", func(s stage) any {
			if r := s.unit.Resolve(s.of.From.Image, s.of.From); r.Known {
				return r.Value
			}
			return cel.Unknown{}
		}),
		field("instructions", cel.ListOf(instructionType()), "FROM first", func(s stage) any {
			return listOf(s.of.Instructions, func(in dockerfile.Instruction) any { return instruction{s.unit, in} })
		}),
	}}
}

// Reference returns the tables of the model in Markdown, for docs/policy.md.
func Reference() string {
	var b strings.Builder
	for _, t := range []*cel.Type{containerType(), imageType(), instructionType(), stageType(), mountType(), portType(), flagType()} {
		fmt.Fprintf(&b, "**%s**\n\n| field | type | |\n|---|---|---|\n", t.Name)
		for _, f := range t.Fields {
			fmt.Fprintf(&b, "| `%s` | %s | %s |\n", f.Name, f.Type, f.Doc)
		}
		b.WriteString("\n")
	}
	return b.String()
}
