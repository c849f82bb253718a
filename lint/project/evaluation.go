package project

import (
	"strconv"
	"strings"

	"github.com/plimsoll-lint/plimsoll/lint/compose"
	"github.com/plimsoll-lint/plimsoll/lint/dockerfile"
)

// maxEvaluated bounds the instructions that are evaluated for one unit, each counted anew for each service that builds it:
// a project may build a large Dockerfile in as many ways as it has services.
const maxEvaluated = 5_000_000

// evaluations are the Dockerfiles that are evaluated for one unit, each once for the same arguments.
type evaluations struct {
	args   func(path string) map[string]string // the values of --build-arg
	builds map[evaluation]*dockerfile.Build
	units  map[*dockerfile.Image]*Unit // the Dockerfiles as single services build them
	spent  int                         // instructions
}

type evaluation struct {
	file *dockerfile.File
	args string
}

func (l *Linker) evaluations() *evaluations {
	return &evaluations{args: l.args, builds: map[evaluation]*dockerfile.Build{}, units: map[*dockerfile.Image]*Unit{}}
}

// build evaluates a Dockerfile for a service that gives it arguments. It returns nil where that is one too many.
func (e *evaluations) build(file *dockerfile.File, args []compose.Entry) *dockerfile.Build {
	if e.spent += len(file.Instructions); e.spent > maxEvaluated {
		return nil
	}
	key := evaluation{file, argsKey(args)}
	b := e.builds[key]
	if b == nil {
		b = file.Build(buildArgs(args, e.args(file.Source.Path)))
		e.builds[key] = b
	}
	return b
}

// argsKey is the same for arguments that have the same names and values and stand in the same place.
func argsKey(args []compose.Entry) string {
	var key strings.Builder
	for _, e := range args {
		key.WriteString(e.Key.Value + "\x00" + e.Value.V + "\x00")
		if e.Span.File != nil {
			key.WriteString(e.Span.File.Path + "\x00" + strconv.Itoa(e.Span.Start) + "\x00")
		}
	}
	return key.String()
}
