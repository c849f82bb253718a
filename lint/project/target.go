package project

import (
	"strings"

	"github.com/plimsoll-lint/plimsoll/lint/dockerfile"
)

// contexts returns the names of the contexts that services give the build beside its own.
func (e *linked) contexts() map[string]bool {
	var names map[string]bool
	for _, u := range e.uses {
		for _, c := range u.contexts {
			if names == nil {
				names = map[string]bool{}
			}
			names[strings.ToLower(c.Key.Value)] = true
		}
	}
	return names
}

// targets returns the stages that services build, nil where that is not known of all.
func (e *linked) targets(file *dockerfile.File) []*dockerfile.Stage {
	var stages []*dockerfile.Stage
	seen := map[*dockerfile.Stage]bool{}
	for _, u := range e.uses {
		if u.target.Set && !u.target.Known {
			return nil
		}
		stage := file.Stage(u.target.V)
		if stage == nil {
			return nil
		}
		if !seen[stage] {
			seen[stage] = true
			stages = append(stages, stage)
		}
	}
	return stages
}

// Context reports whether a name is that of a context which a service gives the build by additional_contexts: it then
// stands for neither a stage nor an image.
func (u *Unit) Context(name string) bool { return u.contexts[strings.ToLower(name)] }

// Needed returns the stages that a build of the last stage, or of one that a service builds, runs.
func (u *Unit) Needed() map[*dockerfile.Stage]bool {
	needed := map[*dockerfile.Stage]bool{}
	if u.Dockerfile == nil {
		return needed
	}
	targets := append([]*dockerfile.Stage{u.Dockerfile.Stage("")}, u.Targets...)
	for _, b := range u.Builds {
		for _, t := range targets {
			for _, s := range b.Reachable(t) {
				needed[s] = true
			}
		}
	}
	return needed
}

// Finals returns what the last stage comes to, once for each set of arguments that services give.
func (u *Unit) Finals() []*dockerfile.Image {
	if u.Dockerfile == nil {
		return nil
	}
	last := u.Dockerfile.Stage("")
	if last == nil {
		return nil
	}
	var images []*dockerfile.Image
	for _, b := range u.Builds {
		if im := b.Image(last); im != nil {
			images = append(images, im)
		}
	}
	return images
}
