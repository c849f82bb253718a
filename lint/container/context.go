package container

import (
	"path"
	"slices"
	"strings"

	"github.com/plimsoll-lint/plimsoll/lint/dockerfile"
	"github.com/plimsoll-lint/plimsoll/lint/source"
)

// Context reads a file of the build context by its path in it. It is nil where no context is known.
type Context func(name string) (*source.File, error)

// Bounds on the search for a script in the build context.
const (
	maxCandidates = 16
	maxScript     = 256 << 10 // bytes
)

// script is the text of a script that a stage brings along.
type script struct {
	text source.Text
	// program is what its first line names behind #!, empty where it names none.
	program string
}

// script returns the script that has the path, or the bare name, in the image: a heredoc of COPY, or a file of the
// build context that COPY or ADD put there. The last instruction that may have done so decides.
func (s *start) script(target string) (script, bool) {
	for _, c := range s.copies(target) {
		if c.heredoc != nil {
			return script{c.heredoc.Body(), c.heredoc.Interpreter()}, true
		}
		if s.context == nil {
			continue
		}
		file, err := s.context(c.name)
		if err != nil || len(file.Content) > maxScript || slices.Contains(file.Content[:min(len(file.Content), 512)], 0) {
			continue
		}
		text := file.Text(0, len(file.Content))
		return script{text, shebang(text.Value)}, true
	}
	return script{}, false
}

// shebang returns the last element of the program that the first line names behind #!; through env it is env's
// argument.
func shebang(text string) string {
	line, _, _ := strings.Cut(text, "\n")
	rest, ok := strings.CutPrefix(line, "#!")
	if !ok {
		return ""
	}
	fields := strings.Fields(rest)
	if len(fields) > 0 && path.Base(fields[0]) == "env" {
		fields = fields[1:]
		for len(fields) > 0 && strings.HasPrefix(fields[0], "-") {
			fields = fields[1:]
		}
	}
	if len(fields) == 0 {
		return ""
	}
	return path.Base(fields[0])
}

// copied is a place that a file of the image may come from.
type copied struct {
	name    string // a path in the build context
	heredoc *dockerfile.Heredoc
}

// copies returns where the file of a path, or of a bare name that is looked up in PATH, may come from, the likeliest
// first. Files of other stages and of the network are not among them.
func (s *start) copies(target string) []copied {
	var found []copied
	for _, stage := range s.image.Chain() {
		workdir := "/"
		for _, in := range stage.Instructions {
			if w, ok := in.(*dockerfile.Workdir); ok {
				workdir = absolute(workdir, s.build.Expand(w.Path, w).Value)
			}
			if t := ownTransfer(in); t != nil {
				found = append(found, s.transferred(t, in, workdir, target)...)
			}
		}
	}
	slices.Reverse(found)
	return found[:min(len(found), maxCandidates)]
}

// ownTransfer returns what COPY or ADD takes from the build context, nil for any other instruction.
func ownTransfer(in dockerfile.Instruction) *dockerfile.Transfer {
	switch in := in.(type) {
	case *dockerfile.Copy:
		if in.From.IsZero() {
			return &in.Transfer
		}
	case *dockerfile.Add:
		return &in.Transfer
	}
	return nil
}

// transferred returns what an instruction may put at the target.
func (s *start) transferred(t *dockerfile.Transfer, at dockerfile.Instruction, workdir, target string) []copied {
	written := s.build.Expand(t.Dest, at).Value
	dest := absolute(workdir, written)
	folder := strings.HasSuffix(written, "/") || written == "." || len(t.Sources)+len(t.Heredocs) > 1
	var found []copied
	for _, h := range t.Heredocs {
		if same(target, dest) && !folder || same(target, path.Join(dest, h.Name.Value)) {
			found = append(found, copied{heredoc: h})
		}
	}
	for _, text := range t.Sources {
		name := s.build.Expand(text, at).Value
		if strings.Contains(name, "://") || strings.HasPrefix(name, "git@") {
			continue
		}
		name = strings.TrimPrefix(path.Clean("/"+name), "/")
		if !folder && same(target, dest) {
			found = append(found, copied{name: name})
		}
		below := path.Base(target)
		if path.IsAbs(target) {
			var ok bool
			if below, ok = strings.CutPrefix(target, strings.TrimSuffix(dest, "/")+"/"); !ok {
				continue
			}
		}
		found = append(found, copied{name: path.Join(name, below)}) // the source is a folder
		if ok, err := path.Match(path.Base(name), below); err == nil && ok {
			found = append(found, copied{name: path.Join(path.Dir(name), below)})
		}
	}
	return found
}

// same reports whether a path names the target; a target without a slash is looked up in PATH.
func same(target, name string) bool {
	if path.IsAbs(target) {
		return target == name
	}
	return target == path.Base(name)
}

// absolute joins a path with the directory that it is relative to.
func absolute(dir, name string) string {
	if path.IsAbs(name) {
		return path.Clean(name)
	}
	return path.Join(dir, name)
}
