package project

import (
	"path"
	"slices"
	"strings"
	"sync"

	"github.com/plimsoll-lint/plimsoll/lint/compose"
	"github.com/plimsoll-lint/plimsoll/lint/container"
	"github.com/plimsoll-lint/plimsoll/lint/dockerfile"
	"github.com/plimsoll-lint/plimsoll/lint/dockerignore"
	"github.com/plimsoll-lint/plimsoll/lint/image"
	"github.com/plimsoll-lint/plimsoll/lint/source"
)

// Linker makes units of what was discovered in one root, and joins service, Dockerfile, stage and image. All Compose
// projects are to be asked for before the Dockerfiles, since they say how those are built. It is safe for use by several
// goroutines.
type Linker struct {
	root *Root
	args func(path string) map[string]string

	mu    sync.Mutex
	files map[string]*linked
	read  map[string]bool // the folders whose own project was read

	ignores  map[string]*dockerignore.File // by path
	folders  folders
	profiles profiles             // of AppArmor
	filters  map[string]*profiled // seccomp profiles by path
	daemons  daemons
}

// NewLinker returns a linker. args returns the values of --build-arg for a Dockerfile.
func NewLinker(root *Root, args func(path string) map[string]string) *Linker {
	l := &Linker{root: root, args: args, files: map[string]*linked{}, read: map[string]bool{}}
	l.filters = map[string]*profiled{}
	l.ignores, l.folders.tree = map[string]*dockerignore.File{}, root.Tree
	for _, c := range root.Compositions {
		l.read[c.Dir] = l.read[c.Dir] || c.Default
	}
	return l
}

// Compose returns the unit of one Compose project.
func (l *Linker) Compose(c Composition) *Unit {
	return l.compose(compose.Options{Files: c.Files, Env: l.root.Env, EnvFiles: l.root.EnvFiles}, false)
}

// Around reads the Compose projects of the folder of a Dockerfile or an AppArmor profile, and of those above it, for what they say
// about how the file is built, and what runs under it. It is for files that are named alone, or found below the project: a walk from
// above finds the projects by itself.
func (l *Linker) Around(name string) {
	for dir := path.Dir(name); ; dir = path.Dir(dir) {
		l.mu.Lock()
		known := l.read[dir]
		l.read[dir] = true
		l.mu.Unlock()
		if !known {
			if files := compose.FileSet(l.root.Tree, dir); len(files) > 0 {
				l.compose(compose.Options{Files: files, Env: l.root.Env, EnvFiles: l.root.EnvFiles, SkipReferee: true}, true)
			}
		}
		if dir == "." {
			return
		}
	}
}

func (l *Linker) compose(opts compose.Options, context bool) *Unit {
	p := compose.Load(l.root.Tree, opts)
	u := &Unit{Files: p.Files, Problems: p.Problems, Compose: p, Variables: composeVariables(p), built: builtImages(p)}
	evaluated := l.evaluations()
	u.Runs = l.daemonOf(path.Dir(opts.Files[0]))
	for _, s := range p.Services {
		stack := &Stack{Service: s}
		shipped, name := l.shipped(u, stack, evaluated)
		c := container.FromService(p, s, shipped)
		l.joinSeccomp(u, p, c, context)
		c.Under(u.Runs)
		u.Containers = append(u.Containers, c)
		stack.Container = c
		u.stacks = append(u.stacks, stack)
		if name != "" {
			from, _ := contextDir(s) // its Dockerfile was found there
			l.used(name, use{
				project: u.Name(), service: s.Key.Value, args: s.Build.Args.Items, built: u.built, user: c.User, context: context,
				environment: s.Environment.Items, contexts: s.Build.AdditionalContexts.Items, target: s.Build.Target, from: path.Clean(from),
			})
		}
	}
	l.joinAppArmor(u)
	u.Images = append(u.Images, composeImages(p, u.built)...)
	l.expectAbsent(u)
	u.linker = l
	return u
}

// shipped finds what the image of a service brings along: the stage that its build ships, or what is known of its image. It
// also returns the path of the Dockerfile, if there is one.
func (l *Linker) shipped(u *Unit, stack *Stack, e *evaluations) (from container.Shipped, dockerfile string) {
	switch s := stack.Service; {
	case s.Build == nil:
		if s.Image.Set && s.Image.Known {
			if ref, err := image.Parse(s.Image.Text()); err == nil {
				return container.FromImage(ref, s.Image.Span()), ""
			}
		}
		return container.Shipped{}, ""
	case s.Build.DockerfileInline.Set && !s.Build.DockerfileInline.Null:
		return l.inline(u, stack, e), ""
	}
	name, at, ok := l.dockerfileOf(u, stack.Service)
	if !ok {
		return container.Shipped{Built: true}, ""
	}
	file, err := l.parse(name)
	if err != nil {
		u.unread(at, ending(name)+" "+(&source.ReadError{Reason: source.ReasonOf(err)}).Phrase()+", so what is built is not known",
			"dockerfile "+name)
		return container.Shipped{Built: true}, ""
	}
	if !slices.Contains(u.Built, file) {
		u.Built = append(u.Built, file)
	}
	return l.stage(u, file, stack, at, e), name
}

