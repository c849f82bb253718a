package rules

import (
	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/dockerfile"
	"github.com/plimsoll-lint/plimsoll/lint/project"
	"github.com/plimsoll-lint/plimsoll/lint/spell"
)

// UndefinedFromArgument reports variables in `FROM` that no `ARG` in front of the first `FROM` declares.
//
// They are empty whatever `--build-arg` says, and `FROM app:${VERSION:-latest}` is `app:latest` for ever. An `ARG` inside of a
// stage does not count, nor does `ENV`; those that BuildKit declares itself, such as `TARGETARCH`, do.
//
// Where nothing at all is left of the image, BuildKit refuses the file, which is the matter of `refused-setting`.
//
// # What to do
//
// Put `ARG VERSION=1.2` in front of the first `FROM`.
var UndefinedFromArgument = define(lint.Rule{
	ID: "undefined-from-argument", Title: "Variable in FROM that nothing declares", Severity: lint.Info, Since: "0.1",
	Presets: lint.Hygiene,
	Aliases: []string{"UndefinedArgInFrom"},
	Refs: []lint.Ref{
		lint.Doc("UndefinedArgInFrom", "https://docs.docker.com/reference/build-checks/undefined-arg-in-from/"),
	},
	Check: lint.EachInstruction(checkUndefinedFromArgument),
})

func checkUndefinedFromArgument(p *lint.Pass, in *dockerfile.From) {
	if len(p.Unit.Builds) == 0 {
		return
	}
	build := p.Unit.Builds[0]
	image := build.Expand(in.Image, in)
	for _, u := range build.Undefined(in) {
		if image.Known && image.Value == "" && in.Image.Span.Contains(u.Span) {
			continue // refused-setting says that there is no image at all
		}
		advice := "put ARG " + u.Name + " in front of the first FROM"
		if near := spell.Slip(u.Name, build.Names(in, 200)); near != "" {
			advice = "did you mean $" + near
		}
		p.Report(u.Span, "FROM sees no $%s; %s", u.Name, advice).
			About(project.StageSubject(in.Stage())).Keyed(u.Name).Note(u.Elsewhere, "this one holds for its stage only")
	}
}
