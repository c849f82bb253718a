package rules

import (
	"strings"

	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/image"
	"github.com/plimsoll-lint/plimsoll/lint/project"
)

// AbandonedImage reports official images that were removed, that their documentation calls deprecated, or whose tag
// is no longer built.
//
// Nobody rebuilds them when a hole in their base is mended: they keep every hole of the day on which they were last
// built.
//
// # What to do
//
// Move to the successor that the message names, or to a tag that is still built.
var AbandonedImage = define(lint.Rule{
	ID: "abandoned-image", Title: "Image that is no longer built", Severity: lint.Medium, Since: "0.1",
	Presets:   lint.Security,
	Precision: lint.PrecisionHigh,
	Refs:      []lint.Ref{lint.OWASP("13"), lint.CWE("1104")},
	Check:     lint.EachImage(checkAbandonedImage),
})

func checkAbandonedImage(p *lint.Pass, use project.Image) {
	if !use.Known || use.Ref.Pinned() {
		return
	}
	end, ok := image.Ended(use.Ref)
	if !ok || end.Kind == image.Superseded {
		return // a shorter version of the tag is still built, and takes the fixes
	}
	if len(image.EndOfLife(use.Ref, p.Now)) > 0 {
		return // end-of-life-image says so, and why
	}
	if end.Kind == image.TagEnded && strings.HasPrefix(end.TableDate, end.Date) {
		return // it left the list when the table was made, and may be back
	}
	name := use.Ref.Familiar()
	what, instead := "is deprecated", "replace it"
	switch end.Kind {
	case image.Removed:
		what = "was removed from the official images"
	case image.TagEnded:
		what, instead = "was last built in "+end.Date, "move to a newer tag"
		if !use.Ref.Tagged() {
			name += ":latest"
		}
	}
	if len(end.Instead) > 0 {
		instead = "use " + end.Instead[0]
	}
	p.Report(use.Ref.Text.Span, "%s %s (as of %s); %s", name, what, end.TableDate, instead).
		About(use.Subject).Notes(use.Notes)
}
