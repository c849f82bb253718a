package dockerfile

import (
	"path"
	"slices"
	"strings"

	"github.com/plimsoll-lint/plimsoll/lint/source"
)

// Image is what a stage makes: the configuration that its instructions, and those of the stages it is built on, give
// it. What nobody in the file sets is nil or empty: there the base image decides.
type Image struct {
	Stage *Stage
	// Parent is what the earlier stage makes that FROM names; nil for an image from elsewhere.
	Parent *Image
	// Base is where the chain of FROM ends.
	Base Base
	// User is set by the last USER; nil where there is none.
	User *Setting
	// Workdir is set by the last WORKDIR, joined with those before it; nil where there is none.
	Workdir *Setting
	// Entrypoint and Cmd are nil where nobody sets them.
	Entrypoint, Cmd *Process
	// CmdReset is the ENTRYPOINT that takes away the CMD of the base; nil where none does, or where a CMD follows it.
	CmdReset *Entrypoint
	// Healthcheck is the last HEALTHCHECK; nil where there is none.
	Healthcheck *Healthcheck
	// StopSignal is set by the last STOPSIGNAL; nil where there is none.
	StopSignal *Setting

	env     *environment
	shell   *Shell
	ports   *listed
	volumes *listed
	labels  *labelled
}

// Base is the image at which the chain of FROM ends.
type Base struct {
	// Image is the reference. It is no reference for scratch.
	Image Resolved
	// Scratch says that the chain begins with nothing.
	Scratch bool
	// From is the instruction that names it, in this stage or in one that it is built on.
	From *From

	windows bool
}

// Setting is a value and the instruction that sets it, which may be the trigger of an ONBUILD in the parent stage.
type Setting struct {
	Resolved
	At Instruction
}

// Process is a command that a container starts with.
type Process struct {
	*Command
	// Program is the shell that runs the shell form, as Build.Program returns it; empty for the exec form.
	Program string
	At      Instruction
}

// Starts returns ENTRYPOINT and CMD as far as the file sets them.
func (im *Image) Starts() []*Process {
	var out []*Process
	for _, p := range [...]*Process{im.Entrypoint, im.Cmd} {
		if p != nil {
			out = append(out, p)
		}
	}
	return out
}

// listed is a list that shares its tail with those of the stages it is built on.
type listed struct {
	Setting
	before *listed
}

func (l *listed) all() []Setting {
	n := 0
	for k := l; k != nil; k = k.before {
		n++
	}
	out := make([]Setting, n)
	for k := l; k != nil; k = k.before {
		n--
		out[n] = k.Setting
	}
	return out
}

// Ports returns the words of all EXPOSE instructions, in source order.
func (im *Image) Ports() []Setting { return im.ports.all() }

// Volumes returns the paths of all VOLUME instructions, in source order.
func (im *Image) Volumes() []Setting { return im.volumes.all() }

// labelled is a list of LABEL instructions that shares its tail with those of the stages it is built on.
type labelled struct {
	*Label
	before *labelled
}

// Labels returns the LABEL instructions that take effect, in the order in which they do: those of the stages that the image
// is built on, and of the triggers of ONBUILD. Of two pairs with one name the later one counts.
func (im *Image) Labels() []*Label {
	var out []*Label
	for k := im.labels; k != nil; k = k.before {
		out = append(out, k.Label)
	}
	slices.Reverse(out)
	return out
}

// Chain returns the stages that the image is built from, the first one first and its own last.
func (im *Image) Chain() []*Stage {
	n := 0
	for k := im; k != nil; k = k.Parent {
		n++
	}
	out := make([]*Stage, n)
	for k := im; k != nil; k = k.Parent {
		n--
		out[n] = k.Stage
	}
	return out
}

// Windows reports whether the image is one of Windows, as far as the file shows.
func (im *Image) Windows() bool { return im.Base.windows }

// Variable is a variable in the environment of an image.
type Variable struct {
	Name  string
	Value string
	Known bool
	Span  source.Span // of the pair that sets it
}

// Env returns the variables that the file gives the image by ENV, in the order of their names.
func (im *Image) Env() []Variable {
	var out []Variable
	im.env.each(func(name string, b *binding) {
		if b.arg {
			if b = b.env; b == nil {
				return
			}
		}
		out = append(out, Variable{Name: name, Value: b.value, Known: b.known, Span: b.span})
	})
	return out
}

