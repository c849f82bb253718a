package rules

import (
	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/project"
)

// DriftingBase reports services of one Compose project that are built on different tags or digests of one image,
// variants such as `slim` included.
//
// Each of them has to be watched and brought up to date by itself. Mostly one was forgotten: the hole that was closed in the
// first is open in the second.
//
// Only what ships counts, as the build arguments of the services make it, and not the images of stages that build.
//
// # What to do
//
// Build all on one version, best by a build argument that they share or a base image of your own.
//
// # When it is fine
//
// Projects that test against several versions.
var DriftingBase = define(lint.Rule{
	ID: "drifting-base", Title: "Different versions of one base image", Severity: lint.Low, Since: "0.1",
	Presets:   lint.Hygiene,
	Precision: lint.PrecisionMedium,
	Refs:      []lint.Ref{lint.CIS("4.2"), lint.CIS("5.28"), lint.OWASP("13")},
	Check:     lint.EachUnit(checkDriftingBase),
})

func checkDriftingBase(p *lint.Pass, u *project.Unit) {
	for _, d := range u.Drifts() {
		first, second := d.First.Container, d.Second.Container
		other := "on " + d.Old.Familiar()
		if d.Old.Familiar() == d.New.Familiar() {
			other = "on another digest"
		}
		p.Report(d.Second.Service.Build.Key.Span, "%s is built on %s, but %s %s; use one of them", second.Name, d.New.Familiar(),
			first.Name, other).
			About(second.Subject).Keyed(d.New.Name()).
			Note(d.New.Text.Span, "the base of "+second.Name).Note(d.Old.Text.Span, "the base of "+first.Name)
	}
}
