package rules

import (
	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/dockerfile"
	"github.com/plimsoll-lint/plimsoll/lint/project"
)

// SelfReferencingEnv reports an `ENV` in which one pair uses a variable that another pair of the same instruction sets.
//
// The pairs of one instruction do not see one another: in `ENV HOME_DIR=/app DATA=$HOME_DIR/data` the variable has the
// value from before the instruction, mostly none, and `DATA` becomes `/data`.
//
// Not reported is a variable that an earlier `ARG` or `ENV` sets, and one that is added to, as in `PATH=/app:$PATH`.
//
// # What to do
//
// Split the instruction in two.
var SelfReferencingEnv = define(lint.Rule{
	ID: "self-referencing-env", Title: "Variable used by the ENV that sets it", Severity: lint.Info, Since: "0.1",
	Presets: lint.Hygiene | lint.Hadolint,
	Aliases: []string{"DL3044"},
	Refs: []lint.Ref{
		lint.Doc("Environment replacement", "https://docs.docker.com/reference/dockerfile/#environment-replacement"),
	},
	Check: lint.EachInstruction(checkSelfReferencingEnv),
})

func checkSelfReferencingEnv(p *lint.Pass, in *dockerfile.Env) {
	if len(p.Unit.Builds) == 0 || len(in.Pairs) < 2 {
		return
	}
	pairs := map[string]dockerfile.Pair{}
	for _, pair := range in.Pairs {
		pairs[pair.Name.Value] = pair
	}
	for _, u := range p.Unit.Builds[0].Undefined(in) {
		if other, ok := pairs[u.Name]; ok && !other.Span.Contains(u.Span) {
			p.Report(u.Span, "$%s still has the value from before this ENV; set it in an ENV of its own", u.Name).
				About(project.StageSubject(in.Stage())).Note(other.Span, u.Name+" is set here, for the instructions below")
		}
	}
}