// stage evaluates the instructions of a stage.
func (e *evaluation) stage(s *Stage) {
	im := &Image{Stage: s}
	e.image, e.env, e.shell, e.hidden, e.cmdSet = im, nil, nil, nil, false
	e.base(s)
	e.images[s.Index] = im
	e.w.freeze()
	e.moments[s.From.Index()] = moment{env: e.global, image: im}
	if im.Parent != nil {
		e.trigger(s, im.Parent.Stage.triggers)
	}
	for _, in := range s.Instructions[1:] {
		e.moment(in)
		e.apply(in)
	}
	im.shell = e.shell
	e.restore()
	im.env = e.env
	e.w.freeze()
	if name := strings.ToLower(s.Name.Value); name != "" {
		e.named[name] = im
	}
}

// maxTriggered bounds how many triggers of ONBUILD take effect in one File.Build: a thousand of them in a stage have a
// thousand effects in each stage that is built on it.
const maxTriggered = 20_000

// trigger runs what ONBUILD of the parent stage left for a stage.
func (e *evaluation) trigger(s *Stage, triggers []Instruction) {
	before := e.triggered
	if e.triggered += len(triggers); e.triggered > maxTriggered {
		if before <= maxTriggered {
			e.problem(source.Unread, "build.onbuild", s.From.Image.Span,
				"too many triggers of ONBUILD: from here on they are not worked out")
		}
		return
	}
	for _, in := range triggers {
		e.apply(in)
	}
}

// restore gives the variables that an ARG hid the values that the image keeps: a stage that is built on this one begins
// with these.
func (e *evaluation) restore() {
	for _, name := range e.hidden {
		if b := e.env.get(name); b != nil && b.env != nil {
			e.env = e.w.set(e.env, name, b.env)
		}
	}
}

// base finds what FROM names: an earlier stage by its exact name in lower case, or an image.
func (e *evaluation) base(s *Stage) {
	im, from := e.image, s.From
	r, out := e.resolve(from.Image, scope{env: e.global, spent: &e.spent})
	e.report(from.Image, out)
	if r.Value == "" && r.Known && !from.Image.IsZero() {
		e.problem(source.Refused, "build.from.empty", from.Image.Span,
			"the image comes out empty: its variables are not declared in front of the first FROM")
		r.Known = false
	}
	if parent := e.named[r.Value]; parent != nil && r.Known {
		im.Parent = parent
		im.Base, im.User, im.Workdir = parent.Base, parent.User, parent.Workdir
		im.Entrypoint, im.Cmd, im.CmdReset = parent.Entrypoint, parent.Cmd, parent.CmdReset
		im.Healthcheck, im.StopSignal = parent.Healthcheck, parent.StopSignal
		im.ports, im.volumes, im.labels = parent.ports, parent.volumes, parent.labels
		e.env, e.shell = parent.env, parent.shell
		return
	}
	im.Base = Base{Image: r, From: from, Scratch: r.Known && r.Value == "scratch"}
	im.Base.windows = windows(r.Value) || strings.HasPrefix(from.Platform.Value, "windows") ||
		e.File.Escape == '`' && (!r.Known || im.Base.Scratch)
	if im.Base.Scratch && !im.Base.windows {
		e.env = e.w.set(nil, "PATH", &binding{value: defaultPath, known: true, arg: true})
	}
}

// defaultPath is what BuildKit sets where the image has no PATH (util/system.DefaultPathEnvUnix).
const defaultPath = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"

// windows reports whether an image is one of Windows, going by the names that Microsoft gives them.
func windows(image string) bool {
	return strings.Contains(image, "nanoserver") || strings.Contains(image, "servercore") ||
		strings.HasPrefix(image, "mcr.microsoft.com/windows")
}

