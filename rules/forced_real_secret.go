package rules

import (
	"strings"

	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/dockerfile"
	"github.com/plimsoll-lint/plimsoll/lint/project"
	"github.com/plimsoll-lint/plimsoll/lint/source"
)

// ForcedRealSecret reports builds that make the assets of a Rails application (`assets:precompile`) without saying that a
// dummy will do for its `secret_key_base`.
//
// In production Rails refuses to load without one, and so somebody gives the build the real one, as an argument that stays
// in the history of the image.
//
// A build that has a secret mount, or that sets `SECRET_KEY_BASE` or `SECRET_KEY_BASE_DUMMY` anywhere, is fine, and so
// are stages whose names say that they are for development or tests.
//
// # What to do
//
//	RUN SECRET_KEY_BASE_DUMMY=1 ./bin/rails assets:precompile
//
// Rails knows the variable since 7.1. Before, `SECRET_KEY_BASE=1` does the same.
var ForcedRealSecret = define(lint.Rule{
	ID: "forced-real-secret", Title: "Build step that wants the real secret", Severity: lint.Low, Since: "0.1",
	Presets:   lint.Hygiene,
	Precision: lint.PrecisionMedium,
	Aliases:   []string{"tally/ruby/asset-precompile-without-dummy-key"},
	Refs:      []lint.Ref{lint.OWASP("12")},
	Check:     lint.EachCommand(checkForcedRealSecret, "rails", "rake", "bundle", "bundler", "ruby"),
})

func checkForcedRealSecret(p *lint.Pass, c project.Command) {
	if key, ok := c.PrecompilesAssets(); !ok || key {
		return
	}
	for i := range c.Run.Mounts {
		if c.Run.Mounts[i].Type().Value == "secret" {
			return
		}
	}
	for _, v := range p.Unit.Variables {
		if strings.HasPrefix(v.Name.Value, "SECRET_KEY_BASE") || v.Name.Value == "RAILS_MASTER_KEY" {
			return
		}
	}
	stage := strings.ToLower(c.Subject)
	for _, word := range [...]string{"dev", "test", "ci", "debug"} {
		if stage == "stage "+word || strings.HasPrefix(stage, "stage "+word+"-") || strings.HasPrefix(stage, "stage development") {
			return
		}
	}
	at := c.Words[0].Span()
	f := p.Report(at, "%s may want the real secret_key_base here; set SECRET_KEY_BASE_DUMMY=1", c.Name).About(c.Subject)
	if len(c.Wrappers) == 0 && c.Run.Form == dockerfile.ShellForm {
		f.Offer("say that a dummy will do", source.Edit{Span: source.Span{File: at.File, Start: at.Start, End: at.Start},
			New: "SECRET_KEY_BASE_DUMMY=1 "})
	}
}
