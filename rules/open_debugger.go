package rules

import (
	"slices"
	"strings"

	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/dockerfile"
	"github.com/plimsoll-lint/plimsoll/lint/project"
	"github.com/plimsoll-lint/plimsoll/lint/shell"
	"github.com/plimsoll-lint/plimsoll/lint/source"
)

// OpenDebugger reports images that start their program with a debugger which listens on all addresses: `node
// --inspect=0.0.0.0`, the `jdwp` agent of Java with `address=*:5005`, `debugpy --listen 0.0.0.0:5678`, `dlv --listen=:2345`, or
// JMX without its login (`jmxremote.authenticate=false`), in `ENTRYPOINT`, `CMD` and in variables such as `NODE_OPTIONS` and
// `JAVA_TOOL_OPTIONS`.
//
// None of these asks for a password: who connects runs any code in the program, with all it has. From another container of
// the same network no port has to be published for that.
//
// A debugger on the loopback address, which is the default of most, is not reported; nor are stages that are named for debugging
// or development.
//
// # What to do
//
// Leave it out of what ships: put it into a stage of its own that only development builds, or start it by the command line.
var OpenDebugger = define(lint.Rule{
	ID: "open-debugger", Title: "Debugger open to the network", Severity: lint.High, Since: "0.1",
	Presets: lint.Security,
	Refs:    []lint.Ref{lint.CWE("489"), lint.CWE("306")},
	Check:   lint.EachUnit(checkOpenDebugger),
})

func checkOpenDebugger(p *lint.Pass, u *project.Unit) {
	report := func(words []source.Text, subject string) {
		for _, d := range shell.OpenDebuggers(words) {
			p.Report(d.Span, "this lets the network control %s without a password; leave it out of what ships", d.Tool).
				About(subject).Keyed(d.Tool)
		}
	}
	for _, v := range u.ShippedVariables() {
		if strings.Contains(v.Text.Value, "-") && u.ForProduction(v.Stage) {
			report(shell.Fields(v.Text), v.Subject)
		}
	}
	im := u.Final()
	if im == nil || !u.ForProduction(im.Stage) {
		return
	}
	for _, process := range im.Starts() {
		words := process.Words
		if process.Form == dockerfile.ShellForm {
			words = shell.Fields(process.Text)
		}
		for i := 0; i < len(words) && i < 4; i++ {
			if w := words[i]; strings.IndexByte(w.Value, ' ') > 0 { // the script of sh -c
				words = slices.Concat(words[:i], shell.Fields(w), words[i+1:])
				break
			}
		}
		report(words, project.StageSubject(process.At.Stage()))
	}
}