// apply has an instruction take effect.
func (e *evaluation) apply(in Instruction) {
	im := e.image
	switch in := in.(type) {
	case *Arg:
		e.declare(in)
	case *Env:
		e.assign(in)
	case *User:
		if !in.User.IsZero() {
			im.User = e.setting(in.User, in)
		}
	case *Workdir:
		if !in.Path.IsZero() {
			im.Workdir = e.workdir(in)
		}
	case *StopSignal:
		if !in.Signal.IsZero() {
			im.StopSignal = e.setting(in.Signal, in)
		}
	case *Expose:
		for _, p := range in.Ports {
			im.ports = &listed{*e.setting(p, in), im.ports}
		}
	case *Volume:
		for _, p := range in.Paths {
			im.volumes = &listed{*e.setting(p, in), im.volumes}
		}
	case *Shell:
		e.shell = in
	case *Cmd:
		im.Cmd, im.CmdReset, e.cmdSet = e.process(&in.Command, in), nil, true
	case *Entrypoint:
		im.Entrypoint = e.process(&in.Command, in)
		if !e.cmdSet {
			im.Cmd, im.CmdReset = nil, in
		}
	case *Healthcheck:
		im.Healthcheck = in
	case *Copy:
		e.words(in.Sources...)
		e.words(in.Dest, in.Chown, in.Chmod)
	case *Add:
		e.words(in.Sources...)
		e.words(in.Dest, in.Chown, in.Chmod, in.Checksum)
	case *Label:
		im.labels = &labelled{in, im.labels}
		for _, p := range in.Pairs {
			e.words(p.Name, p.Value)
		}
	}
}

func (e *evaluation) setting(t source.Text, at Instruction) *Setting {
	r, out := e.resolve(t, e.scope())
	e.report(t, out)
	return &Setting{Resolved: r, At: at}
}

// maxWorkdir bounds a working directory that is put together from relative ones: the kernel takes no longer path (PATH_MAX).
const maxWorkdir = 4096

// workdir joins a relative path with the directory in force.
func (e *evaluation) workdir(in *Workdir) *Setting {
	s := e.setting(in.Path, in)
	if e.image.Base.windows || path.IsAbs(s.Value) {
		if !e.image.Base.windows && s.Known {
			s.Value = path.Clean(s.Value)
		}
		return s
	}
	switch before := e.image.Workdir; {
	case before != nil && len(before.Value)+len(s.Value) > maxWorkdir:
		s.Known = false
	case before != nil:
		s.Known = s.Known && before.Known
		s.Value = path.Join(before.Value, s.Value)
	case e.image.Base.Scratch:
		s.Value = path.Join("/", s.Value)
	default:
		s.Known = false
	}
	return s
}

func (e *evaluation) process(c *Command, at Instruction) *Process {
	p := &Process{Command: c, At: at}
	if c.Form == ShellForm {
		p.Program = program(e.shell, e.image)
	}
	return p
}

// RelativeWorkdir returns the path of a WORKDIR that is the first one of its image and begins in a directory that the base
// image decides. Paths that begin with a variable of unknown value, or with a drive of Windows, are none.
func (b *Build) RelativeWorkdir(in *Workdir) (string, bool) {
	if in.trigger || b.Workdir(in) != nil || b.moments[in.index].image == nil || b.moments[in.index].image.Base.Scratch {
		return "", false
	}
	v := b.Expand(in.Path, in).Value
	switch {
	case v == "", v[0] == '/', v[0] == '\\', v[0] == '$', len(v) > 1 && v[1] == ':':
		return "", false
	}
	return v, true
}

// Program returns the program that runs the shell form of an instruction: the first word of SHELL, or the one that env
// starts, or else BuildKit's default, which is cmd on Windows and /bin/sh elsewhere. An image from elsewhere may set
// another one; hardly any does.
func (b *Build) Program(at Instruction) string {
	m := b.moments[at.Index()]
	return program(m.shell, m.image)
}

// Shell returns the SHELL in force at an instruction, that of the stage or of one that it is built on; nil where there is
// none.
func (b *Build) Shell(at Instruction) *Shell { return b.moments[at.Index()].shell }

func program(sh *Shell, im *Image) string {
	switch {
	case sh != nil && len(sh.Words) > 0:
		return behindEnv(sh.Words)
	case im != nil && im.Base.windows:
		return "cmd"
	}
	return "/bin/sh"
}

// behindEnv returns the program of a command, seen through env: options and variables go before it, and -S takes all of
// it as one word (env(1) of GNU coreutils).
func behindEnv(words []source.Text) string {
	if path.Base(words[0].Value) != "env" {
		return words[0].Value
	}
	for i := 1; i < len(words); i++ {
		switch v := words[i].Value; {
		case v == "-u", v == "-C", v == "--unset", v == "--chdir":
			i++
		case !strings.HasPrefix(v, "-") && !strings.Contains(v, "="):
			program, _, _ := strings.Cut(v, " ")
			return program
		}
	}
	return words[0].Value
}
