// Package dockerfile reads Dockerfiles: what each instruction says, where each word of it stands, and what comes of it
// for given build arguments.
//
// BuildKit's own parser decides what an instruction is and whether it is valid. It carries line numbers only, so this
// package finds every word that it returns in the bytes of the file. An error is one Problem at its place; the
// instructions around it are read all the same.
package dockerfile

import (
	"iter"
	"slices"
	"strconv"
	"strings"

	"github.com/plimsoll-lint/plimsoll/lint/source"
)

// File is a Dockerfile as it was read. It is not changed after Parse and is safe for use by several goroutines.
type File struct {
	// Source is the file that was given to Parse. Regions count in offsets of its Content.
	Source *source.File
	// Escape is the escape character: a backslash, or a backtick after `# escape=`.
	Escape byte
	// Syntax is the image of the frontend that `# syntax=` names, in any of the forms that BuildKit looks for; zero where
	// there is none.
	Syntax source.Text
	// Check is the value of the `# check=` directive; zero where there is none.
	Check source.Text
	// Instructions are all instructions in source order, FROM and those before the first FROM included.
	Instructions []Instruction
	// Meta are the ARG instructions before the first FROM. Their variables are visible in FROM, and in a stage that
	// declares them again.
	Meta []*Arg
	// Stages are the build stages in source order.
	Stages []*Stage
	// Comments are all comments in source order, parser directives included.
	Comments []Comment
	// Problems are in source order.
	Problems []source.Problem

	all   []Instruction     // those behind ONBUILD included; nil where there is no ONBUILD
	named map[string]*Stage // the last stage of each name, in lower case
}

// Comment is a line that starts with #, outside of heredocs.
type Comment struct {
	// Span runs from the # to the end of the line.
	Span source.Span
	// Text is what follows the #.
	Text source.Text
	// Directive says that BuildKit takes the line for a parser directive.
	Directive bool
	// Next is the instruction that follows; nil where none does. For a comment among the lines of an instruction it is
	// that instruction.
	Next Instruction
}

// Stage is a build stage: a FROM and the instructions up to the next one.
type Stage struct {
	// Index counts the stages of the file from 0.
	Index int
	// Name is the name behind AS, as written; zero where there is none. Names compare without case.
	Name source.Text
	// From begins the stage.
	From *From
	// Parent is the earlier stage that FROM names, where it does so without a variable; nil for an image. Build.Image
	// knows the parent that a variable names.
	Parent *Stage
	// Replaces is the earlier stage of the same name: from here on the name means this one.
	Replaces *Stage
	// Instructions are those of the stage in source order, FROM first.
	Instructions []Instruction

	sources   []*Stage // the stages that COPY --from and RUN --mount=from name
	triggers  []Instruction
	triggered []*Stage // the stages that the triggers name
}

// Span runs from FROM to the end of the stage's last instruction.
func (s *Stage) Span() source.Span {
	return s.From.Span().Join(s.Instructions[len(s.Instructions)-1].Span())
}

// All yields all instructions in source order, the trigger of an ONBUILD behind it.
func (f *File) All() iter.Seq[Instruction] { return slices.Values(f.List()) }

// List returns what All yields. It is not to be changed.
func (f *File) List() []Instruction {
	if f.all == nil {
		return f.Instructions
	}
	return f.all
}

// All yields the instructions of the stage in source order, FROM first and the trigger of an ONBUILD behind it.
func (s *Stage) All() iter.Seq[Instruction] { return withTriggers(s.Instructions) }

func withTriggers(list []Instruction) iter.Seq[Instruction] {
	return func(yield func(Instruction) bool) {
		for _, in := range list {
			if !yield(in) {
				return
			}
			if ob, ok := in.(*OnBuild); ok && ob.Trigger != nil && !yield(ob.Trigger) {
				return
			}
		}
	}
}

// Stage returns the stage that --target means: a name, compared without case, or an index. An empty target is the last
// stage. It is nil where there is no such stage.
func (f *File) Stage(target string) *Stage {
	if target == "" {
		if len(f.Stages) == 0 {
			return nil
		}
		return f.Stages[len(f.Stages)-1]
	}
	if s := f.named[strings.ToLower(target)]; s != nil {
		return s
	}
	if n, err := strconv.Atoi(target); err == nil && n >= 0 && n < len(f.Stages) {
		return f.Stages[n]
	}
	return nil
}

// Named returns the last stage of a name, which is compared without case; nil where there is none.
func (f *File) Named(name string) *Stage { return f.named[strings.ToLower(name)] }

// StageNames returns the names of the stages in source order, without those that have none.
func (f *File) StageNames() []string {
	var names []string
	for _, s := range f.Stages {
		if s.Name.Value != "" {
			names = append(names, s.Name.Value)
		}
	}
	return names
}
