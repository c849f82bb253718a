package project

import (
	"github.com/plimsoll-lint/plimsoll/lint/compose"
	"github.com/plimsoll-lint/plimsoll/lint/container"
	"github.com/plimsoll-lint/plimsoll/lint/dockerfile"
	"github.com/plimsoll-lint/plimsoll/lint/image"
	"github.com/plimsoll-lint/plimsoll/lint/source"
)

// Stack is a service of a Compose project together with what its image brings along.
type Stack struct {
	Service   *compose.Service
	Container *container.Container
	// Image is what the stage makes that the service builds; nil where it builds nothing, or what it builds is not known.
	Image *dockerfile.Image

	inner *Unit
}

// Bounds on what is held against each other: ports, volumes and mounts of a service, what is listed of it, and the size of a
// Dockerfile that is searched for words once for each service that builds it.
const (
	maxStacked  = 100
	maxListed   = 10
	maxSearched = 128 << 10 // bytes
)

// searchable reports whether the Dockerfile is small enough to be searched for each service.
func (s *Stack) searchable() bool {
	return s.inner != nil && len(s.inner.Dockerfile.Source.Content) <= maxSearched
}

// Stacks returns the services of a Compose project in its order.
func (u *Unit) Stacks() []*Stack { return u.stacks }

// Built returns the Dockerfile as this service alone builds it; nil where Image is. Services that build the same with the same
// arguments have one of them together.
func (s *Stack) Built() *Unit { return s.inner }

// builds notes what a service builds.
func (s *Stack) builds(file *dockerfile.File, build *dockerfile.Build, stage *dockerfile.Stage, e *evaluations) {
	s.Image = build.Image(stage)
	if s.inner = e.units[s.Image]; s.inner == nil {
		s.inner = &Unit{
			Files: []*source.File{file.Source}, Dockerfile: file, Builds: []*dockerfile.Build{build},
			targets: []*dockerfile.Stage{stage},
		}
		e.units[s.Image] = s.inner
	}
}

// Facts returns what is known of the image that a registry holds: the one that the service names, or the base at the end of
// the FROM chain. What an image of WellKnown confidence does was looked up by nobody.
func (s *Stack) Facts() image.Facts {
	if !s.Container.Image.Known {
		return image.Facts{}
	}
	facts, _ := image.Lookup(s.Container.Image.Value)
	return facts
}

// empty reports whether the chain of FROM is known to begin with nothing.
func (s *Stack) empty() bool { return s.Image != nil && s.Image.Base.Scratch }