// stage evaluates the stage that a service ships with the arguments that it gives.
func (l *Linker) stage(
	u *Unit, file *dockerfile.File, of *Stack, at source.Span, e *evaluations,
) container.Shipped {
	s := of.Service
	if s.Build.Target.Set && !s.Build.Target.Known {
		return container.Shipped{Built: true}
	}
	stage := file.Stage(s.Build.Target.V)
	if stage == nil {
		return container.Shipped{Built: true}
	}
	build := e.build(file, s.Build.Args.Items)
	if build == nil {
		u.unread(at, "services build more than is evaluated, so what this and others build is not known", "evaluations")
		return container.Shipped{Built: true}
	}
	of.builds(file, build, stage, e)
	shipped := container.FromStage(build, stage, l.serviceContext(s))
	hops := []source.Note{{Span: at, Message: "the Dockerfile of " + s.Key.Value}}
	if shipped.User.Known && shipped.User.Set() {
		hops = append(hops, source.Note{Span: shipped.User.Origin.Span, Message: "it runs as " + shipped.User.Value.String()})
	}
	shipped.User.Origin.Notes = append(hops, shipped.User.Origin.Notes...)
	return shipped
}

// inline reads the Dockerfile that is written in the Compose file itself. It is linted as a part of the project.
func (l *Linker) inline(u *Unit, stack *Stack, e *evaluations) container.Shipped {
	s := stack.Service
	text := s.Build.DockerfileInline.Text() // Compose replaces variables in it first
	file := dockerfile.Parse(source.Embed(text))
	inner := &Unit{Runs: u.Runs, Dockerfile: file, Problems: file.Problems, Variables: dockerfileVariables(file)}
	of := linked{uses: []use{{
		contexts: s.Build.AdditionalContexts.Items, target: s.Build.Target, environment: s.Environment.Items,
	}}}
	inner.contextNames, inner.targets, inner.overridden = of.contextNames(), of.targets(file), of.overridden()
	if build := e.build(file, s.Build.Args.Items); build != nil {
		inner.Builds = []*dockerfile.Build{build}
		for _, im := range dockerfileImages(build) {
			if !inner.Context(im.Text.Value) {
				inner.Images = append(inner.Images, im)
			}
		}
	}
	if dir, ok := contextDir(s); ok {
		inner.findContexts = func() ([]*BuildContext, bool) { return []*BuildContext{l.newContext(dir, "")}, true }
	}
	u.Inline = append(u.Inline, inner)
	return l.stage(u, file, stack, s.Build.DockerfileInline.Key().Span, e)
}

// dockerfileOf returns the path of the Dockerfile that a service builds, and the place that names it. Contexts elsewhere
// and paths that leave the root are gaps.
func (l *Linker) dockerfileOf(u *Unit, s *compose.Service) (name string, at source.Span, ok bool) {
	b, key := s.Build, "services."+s.Key.Value+".build"
	at = b.Key.Span
	context := "."
	if b.Context.Set && !b.Context.Null {
		at, context = b.Context.Span(), b.Context.V
		if !b.Context.Known {
			u.unread(at, "the build context depends on "+strings.Join(b.Context.Missing(), ", ")+"; give it a default", key)
			return "", at, false
		}
	}
	if remote(context) {
		u.unread(at, "the build context is remote and is not read, so what is built is not known", "context "+context)
		return "", at, false
	}
	dir, err := source.Clean(b.Dir, context)
	if err != nil {
		u.unread(at, "the build context "+(&source.ReadError{Reason: source.Outside}).Phrase()+" and is not read", "context "+context)
		return "", at, false
	}
	file := "Dockerfile"
	if b.Dockerfile.Set && !b.Dockerfile.Null {
		at, file = b.Dockerfile.Span(), b.Dockerfile.V
		if !b.Dockerfile.Known {
			u.unread(at, "the Dockerfile depends on "+strings.Join(b.Dockerfile.Missing(), ", ")+"; give it a default", key)
			return "", at, false
		}
	}
	if name, err = source.Clean(dir, file); err != nil {
		u.unread(at, "the Dockerfile "+(&source.ReadError{Reason: source.Outside}).Phrase()+" and is not read", key+".dockerfile")
		return "", at, false
	}
	return name, at, true
}

