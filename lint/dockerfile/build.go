package dockerfile

import (
	"bytes"
	"slices"
	"strings"
	"sync"

	"github.com/plimsoll-lint/plimsoll/lint/source"
)

// ArgValue is a build argument: --build-arg, or build.args of Compose.
type ArgValue struct {
	Value string
	// Known is false for an argument that is given, but with a value that is not known.
	Known bool
	// Span is where the argument is given, when that is in a file.
	Span source.Span
}

// Build is what a Dockerfile comes to for given build arguments. It is not changed once it is made and is safe for
// use by several goroutines.
type Build struct {
	File *File
	// Problems are those that BuildKit has with the values of variables. They are in source order.
	Problems []source.Problem

	args    map[string]ArgValue
	global  *environment
	images  []*Image
	moments []moment
	noted   bool // that a value is too large

	declaredOnce sync.Once
	declarations map[string]source.Span // where stages set variables; see declared
}

// moment is what is in force in front of an instruction.
type moment struct {
	env   *environment
	shell *Shell
	image *Image // nil before the first FROM
	// user and workdir are nil where nobody in the file has set them so far.
	user, workdir *Setting
}

// evaluation is the making of a Build.
type evaluation struct {
	*Build
	w     writer
	spent int
	env   *environment
	image *Image
	shell *Shell
	// hidden are the variables whose value by ENV an ARG of this stage hides; the image keeps the one by ENV.
	hidden []string
	cmdSet bool
	named  map[string]*Image // the stages so far, by name in lower case

	triggered int // how many triggers of ONBUILD took effect
}

// Build evaluates ARG and ENV as BuildKit does. The arguments may be nil; one that the map does not hold is not given.
// What cannot be known without running the build stays unknown: the platform, an ARG that has neither a default nor a
// value, what an image from elsewhere sets.
func (f *File) Build(args map[string]ArgValue) *Build {
	b := &Build{File: f, args: args, images: make([]*Image, len(f.Stages)), moments: make([]moment, len(f.Instructions))}
	e := &evaluation{Build: b, named: make(map[string]*Image, len(f.Stages))}
	e.env = predefined()
	for name := range args {
		if e.env.get(name) != nil {
			e.env = e.w.set(e.env, name, e.given(name, nil))
		}
	}
	for _, arg := range f.Meta {
		e.moment(arg)
		e.metaArg(arg)
	}
	b.global = e.env
	e.w.freeze()
	for _, s := range f.Stages {
		e.stage(s)
	}
	slices.SortStableFunc(b.Problems, func(a, b source.Problem) int { return a.Span.Start - b.Span.Start })
	return b
}

// predefined holds the arguments that BuildKit declares in the global scope. Their values depend on where the build
// runs.
var predefined = sync.OnceValue(func() *environment {
	w := writer{epoch: -1} // which no other writer has
	var env *environment
	for _, name := range []string{"BUILDPLATFORM", "BUILDOS", "BUILDOSVERSION", "BUILDARCH", "BUILDVARIANT",
		"TARGETPLATFORM", "TARGETOS", "TARGETOSVERSION", "TARGETARCH", "TARGETVARIANT", "TARGETSTAGE"} {
		env = w.set(env, name, &binding{missing: []string{name}, arg: true})
	}
	return env
})

// given returns the value that is given for an argument, or else.
func (e *evaluation) given(name string, other *binding) *binding {
	a, ok := e.args[name]
	if !ok {
		return other
	}
	b := &binding{value: a.Value, known: a.Known, span: a.Span, arg: true}
	if !a.Known {
		b.value, b.missing = "", []string{name}
	}
	if len(b.value) > maxValue {
		b.value, b.known, b.missing = "", false, []string{name}
	}
	return b
}

// metaArg declares the variables of an ARG in front of the first FROM.
func (e *evaluation) metaArg(arg *Arg) {
	for _, p := range arg.Pairs {
		name := p.Name.Value
		var b *binding
		switch {
		case p.HasValue:
			b = e.evaluate(p.Value, scope{env: e.env, spent: &e.spent}, p.Span)
		case e.env.get(name) != nil:
			c := *e.env.get(name)
			b = &c
		default:
			b = &binding{missing: []string{name}, span: p.Span}
		}
		b = e.given(name, b)
		b.arg = true
		e.env = e.w.set(e.env, name, b)
	}
}

// evaluate expands the value of a variable.
func (e *evaluation) evaluate(t source.Text, in scope, set source.Span) *binding {
	out := e.expand(t.Value, in)
	e.report(t, out)
	b := &binding{value: out.value, known: out.known, missing: out.missing, span: set}
	if out.large {
		b.value = ""
	}
	return b
}

// report notes what BuildKit refuses about a word.
func (e *evaluation) report(t source.Text, out outcome) {
	if out.large && !e.noted {
		e.noted = true
		e.problem(source.Unread, "build.large", t.Span, "this value grows too large: it was not worked out")
	}
	if out.err == nil {
		return
	}
	message := out.err.Error()
	if i := strings.LastIndex(message, ": "); strings.HasPrefix(message, "failed to process") && i >= 0 {
		message = message[i+2:]
	}
	switch {
	case strings.Contains(message, "missing '}'"):
		message = "the variable is not closed; write ${NAME}"
	case strings.Contains(message, "single-quote"):
		message = "a single quote is not closed"
	case strings.Contains(message, "double-quote"):
		message = "a double quote is not closed"
	case strings.Contains(message, "bad substitution"):
		message = "the name of the variable is missing; write ${NAME}"
	}
	e.problem(source.Refused, "build.expand", t.Span, quote(message))
}

