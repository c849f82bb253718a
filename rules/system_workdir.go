package rules

import (
	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/dockerfile"
	"github.com/plimsoll-lint/plimsoll/lint/project"
)

// SystemWorkdir reports a `WORKDIR` in a folder of the system: `/proc`, `/sys`, `/dev`, `/boot`, `/initrd`,
// `/lost+found`.
//
// The first three are mounted anew for each container, so what the build puts there is gone when it runs. A program whose
// home they are reads and writes settings of the kernel by relative paths.
//
// The path is taken as it comes out: `WORKDIR /` and then `WORKDIR proc` is reported too. `/dev/shm` is a folder for
// files. A directory that is reached through an open file of another process is worse, and has a rule of its own,
// `leaked-descriptor-workdir`.
//
// # What to do
//
// Use a folder of the program's own, such as `/srv/app`.
var SystemWorkdir = define(lint.Rule{
	ID: "system-workdir", Title: "Working directory of the system", Severity: lint.Low, Since: "0.1",
	Presets: lint.Hygiene,
	Aliases: []string{"DS-0030"},
	Refs:    []lint.Ref{lint.Doc("WORKDIR", "https://docs.docker.com/reference/dockerfile/#workdir")},
	Check:   lint.EachInstruction(checkSystemWorkdir),
})

func checkSystemWorkdir(p *lint.Pass, w *dockerfile.Workdir) {
	if dir, ok := p.Unit.Directory(w); ok && project.OfSystem(dir) && !project.Descriptor(dir) {
		p.Report(w.Path.Span, "%s belongs to the system; work in a folder of the program's own", dir).
			About(project.StageSubject(w.Stage())).Keyed(dir)
	}
}
