// Package shellcheck hands the scripts of a Dockerfile to the program ShellCheck and leads what it says back to the bytes of
// the file. It starts no program itself: the caller gives it one as a function.
package shellcheck

import (
	"context"
	"fmt"
	"strconv"
	"strings"

	"github.com/plimsoll-lint/plimsoll/lint/dockerfile"
	"github.com/plimsoll-lint/plimsoll/lint/project"
	"github.com/plimsoll-lint/plimsoll/lint/source"
)

// Runner runs ShellCheck over files, all in one call, and returns what it prints as --format=json1.
type Runner func(ctx context.Context, files []File) ([]byte, error)

// File is one script as ShellCheck is to read it.
type File struct {
	Name string
	Text []byte
}

// Options say how scripts are checked.
type Options struct {
	// NoDirectives has the comments `# shellcheck disable=` silence nothing.
	NoDirectives bool
}

// Finding is one thing that ShellCheck has to say.
type Finding struct {
	Code    string // SC2086
	Message string // without the code, in lower case and without a full stop
	Span    source.Span
	// Evidence is the text under the span, for keys: its first line, with blanks folded.
	Evidence string
	Subject  string
}

// Bounds on what is handed over and taken back.
const (
	maxScripts  = 500     // of one file
	maxText     = 4 << 20 // bytes of all scripts of one file
	maxFindings = 5_000   // of one file
	maxNames    = 500     // variables of the build for one script
)

// Check runs ShellCheck over the scripts of a Dockerfile that it can read: those of sh, dash, ash, bash and ksh in shell form. A
// file without any starts nothing.
func Check(ctx context.Context, run Runner, unit *project.Unit, o Options) ([]Finding, error) {
	inputs := inputsOf(unit, o)
	if len(inputs) == 0 {
		return nil, nil
	}
	files := make([]File, len(inputs))
	for i := range inputs {
		files[i] = File{Name: name(i), Text: inputs[i].text()}
	}
	out, err := run(ctx, files)
	if err != nil {
		return nil, err
	}
	return read(out, inputs)
}

func name(i int) string { return strconv.Itoa(i) + ".sh" }

// inputsOf returns what is to be checked of a unit.
func inputsOf(unit *project.Unit, o Options) []*input {
	if unit.Dockerfile == nil {
		return nil
	}
	var inputs []*input
	size := 0
	scripts := unit.Scripts()
	comments := disabledAbove(unit.Dockerfile, o)
	for i := range scripts {
		in := newInput(&scripts[i], unit.Dockerfile, o)
		if in == nil {
			continue
		}
		if size += len(in.raw); len(inputs) == maxScripts || size > maxText {
			break
		}
		in.disabled = append(in.disabled, comments[scripts[i].Run.Index()]...)
		inputs = append(inputs, in)
	}
	return inputs
}

// dialect returns ShellCheck's name of a shell, "" for one that it does not know.
func dialect(program string) string {
	program = program[strings.LastIndexByte(program, '/')+1:]
	switch program {
	case "sh", "bash", "dash", "ksh":
		return program
	case "ash", "busybox":
		return "dash" // which knows as much; ShellCheck has a name for busybox only since 0.10
	case "mksh":
		return "ksh"
	}
	return ""
}

// names returns the variables that a build gives a script: those of ARG in its stage, and of ENV there and in those that it is
// built on.
func names(run *dockerfile.Run) []string {
	seen := map[string]bool{}
	var out []string
	stage := run.Stage()
	for range maxNames {
		if stage == nil {
			break
		}
		for _, in := range stage.Instructions {
			if in.Index() >= run.Index() {
				break
			}
			var pairs []dockerfile.Pair
			switch in := in.(type) {
			case *dockerfile.Env:
				pairs = in.Pairs
			case *dockerfile.Arg:
				if stage == run.Stage() {
					pairs = in.Pairs
				}
			}
			for _, p := range pairs {
				if n := p.Name.Value; isName(n) && !seen[n] && len(out) < maxNames {
					seen[n] = true
					out = append(out, n)
				}
			}
		}
		stage = stage.Parent
	}
	return out
}

func isName(s string) bool {
	for i := range len(s) {
		c := s[i]
		if c != '_' && (c < 'a' || c > 'z') && (c < 'A' || c > 'Z') && (i == 0 || c < '0' || c > '9') {
			return false
		}
	}
	return s != "" && len(s) < 200
}

// Error is what ShellCheck printed that is no report.
type Error struct{ Reason string }

// Error implements error.
func (e *Error) Error() string { return fmt.Sprintf("shellcheck printed no report: %s", e.Reason) }
