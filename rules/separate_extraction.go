package rules

import (
	"path"
	"strings"

	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/dockerfile"
	"github.com/plimsoll-lint/plimsoll/lint/project"
)

// SeparateExtraction reports archives that `COPY` brings into an image and a later `RUN` of the same stage unpacks.
//
// The archive stays in its layer, next to its content, even if it is deleted behind. `ADD` unpacks a local tar archive and
// keeps nothing of it.
//
// Only tar archives are reported, plain or compressed with gzip, bzip2, xz or zstd, and only where all of them is unpacked as
// it is: `ADD` unpacks nothing else, neither zip files nor single compressed files, whatever other tools say.
//
// # What to do
//
// Write `ADD app.tar.gz /opt/`. Or keep the archive out of the layer: `RUN --mount=type=bind,source=app.tar.gz,...`.
//
// # When it is fine
//
// An archive that is verified before it is unpacked, or that comes from somebody else: unpacking with `tar` can be watched,
// while `ADD` follows whatever links the archive holds.
var SeparateExtraction = define(lint.Rule{
	ID: "separate-extraction", Title: "Archive copied, then unpacked", Severity: lint.Info, Since: "0.1",
	Presets: lint.Hygiene | lint.Hadolint,
	Aliases: []string{"DL3010"},
	Refs: []lint.Ref{
		lint.Doc("Dockerfile reference: ADD", "https://docs.docker.com/reference/dockerfile/#adding-local-tar-archives"),
	},
	Check: lint.EachUnit(checkSeparateExtraction),
})

func checkSeparateExtraction(p *lint.Pass, u *project.Unit) {
	commands := u.Commands("tar", "gtar", "bsdtar")
	if len(commands) == 0 {
		return
	}
	for _, t := range u.Transfers() {
		if _, ok := t.At.(*dockerfile.Copy); !ok || t.From != "" {
			continue
		}
		for i, source := range t.Paths {
			name := path.Base(source.Value)
			if !source.Known || !tarName(name) {
				continue
			}
			if !t.Folder && tarName(t.Target) {
				name = path.Base(t.Target)
			}
			if by, ok := extractedBy(commands, t.At, name); ok {
				p.Report(t.Sources[i].Span, "%s is copied and then unpacked; unpack it with ADD", path.Base(source.Value)).
					About(t.Subject).Note(by.Span(), "it is unpacked here")
			}
		}
	}
}

// extractedBy returns the command of the same stage that unpacks a file of a name behind an instruction.
func extractedBy(commands []project.Command, at dockerfile.Instruction, name string) (by project.Command, ok bool) {
	for _, c := range commands {
		if c.Run.Stage() != at.Stage() || c.Run.Index() < at.Index() {
			continue
		}
		if x, ok := c.Extraction(); ok && x.Whole && path.Base(c.Expand(x.Archive, nil)) == name {
			return c, true
		}
	}
	return by, false
}

// tarName reports whether ADD unpacks a file, as far as its name tells.
func tarName(name string) bool {
	for _, suffix := range [...]string{
		".tar", ".tar.gz", ".tgz", ".tar.bz2", ".tbz", ".tbz2", ".tb2", ".tar.xz", ".txz", ".tar.zst", ".tzst",
	} {
		if strings.HasSuffix(name, suffix) {
			return true
		}
	}
	return false
}
