package rules

import (
	"strings"

	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/dockerfile"
	"github.com/plimsoll-lint/plimsoll/lint/project"
)

// MaintainerInstruction reports `MAINTAINER`.
//
// Docker has called it deprecated since version 1.13. It sets a field of the image that few programs show. A label says the
// same, and programs that look for authors read it.
//
// # What to do
//
//	LABEL org.opencontainers.image.authors="Ada <ada@example.com>"
var MaintainerInstruction = define(lint.Rule{
	ID: "maintainer-instruction", Title: "MAINTAINER, which is deprecated", Severity: lint.Info, Since: "0.1",
	Presets: lint.Hygiene | lint.Hadolint,
	Aliases: []string{
		"DL4000", "MaintainerDeprecated", "DS-0022", "CKV_DOCKER_6", "maintainer-is-deprecated",
		"KICS:MAINTAINER Instruction Being Used",
	},
	Refs:  []lint.Ref{lint.Doc("MaintainerDeprecated", "https://docs.docker.com/reference/build-checks/maintainer-deprecated/")},
	Check: lint.EachInstruction(checkMaintainerInstruction),
})

func checkMaintainerInstruction(p *lint.Pass, in *dockerfile.Maintainer) {
	if in.OnBuild() {
		return // BuildKit refuses it
	}
	f := p.Report(in.Keyword().Span, "MAINTAINER is deprecated; use LABEL org.opencontainers.image.authors").
		About(project.StageSubject(in.Stage()))
	author := in.Author.Value
	if n := len(author); n > 1 && author[0] == author[n-1] && (author[0] == '"' || author[0] == '\'') {
		author = author[1 : n-1]
	}
	if author = strings.TrimSpace(author); author != "" && in.Stage() != nil {
		f.Offer("say it in a label", lint.Edit{
			Span: in.Span(), New: "LABEL org.opencontainers.image.authors=" + p.Unit.Dockerfile.Quote(author),
		})
	}
}
