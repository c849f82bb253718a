package rules

import (
	"strings"

	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/dockerfile"
	"github.com/plimsoll-lint/plimsoll/lint/project"
	"github.com/plimsoll-lint/plimsoll/lint/spell"
)

// UndefinedVariable reports variables that nothing sets where BuildKit expands them: in `COPY`, `ADD`, `ENV`, `LABEL`,
// `WORKDIR`, `USER`, `EXPOSE`, `VOLUME`, `STOPSIGNAL`, in `ARG` and in the heredocs of `COPY` and `ADD`.
//
// BuildKit puts nothing in their place. `COPY app-$VERSION.jar /app/` then looks for `app-.jar`, and a configuration that is
// written by a heredoc loses its `$host`.
//
// An `ARG` in front of the first `FROM` holds for the `FROM` lines only; a stage that uses it has to declare it again. The same
// goes for those that BuildKit sets itself, such as `TARGETARCH`.
//
// What a base image from a registry sets is not known. A variable that it may well set is left alone: reported are those
// that the file itself sets, but elsewhere, those that are one slip of the keyboard away from one that is set, and those in
// small letters. On `scratch` all of them are. BuildKit knows the base image, and reports `${NAME:-default}` as well.
//
// # What to do
//
// Declare the variable in the stage: `ARG VERSION`. In a heredoc write `\$host`, or put the end word in quotes:
// `COPY <<"EOF" /etc/nginx/nginx.conf`.
var UndefinedVariable = define(lint.Rule{
	ID: "undefined-variable", Title: "Variable that nothing sets", Severity: lint.Info, Since: "0.1",
	Precision: lint.PrecisionMedium,
	Presets:   lint.Hygiene,
	Aliases:   []string{"UndefinedVar"},
	Refs:      []lint.Ref{lint.Doc("UndefinedVar", "https://docs.docker.com/reference/build-checks/undefined-var/")},
	Check:     lint.EachInstruction(checkUndefinedVariable),
})

func checkUndefinedVariable(p *lint.Pass, in dockerfile.Instruction) {
	if _, from := in.(*dockerfile.From); from || len(p.Unit.Builds) == 0 || in.Stage() == nil {
		return
	}
	build := p.Unit.Builds[0]
	for _, u := range build.Undefined(in) {
		advice := ""
		switch {
		case u.Guarded, own(in, u.Name):
			continue
		case u.Global:
			advice = "declare it in this stage: ARG " + u.Name
		case !u.Elsewhere.IsZero():
			advice = "it is set elsewhere in the file"
		default:
			near := ""
			if len(u.Name) > 4 {
				near = spell.Slip(u.Name, build.Names(in, 200))
			}
			switch {
			case near != "":
				advice = "did you mean $" + near
			case !u.Open || strings.ToLower(u.Name) == u.Name && !strings.HasSuffix(u.Name, "_proxy"):
				advice = "declare it, or escape the dollar sign"
			default:
				continue
			}
		}
		p.Report(u.Span, "nothing sets $%s here, so it is empty; %s", u.Name, advice).
			About(project.StageSubject(in.Stage())).Keyed(strings.ToUpper(in.Keyword().Value), u.Name).
			Note(u.Elsewhere, u.Name+" is set here")
	}
}

// own reports whether an ENV sets the variable itself, which is the matter of self-referencing-env.
func own(in dockerfile.Instruction, name string) bool {
	env, ok := in.(*dockerfile.Env)
	if !ok {
		return false
	}
	for _, pair := range env.Pairs {
		if pair.Name.Value == name {
			return true
		}
	}
	return false
}
