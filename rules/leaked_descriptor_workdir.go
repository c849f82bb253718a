package rules

import (
	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/project"
)

// LeakedDescriptorWorkdir reports `WORKDIR /proc/self/fd/8` and its like, in a Dockerfile or as `working_dir` of a Compose
// file: a working directory that is reached through what another process has open.
//
// Container runtimes have left a descriptor of a folder of the host open when they start a container (CVE-2024-21626 of
// runc before 1.1.12). A container that begins in it stands on the file system of the host and walks up from there. No
// program needs such a directory: somebody tries to break out of the build or of the container.
//
// Relative paths and variables are followed, and so are `cwd` and `root` below `/proc`, and `/dev/fd`.
//
// # What to do
//
// Delete the line, and find out who wrote it.
var LeakedDescriptorWorkdir = define(lint.Rule{
	ID: "leaked-descriptor-workdir", Title: "Working directory outside of the container", Severity: lint.High, Since: "0.1",
	Presets: lint.Security,
	Aliases: []string{"DS-0030"},
	Refs: []lint.Ref{
		lint.CWE("403"),
		lint.Doc("CVE-2024-21626", "https://github.com/opencontainers/runc/security/advisories/GHSA-xr7r-f8xq-vfvv"),
	},
	Check: lint.EachUnit(checkLeakedDescriptorWorkdir),
})

func checkLeakedDescriptorWorkdir(p *lint.Pass, u *project.Unit) {
	for _, d := range u.Directories() {
		if d.Leaves {
			p.Report(d.At, "%s leads to what another process has open, perhaps on the host; delete this", d.Path).
				About(d.Subject).Keyed(d.Path).Notes(d.Notes)
		}
	}
}
