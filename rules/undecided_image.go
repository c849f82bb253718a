package rules

import (
	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/compose"
)

// UndecidedImage reports images of services that hang on a variable which neither the file nor `.env` sets:
// `image: shop/web:${TAG}`.
//
// Which image runs is then decided by whoever types the command. Nothing is known of its user, its age or its publisher, so that
// other rules keep silent; and where the variable is unset, Compose takes nothing for it and asks the registry for `shop/web:`,
// which it refuses.
//
// # What to do
//
// Give a default, `${TAG:-1.4.2}`, or demand the variable: `${TAG:?}`.
var UndecidedImage = define(lint.Rule{
	ID: "undecided-image", Title: "Image that a variable decides", Severity: lint.Info, Since: "0.1",
	Presets: lint.Hygiene,
	Refs: []lint.Ref{
		lint.OWASP("13"), lint.Doc("interpolation", "https://docs.docker.com/reference/compose-file/interpolation/"),
	},
	Check: lint.EachService(checkUndecidedImage),
})

func checkUndecidedImage(p *lint.Pass, s *compose.Service) {
	if missing := s.Image.Missing(); len(missing) > 0 && s.Build == nil {
		p.Report(s.Image.Span(), "which image %s runs hangs on %s, which is set nowhere; give it a default", s.Key.Value, missing[0]).
			About("services." + s.Key.Value).Notes(s.Image.Related())
	}
}
