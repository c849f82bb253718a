package rules

import (
	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/project"
)

// SystemWorkdir reports a `WORKDIR`, or `working_dir` of a Compose file, in a folder of the system: `/proc`, `/sys`, `/dev`,
// `/boot`, `/initrd`, `/lost+found`.
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
	Check:   lint.EachUnit(checkSystemWorkdir),
})

func checkSystemWorkdir(p *lint.Pass, u *project.Unit) {
	for _, d := range u.Directories() {
		if project.OfSystem(d.Path) && !d.Leaves {
			p.Report(d.At, "%s belongs to the system; work in a folder of the program's own", d.Path).
				About(d.Subject).Keyed(d.Path).Notes(d.Notes)
		}
	}
}
