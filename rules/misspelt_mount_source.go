package rules

import (
	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/project"
)

// MisspeltMountSource reports volumes that name a file of the project which is not there, beside one that nearly has the
// name: `nginx.cnf` and `nginx.conf`, `config.yml` and `config.yaml`.
//
// Compose does not fail. It makes an empty folder of that name, which root owns, and mounts that: the program finds no
// configuration and takes its defaults, which may ask for no password, or does not start.
//
// Nothing is reported where no such file lies beside it: programs make files of their own, and people make them from an example.
// Files that `.gitignore` names, that another service mounts, and names that differ by a number are not reported either.
//
// # What to do
//
// Write the name as the file has it. `create_host_path: false` in the long form makes Compose fail instead.
var MisspeltMountSource = define(lint.Rule{
	ID: "misspelt-mount-source", Title: "Mounted file misspelt", Severity: lint.Low, Since: "0.1",
	Presets: lint.Hygiene, Precision: lint.PrecisionHigh,
	Refs: []lint.Ref{
		lint.Doc("volumes", "https://docs.docker.com/reference/compose-file/services/#volumes"),
	},
	Check: lint.EachUnit(checkMisspeltMountSource),
})

func checkMisspeltMountSource(p *lint.Pass, u *project.Unit) {
	for _, m := range u.MisspeltMounts() {
		p.Report(m.At, "there is no %s, so an empty folder is mounted; is it %s?", m.Name, m.Meant).About(m.Subject).Notes(m.Notes)
	}
}
