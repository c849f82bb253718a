package project

import (
	"path"
	"slices"
	"strings"

	"github.com/plimsoll-lint/plimsoll/lint/dockerfile"
	"github.com/plimsoll-lint/plimsoll/lint/image"
	"github.com/plimsoll-lint/plimsoll/lint/source"
)

// Shadowed is a place that names what reads like an image, and gets a stage.
type Shadowed struct {
	Name    string
	At      source.Span
	Stage   *dockerfile.Stage // the one that has the name
	Subject string            // the stage that uses it
}

// Shadowed returns the places that name an official image, or scratch, and get a stage of that name which is not built on
// the image. What is copied from a stage that does more than name another image is left out: that stage is likely to build
// the software it is called after.
func (u *Unit) Shadowed() []Shadowed {
	if u.Dockerfile == nil || len(u.Builds) == 0 {
		return nil
	}
	var found []Shadowed
	taken := map[*dockerfile.Stage]bool{}
	for _, s := range u.Dockerfile.Stages {
		if s.Name.Value != "" && u.takesName(s) {
			taken[s] = true
		}
	}
	if len(taken) == 0 {
		return nil
	}
	add := func(text source.Text, of, at *dockerfile.Stage) {
		if of != nil && of != at && taken[of] && strings.EqualFold(text.Value, of.Name.Value) {
			found = append(found, Shadowed{Name: text.Value, At: text.Span, Stage: of, Subject: StageSubject(at)})
		}
	}
	for _, s := range u.Dockerfile.Stages {
		add(s.From.Image, s.Parent, s)
		for in := range s.All() {
			switch in := in.(type) {
			case *dockerfile.Copy:
				if in.Source != nil && len(in.Source.Instructions) == 1 {
					add(in.From, in.Source, s)
				}
			case *dockerfile.Run:
				for i := range in.Mounts {
					from := in.Mounts[i].From()
					if of := u.Dockerfile.Named(from.Value); of != nil && len(of.Instructions) == 1 {
						add(from, of, s)
					}
				}
			}
		}
	}
	return found
}

// takesName reports whether a stage has the name of an official image, or of scratch, that is not the one it is built on.
func (u *Unit) takesName(s *dockerfile.Stage) bool {
	name := strings.ToLower(s.Name.Value)
	if name == "scratch" {
		return true
	}
	ref, err := image.Parse(source.Unplaced(name))
	if err != nil {
		return false
	}
	if _, known := image.Lookup(ref); !known || !ref.Official() {
		return false
	}
	for _, b := range u.Builds {
		from := b.Image(s).Base
		if from.Scratch {
			continue
		}
		base, err := image.Parse(from.Image.Text)
		if err != nil || !from.Image.Known || path.Base(base.Path) == name {
			return false
		}
	}
	return true
}

// EmptyStages returns the stages that are known to hold no files.
func (u *Unit) EmptyStages() map[*dockerfile.Stage]bool {
	empty := map[*dockerfile.Stage]bool{}
	if u.Dockerfile == nil {
		return empty
	}
	for _, s := range u.Dockerfile.Stages {
		if !u.FromScratch(s) {
			continue
		}
		if parent := u.Builds[0].Image(s).Parent; parent == nil || empty[parent.Stage] {
			empty[s] = !fills(s)
		}
	}
	return empty
}

// fills reports whether an instruction of the stage, or one that it leaves to those built on it, makes a file.
func fills(s *dockerfile.Stage) bool {
	for in := range s.All() {
		switch in.(type) {
		case *dockerfile.Copy, *dockerfile.Add, *dockerfile.Run, *dockerfile.Workdir, *dockerfile.Invalid:
			return true
		}
	}
	return false
}

// FromScratch reports whether the chain of a stage is known to begin with nothing, in all builds of the file.
func (u *Unit) FromScratch(s *dockerfile.Stage) bool {
	for _, b := range u.Builds {
		if im := b.Image(s); im == nil || !im.Base.Scratch || im.Windows() {
			return false
		}
	}
	return len(u.Builds) > 0
}

// OnWindows reports whether a stage makes an image of Windows, as far as the file shows, in all builds of it.
func (u *Unit) OnWindows(s *dockerfile.Stage) bool {
	for _, b := range u.Builds {
		if im := b.Image(s); im == nil || !im.Windows() {
			return false
		}
	}
	return len(u.Builds) > 0
}

// MayBeScratch reports whether the chain of a stage begins with nothing in some build, or with what is not known.
func (u *Unit) MayBeScratch(s *dockerfile.Stage) bool {
	for _, b := range u.Builds {
		if im := b.Image(s); im != nil && (im.Base.Scratch || !im.Base.Image.Known) {
			return true
		}
	}
	return false
}

// Names reports whether one of the sources is the path, which is absolute. With --from, sources are below the root of what
// is copied from, slash or not.
func (t *Transfer) Names(name string) bool {
	for i := range t.Paths {
		if p := &t.Paths[i]; p.Known && p.Value != "" && path.Clean("/"+p.Value) == name {
			return true
		}
	}
	return false
}

// Unreachable returns the stages that no build runs: neither the last stage nor one that a service builds needs them, and
// no name leads to them. A stage that has a name may be the target of a build, or be copied from by a trigger that an
// image from elsewhere holds.
func (u *Unit) Unreachable() []*dockerfile.Stage {
	if u.Dockerfile == nil || len(u.Dockerfile.Stages) < 2 || len(u.Builds) == 0 {
		return nil
	}
	var nameless []*dockerfile.Stage
	for _, s := range u.Dockerfile.Stages {
		if s.Name.Value == "" || u.Dockerfile.Named(s.Name.Value) != s {
			nameless = append(nameless, s)
		}
	}
	if len(nameless) == 0 {
		return nil
	}
	needed := u.Needed()
	for s := range needed {
		for _, b := range u.Builds {
			if base := b.Image(s).Base; !base.Image.Known && !base.Scratch {
				return nil // it may be any stage of the file
			}
		}
	}
	return slices.DeleteFunc(nameless, func(s *dockerfile.Stage) bool { return needed[s] })
}