// remote reports whether BuildKit fetches a context instead of reading a folder.
func remote(context string) bool {
	return strings.Contains(context, "://") || strings.HasPrefix(context, "git@") || strings.HasPrefix(context, "github.com/")
}

// ending returns a path for a message, without its beginning where it is long.
func ending(name string) string {
	if r := []rune(name); len(r) > 40 {
		return "…" + string(r[len(r)-39:])
	}
	return name
}

// unread reports something that is not read, once however many services share it.
func (u *Unit) unread(at source.Span, message, key string) {
	same := func(p source.Problem) bool { return p.Span == at && p.Message == message }
	if !slices.ContainsFunc(u.Problems, same) {
		u.Problems = append(u.Problems, source.Problem{Kind: source.Unread, Span: at, Message: message, Key: key})
	}
}

// parse reads and parses a Dockerfile once.
func (l *Linker) parse(name string) (*dockerfile.File, error) {
	e := l.entry(name)
	e.once.Do(func() {
		src, err := l.root.Tree.Read(name)
		if err != nil {
			e.err = err
			return
		}
		e.file = dockerfile.Parse(src)
	})
	return e.file, e.err
}

func (l *Linker) entry(name string) *linked {
	l.mu.Lock()
	defer l.mu.Unlock()
	e := l.files[name]
	if e == nil {
		e = &linked{}
		l.files[name] = e
	}
	return e
}

func (l *Linker) used(name string, u use) {
	e := l.entry(name)
	l.mu.Lock()
	defer l.mu.Unlock()
	e.uses = append(e.uses, u)
}

// Dockerfiles returns the paths of the Dockerfiles that were discovered, or that a service builds in a folder that was asked
// for, whatever their names. They are sorted.
func (l *Linker) Dockerfiles() []string {
	var names []string
	for _, d := range l.root.Documents {
		if d.Kind == Dockerfile {
			names = append(names, d.Path)
		}
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	for name, e := range l.files {
		if len(e.uses) > 0 && l.root.Asked(name) {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	return slices.Compact(names)
}

// Dockerfile returns the unit of a Dockerfile. It has a container of its own if no service that is reported on builds it.
func (l *Linker) Dockerfile(name string) *Unit {
	file, err := l.parse(name)
	if err != nil {
		return nil // a gap of the root or of the service that names it
	}
	e := l.entry(name)
	u := &Unit{
		Files: []*source.File{file.Source}, Problems: file.Problems, Dockerfile: file, Variables: dockerfileVariables(file),
		Runs: l.daemonOf(path.Dir(name)),
	}
	evaluated := l.evaluations()
	for _, args := range distinctArgs(e.uses) {
		build := evaluated.build(file, args)
		if build == nil {
			u.unread(file.Instructions[0].Keyword().Span, "services build this in more ways than are evaluated", "evaluations")
			break
		}
		u.Builds = append(u.Builds, build)
	}
	u.findContexts = func() ([]*BuildContext, bool) {
		if used := l.usedContexts(name, e.uses); len(used) > 0 {
			return used, true
		}
		return l.likelyContexts(u, name)
	}
	if len(e.uses) == 0 {
		u.Builds = append(u.Builds, file.Build(buildArgs(nil, l.args(name))))
	}
	if stage := file.Stage(""); stage != nil && !e.reported() && startsSomething(u.Builds[0].Image(stage)) {
		shipped := container.FromStage(u.Builds[0], stage, l.likelyContext(name))
		if user, ok := e.unprivileged(); ok {
			shipped.User = user // the project around it runs it as somebody else
		}
		u.Containers = append(u.Containers, container.Alone(shipped, stage, StageSubject(stage)))
	}
	users := e.users()
	u.contextNames, u.targets, u.overridden = e.contextNames(), e.targets(file), e.overridden()
	u.Problems = slices.Clip(u.Problems) // they are the file's
	for _, b := range u.Builds {
		for _, im := range dockerfileImages(b) {
			if !users.build(im) && !u.Context(im.Text.Value) {
				u.Images = append(u.Images, im)
			}
		}
		u.Problems = append(u.Problems, b.Problems...)
	}
	if len(u.Builds) > 0 {
		u.Problems = append(u.Problems, refusedImages(u.Builds[0])...)
	}
	l.mu.Lock()
	delete(l.files, name) // the models of a large repository are not held to the end
	l.mu.Unlock()
	return u
}

// startsSomething reports whether an image can be run: files on their own, FROM scratch without a command, are the output of
// a build.
func startsSomething(im *dockerfile.Image) bool {
	return !im.Base.Scratch || im.Entrypoint != nil || im.Cmd != nil
}
