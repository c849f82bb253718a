package rules

import (
	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/dockerfile"
	"github.com/plimsoll-lint/plimsoll/lint/project"
)

// AddedLocalFile reports `ADD` of plain files of the build context.
//
// `ADD` also fetches addresses and unpacks archives. It tells an archive by its content, not by its name: a file that
// somebody replaces by an archive is unpacked over the target. `COPY` copies.
//
// Addresses, git repositories and names that archives have (`.tar`, `.tgz`, `.tar.zst`, `.xz` and so on) are what `ADD` is
// for, and are not reported. A `.zip` or `.jar` is never unpacked, so it counts as a plain file.
//
// # What to do
//
// Write `COPY`. The fix does so where the names show that nothing is unpacked; a name without a suffix may be that of an
// archive, so there it is risky.
var AddedLocalFile = define(lint.Rule{
	ID: "added-local-file", Title: "ADD where COPY would do", Severity: lint.Low, Since: "0.1",
	Presets: lint.Hygiene | lint.Hadolint | lint.Benchmark,
	Aliases: []string{"DL3020", "DS-0005", "CKV_DOCKER_4", "KICS:Add Instead of Copy"},
	Refs: []lint.Ref{
		lint.CIS("4.9"), lint.Doc("ADD or COPY", "https://docs.docker.com/build/building/best-practices/#add-or-copy"),
	},
	Check: lint.EachTransfer(checkAddedLocalFile),
})

func checkAddedLocalFile(p *lint.Pass, t project.Transfer) {
	add, ok := t.At.(*dockerfile.Add)
	if !ok || add.Unpack {
		return
	}
	plain, only, sure := false, len(t.Heredocs) == 0, true
	for i := range t.Paths {
		kind := dockerfile.KindOfSource(t.Paths[i].Value)
		plain = plain || kind.Plain() && t.Paths[i].Known
		only = only && kind.Plain() && t.Paths[i].Known
		sure = sure && kind == dockerfile.PlainFile
	}
	if !plain {
		return
	}
	f := p.Report(add.Keyword().Span, "ADD may fetch or unpack what it is given; write COPY for files of the context")
	f.About(t.Subject).Keyed(t.Dest.Value)
	edit := lint.Edit{Span: add.Keyword().Span, New: "COPY"}
	switch {
	case !only || add.HasOwnFlags():
	case sure:
		f.Offer("write COPY", edit)
	default:
		f.OfferRisky("write COPY, which unpacks nothing", edit)
	}
}
