package dockerfile

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/moby/buildkit/frontend/dockerfile/shell"

	"github.com/plimsoll-lint/plimsoll/lint/source"
)

// link finds the stages that stages name: first FROM, which knows those above it alone, then COPY and RUN, which
// BuildKit resolves once it knows all stages.
func (r *reader) link() {
	f := r.file
	f.named = make(map[string]*Stage, len(f.Stages))
	for _, s := range f.Stages {
		s.Parent = f.named[s.From.Image.Value]
		if name := strings.ToLower(s.Name.Value); name != "" {
			s.Replaces = f.named[name]
			f.named[name] = s
		}
	}
	for _, s := range f.Stages {
		for _, in := range s.Instructions {
			r.depth = 0
			if ob, ok := in.(*OnBuild); ok && ob.Trigger != nil {
				in, r.depth = ob.Trigger, 1
			}
			switch in := in.(type) {
			case *Copy:
				r.linkCopy(s, in)
			case *Run:
				for i := range in.Mounts {
					r.linkMount(s, &in.Mounts[i])
				}
			}
		}
	}
}

// linkCopy resolves --from, which may be a stage, an index or an image.
func (r *reader) linkCopy(s *Stage, c *Copy) {
	from := c.From
	if from.Value == "" {
		return
	}
	if strings.ContainsAny(from.Value, "$'\"`\\") {
		word, _, err := shell.NewLex(rune(r.file.Escape)).ProcessWord(from.Value, noVariables{})
		if err != nil || word != from.Value {
			r.problem(source.Refused, "build.from", from.Span, "--from takes no variables; name a stage: FROM image AS name")
			return
		}
	}
	if n, err := strconv.Atoi(from.Value); err == nil {
		if n < 0 || n >= len(r.file.Stages) {
			r.problem(source.Refused, "build.from", from.Span, fmt.Sprintf("there is no stage %d", n))
			return
		}
		c.Source = r.file.Stages[n]
	} else {
		c.Source = r.file.named[strings.ToLower(from.Value)]
	}
	if c.Source != nil {
		r.depend(s, c.Source, from, "copy from")
	}
}

// linkMount resolves the from of a mount, which may be a stage or an image.
func (r *reader) linkMount(s *Stage, m *Mount) {
	from := m.From()
	if other := r.file.named[strings.ToLower(from.Value)]; from.Value != "" && other != nil {
		r.depend(s, other, from, "mount from")
	}
}

func (r *reader) depend(s, other *Stage, at source.Text, verb string) {
	switch {
	case r.depth > 0:
		s.triggered = append(s.triggered, other) // it is for the stage that is built on this one
	case other == s:
		r.problem(source.Refused, "build.from", at.Span, "a stage cannot "+verb+" itself")
	case other.Index > s.Index:
		p := r.problem(source.Refused, "build.from", at.Span, fmt.Sprintf(
			"cannot %s stage %s, which begins further down; move it up", verb, show(at.Value)))
		p.Related = []source.Note{{Span: other.From.Span().FirstLine(), Message: "the stage begins here"}}
	default:
		s.sources = append(s.sources, other)
	}
}

// noVariables is an environment without variables.
type noVariables struct{}

func (noVariables) Get(string) (string, bool) { return "", false }
func (noVariables) Keys() []string            { return nil }
