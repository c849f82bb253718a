package dockerfile

import (
	"strconv"
	"strings"

	"github.com/plimsoll-lint/plimsoll/lint/source"
)

// ImageUse is a place that names an image from elsewhere, or what may be a named context of the build.
type ImageUse struct {
	Kind UseKind
	// Image is the reference. Only that of FROM can hold variables.
	Image Resolved
	// At is the instruction; nil for # syntax.
	At Instruction
	// Stage holds the instruction; nil for # syntax.
	Stage *Stage
}

// UseKind says what an image is used for.
type UseKind int

// The uses of images.
const (
	FromImage   UseKind = iota // the base of a stage
	CopyImage                  // COPY --from
	MountImage                 // RUN --mount=from
	SyntaxImage                // # syntax, which runs in the builder
)

// Uses returns every place that names an image from elsewhere, in source order: neither stages nor scratch.
func (b *Build) Uses() []ImageUse {
	f := b.File
	var out []ImageUse
	if f.Syntax.Value != "" {
		out = append(out, ImageUse{Kind: SyntaxImage, Image: literal(f.Syntax)})
	}
	for _, s := range f.Stages {
		im := b.images[s.Index]
		if im.Base.From == s.From && !im.Base.Scratch && !s.From.Image.IsZero() && im.Base.Image.Value != "" {
			out = append(out, ImageUse{Kind: FromImage, Image: im.Base.Image, At: s.From, Stage: s})
		}
		for _, in := range s.Instructions {
			if ob, ok := in.(*OnBuild); ok && ob.Trigger != nil {
				in = ob.Trigger
			}
			switch in := in.(type) {
			case *Copy:
				if f.namesImage(in.From, true) {
					out = append(out, ImageUse{Kind: CopyImage, Image: literal(in.From), At: in, Stage: s})
				}
			case *Run:
				for i := range in.Mounts {
					if from := in.Mounts[i].From(); f.namesImage(from, false) {
						out = append(out, ImageUse{Kind: MountImage, Image: literal(from), At: in, Stage: s})
					}
				}
			}
		}
	}
	return out
}

func literal(t source.Text) Resolved { return Resolved{Value: t.Value, Known: true, Text: t} }

// namesImage reports whether the value of a from is neither a stage nor scratch nor refused.
func (f *File) namesImage(from source.Text, indexed bool) bool {
	v := from.Value
	if v == "" || v == "scratch" || f.named[strings.ToLower(v)] != nil || strings.IndexByte(v, '$') >= 0 {
		return false
	}
	if indexed {
		if _, err := strconv.Atoi(v); err == nil {
			return false
		}
	}
	return true
}

// Reachable returns the stages that a build of the target runs, in source order: those it is built on, copies from or
// mounts.
func (b *Build) Reachable(target *Stage) []*Stage {
	if target == nil {
		return nil
	}
	seen := make([]bool, len(b.images))
	todo := []*Stage{target}
	seen[target.Index] = true
	visit := func(s *Stage) {
		if !seen[s.Index] {
			seen[s.Index] = true
			todo = append(todo, s)
		}
	}
	for len(todo) > 0 {
		s := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
		for _, other := range s.sources {
			visit(other)
		}
		if parent := b.images[s.Index].Parent; parent != nil {
			visit(parent.Stage)
			for _, other := range parent.Stage.triggered {
				visit(other)
			}
		}
	}
	var out []*Stage
	for i, ok := range seen {
		if ok {
			out = append(out, b.File.Stages[i])
		}
	}
	return out
}