func (b *Build) problem(kind source.ProblemKind, key string, span source.Span, message string) {
	if len(b.Problems) < maxFailures {
		b.Problems = append(b.Problems, source.Problem{Kind: kind, Key: key, Span: span, Message: message})
	}
}

// moment keeps what is in force in front of an instruction.
func (e *evaluation) moment(in Instruction) {
	m := &e.moments[in.Index()]
	m.env, m.shell, m.image = e.env, e.shell, e.image
	if e.image != nil {
		m.user, m.workdir = e.image.User, e.image.Workdir
	}
	switch in.(type) {
	case *Env, *Arg:
		// Long runs of these need no tree each.
		if !hasVariable(in) {
			return
		}
	}
	e.w.freeze()
}

// hasVariable reports whether an instruction may name a variable. Without one, Build.Expand needs no environment.
func hasVariable(in Instruction) bool {
	c := in.core()
	return bytes.IndexByte(c.file.Source.Content[c.start:c.end], '$') >= 0
}

// scope is what the words of an instruction of the current stage see.
func (e *evaluation) scope() scope {
	return scope{env: e.env, open: !e.image.Base.Scratch, spent: &e.spent}
}

// declare is ARG in a stage.
func (e *evaluation) declare(arg *Arg) {
	for _, p := range arg.Pairs {
		name := p.Name.Value
		var b *binding
		global := e.global.get(name)
		_, isGiven := e.args[name]
		switch {
		case isGiven:
			b = e.given(name, nil)
		case p.HasValue:
			b = e.evaluate(p.Value, e.scope(), p.Span)
		case global != nil:
			c := *global
			b = &c
		default:
			b = &binding{missing: []string{name}, span: p.Span}
		}
		b.arg = true
		old := e.env.get(name)
		if old != nil && !old.arg {
			b.env = old
			e.hidden = append(e.hidden, name)
		} else if old != nil {
			b.env = old.env
		}
		e.env = e.w.set(e.env, name, b)
	}
}

// assign is ENV. The pairs of one instruction do not see one another.
func (e *evaluation) assign(env *Env) {
	in := e.scope()
	if len(env.Pairs) > 1 && hasVariable(env) {
		e.w.freeze()
	}
	for _, p := range env.Pairs {
		name := e.expand(p.Name.Value, in)
		e.report(p.Name, name)
		b := e.evaluate(p.Value, in, p.Span)
		if !name.known {
			continue
		}
		e.env = e.w.set(e.env, name.value, b)
	}
}

// words expands words whose values nobody asked for yet, to find those that BuildKit refuses.
func (e *evaluation) words(texts ...source.Text) {
	for _, t := range texts {
		if special(t.Value, e.File.Escape) {
			e.report(t, e.expand(t.Value, e.scope()))
		}
	}
}

// Image returns what a stage makes.
func (b *Build) Image(s *Stage) *Image {
	if s == nil || s.Index >= len(b.images) {
		return nil
	}
	return b.images[s.Index]
}

// Expand replaces the variables in a text of the instruction, as BuildKit does in all but RUN, CMD, ENTRYPOINT and
// HEALTHCHECK; there it says what a shell would find in its environment. The text must be one of the instruction's own.
func (b *Build) Expand(text source.Text, at Instruction) Resolved {
	r, _ := b.resolve(text, b.scopeAt(at))
	return r
}

// Variable returns the value of a variable in front of an instruction that is neither ENV nor ARG. Known and empty is one
// that is not set.
func (b *Build) Variable(name string, at Instruction) Resolved {
	r := Resolved{Known: true}
	in := b.scopeAt(at)
	set := in.env.get(name)
	switch {
	case set == nil && in.open, set != nil && !set.known:
		r.Known, r.Missing = false, []string{name}
	case set != nil:
		r.Value = set.value
	}
	if set != nil && !set.span.IsZero() {
		r.Notes = []source.Note{set.note(name)}
	}
	return r
}

// Given reports whether the build was given arguments.
func (b *Build) Given() bool { return len(b.args) > 0 }

// User returns what USER says in front of an instruction, in its stage or in one that it is built on; nil where nothing
// in the file does, and for the trigger of an ONBUILD, which runs in whatever stage is built on this one.
func (b *Build) User(at Instruction) *Setting {
	if at.OnBuild() {
		return nil
	}
	return b.moments[at.Index()].user
}

// Workdir returns the working directory in front of an instruction as WORKDIR sets it, as User does.
func (b *Build) Workdir(at Instruction) *Setting {
	if at.OnBuild() {
		return nil
	}
	return b.moments[at.Index()].workdir
}

func (b *Build) scopeAt(at Instruction) scope {
	if _, ok := at.(*From); ok {
		return scope{env: b.global}
	}
	m := b.moments[at.Index()]
	if m.image == nil {
		return scope{env: m.env}
	}
	if at.OnBuild() {
		// The trigger runs in whatever stage is built on this one.
		return scope{env: m.image.env, open: true}
	}
	return scope{env: m.env, open: !m.image.Base.Scratch}
}
