package rules

import (
	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/project"
)

// WritableProgramMount reports folders of the host and named volumes that a service may write to and that lie over the programs
// which its Dockerfile puts into the image.
//
// What runs is then not what was built, scanned and signed. Who breaks into the service changes its program, and the change
// survives a new container and a new image; in a folder of the host it may reach the repository as well. A named volume
// also keeps the first program that it got: later images are built in vain.
//
// Names decide what is a program, what is a place for data, and what is for development: Compose files, services, stages and
// images that say so, variables such as `NODE_ENV=development`, and commands that watch for changes are left out.
//
// # What to do
//
// Leave the mount out, mount the one folder with data, or end the entry with `:ro`. Mounts for development belong in
// `compose.override.yaml`.
var WritableProgramMount = define(lint.Rule{
	ID: "writable-program-mount", Title: "Writable mount over the program", Severity: lint.Medium, Since: "0.1",
	Presets:   lint.Hygiene,
	Precision: lint.PrecisionMedium,
	Refs:      []lint.Ref{lint.CIS("5.13"), lint.OWASP("8"), lint.CWE("732")},
	Check:     lint.EachStack(checkWritableProgramMount),
})

func checkWritableProgramMount(p *lint.Pass, s *project.Stack) {
	if s.ForDevelopment(p.Unit) {
		return
	}
	for _, m := range s.MountedPrograms() {
		p.Report(m.SourceSpan, "%s could change its program in %s; leave the mount out, or add :ro", s.Container.Name, m.Target).
			About(s.Container.Subject).Notes(m.Notes).Note(m.Copied, "the image has its program here")
	}
}
