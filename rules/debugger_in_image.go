package rules

import (
	"strings"

	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/project"
	"github.com/plimsoll-lint/plimsoll/lint/shell"
	"github.com/plimsoll-lint/plimsoll/lint/source"
)

// DebuggerInImage reports Xdebug that is installed or switched on in what ships: by `pecl install`, `docker-php-ext-enable`,
// `install-php-extensions` or a package of the distribution.
//
// A request that brings the right cookie or header makes PHP call out to a debugger, which then runs code in the program.
// Where the address is taken from the request, as with `xdebug.discover_client_host`, that is anybody's.
//
// A stage that is named for development, tests or debugging is not reported, and neither are builder stages.
//
// # What to do
//
// Install it in a stage of its own that only development builds.
var DebuggerInImage = define(lint.Rule{
	ID: "debugger-in-image", Title: "Debugger of PHP in the image", Severity: lint.Low, Since: "0.1",
	Presets: lint.Security | lint.Benchmark,
	Aliases: []string{"tally/php/no-xdebug-in-final-image"},
	Refs:    []lint.Ref{lint.CIS("4.3"), lint.CWE("489"), lint.Doc("Xdebug: step debugging", "https://xdebug.org/docs/step_debug")},
	Check:   lint.EachUnit(checkDebuggerInImage),
})

func checkDebuggerInImage(p *lint.Pass, u *project.Unit) {
	said := map[string]bool{}
	report := func(at source.Span, subject string) {
		if said[subject] {
			return
		}
		said[subject] = true
		p.Report(at, "this puts Xdebug into what ships; install it where only development builds it").About(subject)
	}
	for _, c := range u.Commands("pecl", "docker-php-ext-enable", "docker-php-ext-install", "install-php-extensions", "phpenmod") {
		if !u.ForProduction(c.Run.Stage()) {
			continue
		}
		for _, w := range c.Options().Operands {
			if name, _, _ := strings.Cut(c.Expand(w, nil), "-"); name == "xdebug" {
				report(w.Span(), c.Subject)
				break
			}
		}
	}
	for i := range u.PackageCommands() {
		c := &u.PackageCommands()[i]
		if c.Action != shell.Installing || !c.Mentions("xdebug") || !u.ForProduction(c.Run.Stage()) {
			continue
		}
		for _, name := range c.Packages() {
			if strings.HasPrefix(name.Name, "php") && strings.HasSuffix(name.Name, "xdebug") {
				report(name.Word.Span(), c.Subject)
			}
		}
	}
}
