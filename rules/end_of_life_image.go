package rules

import (
	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/image"
	"github.com/plimsoll-lint/plimsoll/lint/project"
)

// EndOfLifeImage reports images of systems and languages that get no security fixes any more.
//
// Every hole that is found from then on stays open, and the exploits are public. The tag is matched against a table
// of end-of-life dates, whose date the message names; a tag that cannot be matched for certain is not reported.
//
// # What to do
//
// Move to a release that is maintained. The page of the product at endoflife.date lists them.
var EndOfLifeImage = define(lint.Rule{
	ID: "end-of-life-image", Title: "Image past its end of life", Severity: lint.High, Since: "0.1",
	Presets:   lint.Security,
	Precision: lint.PrecisionHigh,
	Aliases:   []string{"tally/ruby/eol-ruby-version"},
	Refs:      []lint.Ref{lint.OWASP("13"), lint.CWE("1104"), lint.Doc("endoflife.date", "https://endoflife.date")},
	Check:     lint.EachImage(checkEndOfLifeImage),
})

func checkEndOfLifeImage(p *lint.Pass, use project.Image) {
	if !use.Known {
		return
	}
	for _, eol := range image.EndOfLife(use.Ref, p.Now) {
		when := "is past its end of life"
		if eol.Date != "" {
			when = "reached end of life on " + eol.Date
		}
		p.Report(eol.Span, "%s %s %s (as of %s); move to a maintained release",
			eol.Product, eol.Cycle, when, eol.TableDate).About(use.Subject).Keyed(eol.Product, eol.Cycle).Notes(use.Notes)
	}
}
