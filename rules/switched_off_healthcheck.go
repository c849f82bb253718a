package rules

import (
	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/dockerfile"
	"github.com/plimsoll-lint/plimsoll/lint/project"
	"github.com/plimsoll-lint/plimsoll/lint/source"
)

// SwitchedOffHealthcheck reports `HEALTHCHECK NONE` where the image that the stage is built on has a health check, and in Compose
// files `healthcheck` with `disable: true` or the test `["NONE"]`.
//
// A service that hangs is then shown as running. Other tools count the line as a health check and say nothing.
//
// Where nothing is known of the base image, the line is not reported.
//
// # What to do
//
// Write a check that fits the service in its place.
//
// # When it is fine
//
// Jobs that end by themselves, and images for Kubernetes, which has probes of its own.
var SwitchedOffHealthcheck = define(lint.Rule{
	ID: "switched-off-healthcheck", Title: "Health check switched off", Severity: lint.Info, Since: "0.1",
	Presets:   lint.Hygiene | lint.Benchmark,
	Precision: lint.PrecisionHigh,
	Aliases:   []string{"CL-0015", "KICS:Healthcheck Not Set"},
	Refs: []lint.Ref{
		lint.CIS("4.6"), lint.CIS("5.27"), lint.Doc("HEALTHCHECK", "https://docs.docker.com/reference/dockerfile/#healthcheck"),
	},
	Check: lint.EachUnit(checkSwitchedOffHealthcheck),
})

func checkSwitchedOffHealthcheck(p *lint.Pass, u *project.Unit) {
	if u.Dockerfile != nil {
		for i := range u.Dockerfile.All() {
			if h, ok := i.(*dockerfile.Healthcheck); ok {
				reportHealthcheckOff(p, h)
			}
		}
	}
	if u.Compose == nil {
		return
	}
	for _, s := range u.Compose.Services {
		if at := s.Healthcheck.Off(); !at.IsZero() {
			f := p.Report(at, "%s is shown as running when it hangs; write a check that fits", s.Key.Value)
			f.About("services." + s.Key.Value)
			if edit, ok := source.DeleteLines(s.Healthcheck.Key.Span, s.Healthcheck.Span); ok {
				f.OfferRisky("take the health check of the image; a container that fails it is unhealthy", edit)
			}
		}
	}
}

func reportHealthcheckOff(p *lint.Pass, h *dockerfile.Healthcheck) {
	if off, ok := p.Unit.SwitchesHealthcheckOff(h); ok {
		p.Report(h.Type.Span, "this switches the health check of %s off; write one that fits instead", off.Of).
			About(project.StageSubject(h.Stage())).Note(off.At, "the health check comes from here")
	}
}
