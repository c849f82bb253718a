package project

import (
	"slices"
	"strings"
	"sync"

	"github.com/plimsoll-lint/plimsoll/lint/compose"
	"github.com/plimsoll-lint/plimsoll/lint/container"
	"github.com/plimsoll-lint/plimsoll/lint/seccomp"
	"github.com/plimsoll-lint/plimsoll/lint/source"
)

// profiled is a seccomp profile, parsed once however many services name it.
type profiled struct {
	once sync.Once
	file *source.File
	of   *seccomp.Profile
	err  error
	used bool // by a service that is reported on
}

// profile reads and parses a seccomp profile once.
func (l *Linker) profile(name string) *profiled {
	l.mu.Lock()
	e := l.filters[name]
	if e == nil {
		e = &profiled{}
		l.filters[name] = e
	}
	l.mu.Unlock()
	e.once.Do(func() {
		if e.file, e.err = l.root.Tree.Read(name); e.err == nil {
			e.of = seccomp.Parse(e.file)
		}
	})
	return e
}

// joinSeccomp gives a container the seccomp profile that it names. Compose reads it itself, relative to the project's folder.
// One that is missing is not told here.
func (l *Linker) joinSeccomp(u *Unit, p *compose.Project, c *container.Container, context bool) {
	if !c.Seccomp.Known || c.Seccomp.Value.Profile == "" {
		return
	}
	at, written := c.Seccomp.Origin.Span, c.Seccomp.Value.Profile
	name, err := source.Clean(p.Dir, written)
	var e *profiled
	if err == nil {
		e = l.profile(name)
		err = e.err
	}
	switch {
	case err == nil && !u.judge(e.of, c):
		if !u.manyFilters {
			u.unread(at, "more seccomp filters than are evaluated; this and others are not looked at", "seccomp filters")
		}
		u.manyFilters = true
	case err == nil:
		c.SeccompProfile = e.of
		l.mu.Lock()
		e.used = e.used || !context
		l.mu.Unlock()
	case source.ReasonOf(err) != source.Missing:
		u.unread(at, "the seccomp profile "+(&source.ReadError{Reason: source.ReasonOf(err)}).Phrase()+
			", so what is filtered is not known", "seccomp "+written)
	}
}

// maxFilters bounds in how many ways the profiles of one project are evaluated: each for each set of capabilities.
const maxFilters = 64

// filtered is a profile with the capabilities that it is evaluated for.
type filtered struct {
	profile *seccomp.Profile
	caps    container.Capabilities
}

// judged is what came of it.
type judged struct {
	once   sync.Once
	filter *seccomp.Filter
	more   []seccomp.Change
}

// judge notes that a profile is to be evaluated for a container; false where there are too many already.
func (u *Unit) judge(p *seccomp.Profile, c *container.Container) bool {
	if u.filters == nil {
		u.filters = map[filtered]*judged{}
	}
	key := filtered{p, c.Capabilities.Value}
	if u.filters[key] == nil {
		if len(u.filters) == maxFilters {
			return false
		}
		u.filters[key] = &judged{}
	}
	return true
}

// SyscallFilter returns the filter that the container's own seccomp profile makes on amd64, and what it lets through beyond
// Docker's default for the same capabilities. It is nil where there is none, where the profile could not be read whole, and where
// the capabilities are not known, which decide about rules.
func (u *Unit) SyscallFilter(c *container.Container) (*seccomp.Filter, []seccomp.Change) {
	if c.SeccompProfile == nil || !c.SeccompProfile.Sound() || !c.Capabilities.Known {
		return nil, nil
	}
	j := u.filters[filtered{c.SeccompProfile, c.Capabilities.Value}]
	if j == nil {
		return nil, nil
	}
	j.once.Do(func() {
		host := seccomp.Host{Machine: seccomp.AMD64, Caps: c.Capabilities.Value.Names()}
		j.filter = c.SeccompProfile.Evaluate(host)
		j.more, _ = seccomp.Compare(seccomp.Default().Evaluate(host), j.filter)
	})
	return j.filter, j.more
}

// Alone returns the documents that stand alone: those that were discovered, and the seccomp profiles that services name, whatever
// their names. They are sorted.
func (l *Linker) Alone() []Document {
	documents := slices.DeleteFunc(slices.Clone(l.root.Documents), func(d Document) bool { return !d.Alone() })
	l.mu.Lock()
	defer l.mu.Unlock()
	for name, e := range l.filters {
		known := func(d Document) bool { return d.Path == name }
		if e.used && !slices.ContainsFunc(documents, known) {
			documents = append(documents, Document{Path: name, Kind: Seccomp, File: e.file})
		}
	}
	slices.SortFunc(documents, func(a, b Document) int { return strings.Compare(a.Path, b.Path) })
	return documents
}

// Loosened returns what a seccomp profile lets through beyond Docker's default for a container with Docker's capabilities, on
// either of the machines that most containers run on. A call that it lets through by the same rule on both stands there once.
func (u *Unit) Loosened() []seccomp.Change {
	u.loosenedOnce.Do(func() {
		if u.Seccomp == nil || u.Seccomp.FiltersNothing() {
			return
		}
		for _, machine := range []seccomp.Machine{seccomp.AMD64, seccomp.ARM64} {
			host := seccomp.Host{Machine: machine, Caps: container.DefaultCapabilities.Names()}
			more, _ := seccomp.Compare(seccomp.Default().Evaluate(host), u.Seccomp.Evaluate(host))
			for _, c := range more {
				same := func(o seccomp.Change) bool { return o.Name == c.Name && o.Rule == c.Rule }
				if c.Dangerous && !slices.ContainsFunc(u.loosened, same) {
					u.loosened = append(u.loosened, c)
				}
			}
		}
	})
	return u.loosened
}
