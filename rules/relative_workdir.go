package rules

import (
	"path"
	"strings"

	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/dockerfile"
	"github.com/plimsoll-lint/plimsoll/lint/project"
)

// RelativeWorkdir reports the first `WORKDIR` of a stage, where its path is relative.
//
// Such a path begins in the working directory of the base image. When that image changes it, files land elsewhere, and
// nothing in the build says so.
//
// `WORKDIR ~/app` is such a path as well: BuildKit does not know what `~` means, and makes a directory of that name.
//
// Only the first one counts: each that follows begins where the file itself says. The same holds for a stage that is
// built on another one of the file that has a `WORKDIR`. hadolint and others report every relative path; that of the
// base image is unknown to them and to BuildKit's own check alike. Paths that begin with a variable whose value is not
// known are left out, and so are drive letters. `scratch` has no directory of its own.
//
// # What to do
//
// Write the path from the root on: `WORKDIR /app`.
var RelativeWorkdir = define(lint.Rule{
	ID: "relative-workdir", Title: "Working directory that depends on the base image", Severity: lint.Info, Since: "0.1",
	Presets: lint.Hygiene | lint.Hadolint,
	Aliases: []string{
		"DL3000", "WorkdirRelativePath", "DS-0009", "CKV_DOCKER_10", "use-absolute-workdir", "KICS:WORKDIR Path Not Absolute",
	},
	Refs:  []lint.Ref{lint.Doc("WorkdirRelativePath", "https://docs.docker.com/reference/build-checks/workdir-relative-path/")},
	Check: lint.EachInstruction(checkRelativeWorkdir),
})

func checkRelativeWorkdir(p *lint.Pass, in *dockerfile.Workdir) {
	if in.OnBuild() || in.Path.IsZero() || len(p.Unit.Builds) == 0 {
		return
	}
	dir, relative := p.Unit.Builds[0].RelativeWorkdir(in)
	if !relative {
		return
	}
	if strings.HasPrefix(dir, "~") {
		p.Report(in.Path.Span, "WORKDIR makes a directory with the name ~; write the path of the home directory").
			About(project.StageSubject(in.Stage()))
		return
	}
	absolute := path.Join("/", dir)
	f := p.Report(in.Path.Span, "%s begins in a directory that the base image decides; write %s", shown(dir), shown(absolute)).
		About(project.StageSubject(in.Stage()))
	if in.Path.Value == dir && in.Path.At(0, len(dir)).Len() == len(dir) {
		f.OfferRisky("begin at the root, where the base image may have a directory of its own",
			lint.Edit{Span: in.Path.Span, New: absolute})
	}
}
