package project

import (
	"path"
	"slices"
	"strings"

	"github.com/plimsoll-lint/plimsoll/lint/dockerfile"
)

// contextNames returns the names of the contexts that services give the build beside its own.
func (e *linked) contextNames() map[string]bool {
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

// targets returns the stages that a Dockerfile is built for, the last one first: those that services name, else the last
// stage of the file.
func (e *linked) targets(file *dockerfile.File) []*dockerfile.Stage {
	var stages []*dockerfile.Stage
	add := func(target string) {
		if s := file.Stage(target); s != nil && !slices.Contains(stages, s) {
			stages = append(stages, s)
		}
	}
	for _, u := range e.uses {
		if u.target.Known {
			add(u.target.V)
		} else {
			add("")
		}
	}
	if len(stages) == 0 {
		add("")
	}
	slices.SortFunc(stages, func(a, b *dockerfile.Stage) int { return b.Index - a.Index })
	return stages
}

// Context reports whether a name is that of a context which a service gives the build by additional_contexts: it then
// stands for neither a stage nor an image.
func (u *Unit) Context(name string) bool { return u.contextNames[strings.ToLower(name)] }

// Needed returns the stages that a build of the last stage, or of one that a service builds, runs.
func (u *Unit) Needed() map[*dockerfile.Stage]bool {
	needed := map[*dockerfile.Stage]bool{}
	if u.Dockerfile == nil {
		return needed
	}
	stages := append([]*dockerfile.Stage{u.Dockerfile.Stage("")}, u.targets...)
	for _, b := range u.Builds {
		for _, t := range stages {
			for _, s := range b.Reachable(t) {
				needed[s] = true
			}
		}
	}
	return needed
}

// Targets returns the images that a Dockerfile is built for, the last stage first: those that services name as their target,
// else that of the last stage. Where services give several sets of arguments it is the first of them that counts.
func (u *Unit) Targets() []*dockerfile.Image {
	if u.Dockerfile == nil || len(u.Builds) == 0 {
		return nil
	}
	return u.images(u.Builds[:1])
}

// Finals returns the images of Targets, once for each set of arguments that services give.
func (u *Unit) Finals() []*dockerfile.Image {
	if u.Dockerfile == nil {
		return nil
	}
	return u.images(u.Builds)
}

func (u *Unit) images(builds []*dockerfile.Build) []*dockerfile.Image {
	stages := u.targets
	if len(stages) == 0 {
		stages = (&linked{}).targets(u.Dockerfile)
	}
	var images []*dockerfile.Image
	for _, b := range builds {
		for _, s := range stages {
			if im := b.Image(s); im != nil {
				images = append(images, im)
			}
		}
	}
	return images
}

// Final returns the first of Targets, nil where there is none.
func (u *Unit) Final() *dockerfile.Image {
	if images := u.Targets(); len(images) > 0 {
		return images[0]
	}
	return nil
}

// Ships reports whether what a stage leaves behind is in an image that the Dockerfile is built for: it is such a stage, or one
// that such a stage is built on. Of other stages these images have only what COPY takes.
func (u *Unit) Ships(stage *dockerfile.Stage) bool {
	u.findShipping()
	return stage != nil && stage.Index < len(u.ships) && u.ships[stage.Index]
}

// ShipsSubject reports whether the stage that findings call so is one of those that Ships is true of.
func (u *Unit) ShipsSubject(subject string) bool {
	u.findShipping()
	return u.shipsSubject[subject]
}

func (u *Unit) findShipping() {
	u.shipsOnce.Do(func() {
		if u.Dockerfile == nil {
			return
		}
		u.ships, u.shipsSubject = make([]bool, len(u.Dockerfile.Stages)), map[string]bool{}
		for _, im := range u.Finals() {
			for ; im != nil && !u.ships[im.Stage.Index]; im = im.Parent {
				u.ships[im.Stage.Index] = true
				u.shipsSubject[StageSubject(im.Stage)] = true
			}
		}
	})
}

// ForProduction reports whether what a stage leaves behind ships, and neither it nor the image that it ends up in is named for
// development, tests or debugging; nor is the file.
func (u *Unit) ForProduction(stage *dockerfile.Stage) bool {
	if !u.Ships(stage) || ForDevelopment(stage.Name.Value) || ForDevelopment(path.Base(u.Name())) {
		return false
	}
	im := u.Final()
	return im == nil || !ForDevelopment(im.Stage.Name.Value)
}
