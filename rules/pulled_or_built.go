package rules

import (
	"strings"

	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/compose"
)

// PulledOrBuilt reports services with `build` and an `image` and without `pull_policy`.
//
// `docker compose up` first tries to pull the image, and builds only where there is none. Whoever can push under that name, or
// registers it on Docker Hub, decides what runs.
//
// # What to do
//
//	pull_policy: build
//
// # When it is fine
//
// Where the image is yours and is pushed by your own builds.
var PulledOrBuilt = define(lint.Rule{
	ID: "pulled-or-built", Title: "Image that may be pulled in place of the build", Severity: lint.Info, Since: "0.1",
	Presets: lint.Hygiene,
	Aliases: []string{"no-build-and-image"},
	Refs: []lint.Ref{
		lint.OWASP("13"), lint.CWE("427"),
		lint.Doc("image and build", "https://docs.docker.com/reference/compose-file/build/#using-build-and-image"),
	},
	Check: lint.EachService(checkPulledOrBuilt),
})

func checkPulledOrBuilt(p *lint.Pass, s *compose.Service) {
	if s.Build == nil || !s.Image.Set || strings.TrimSpace(s.Image.V) == "" || s.PullPolicy.Set || !s.PullPolicy.Known {
		return
	}
	p.Report(s.Image.Span(), "%s may be pulled in place of what is built here; set pull_policy: build", s.Key.Value).
		About("services." + s.Key.Value).Notes(s.Image.Related())
}
