package rules

import (
	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/dockerfile"
	"github.com/plimsoll-lint/plimsoll/lint/project"
)

// WholeFilesystemCopy reports `COPY --from=build / /`: everything of a stage or an image goes into another one.
//
// With it come the compilers, the caches and whatever credentials the stage was given, and the size of both. `FROM build`
// would say the same in fewer layers.
//
// Not reported is a stage that begins with `FROM scratch`, or may do so by a variable that is not known: it holds what was
// put there, and nothing else.
//
// # What to do
//
// Copy what is needed: `COPY --from=build /out/app /usr/local/bin/app`.
//
// # When it is fine
//
// Images that were made to be laid over others, and squashing a stage that only deletes. Ignore the finding and say so.
var WholeFilesystemCopy = define(lint.Rule{
	ID: "whole-filesystem-copy", Title: "Everything copied from a stage", Severity: lint.Low, Since: "0.1",
	Presets: lint.Hygiene | lint.Hadolint,
	Aliases: []string{"DL3067"},
	Refs: []lint.Ref{
		lint.CWE("538"), lint.Doc("Multi-stage builds", "https://docs.docker.com/build/building/multi-stage/"),
	},
	Check: lint.EachTransfer(checkWholeFilesystemCopy),
})

func checkWholeFilesystemCopy(p *lint.Pass, t project.Transfer) {
	c, ok := t.At.(*dockerfile.Copy)
	if !ok || t.From == "" || t.From == "scratch" && c.Source == nil || !t.Known || t.Target != "/" || !t.Names("/") ||
		p.Unit.MayBeScratch(c.Source) {
		return
	}
	what := "over this image"
	if c.Source != nil && len(c.Source.Instructions) > 1 {
		what = "with its tools and whatever else it was given"
	}
	p.Report(t.Sources[0].Span.Join(t.Dest.Span), "all of %s is copied, %s; name what is needed", t.From, what).
		About(t.Subject)
}
