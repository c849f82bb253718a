package rules

import (
	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/dockerfile"
	"github.com/plimsoll-lint/plimsoll/lint/project"
)

// UngracefulStopSignal reports `STOPSIGNAL SIGKILL` and `STOPSIGNAL SIGSTOP`, by name or by number.
//
// No program can catch them. With the first, `docker stop` ends the program in the middle of whatever it writes; with the
// second, it stands still until Docker loses patience.
//
// # What to do
//
// Delete the instruction, which leaves SIGTERM, or name the signal at which the program ends in order.
var UngracefulStopSignal = define(lint.Rule{
	ID: "ungraceful-stop-signal", Title: "Stop signal that no program can catch", Severity: lint.Info, Since: "0.1",
	Presets: lint.Hygiene,
	Aliases: []string{"tally/no-ungraceful-stopsignal"},
	Refs:    []lint.Ref{lint.Doc("STOPSIGNAL", "https://docs.docker.com/reference/dockerfile/#stopsignal")},
	Check:   lint.EachInstruction(checkUngracefulStopSignal),
})

func checkUngracefulStopSignal(p *lint.Pass, in *dockerfile.StopSignal) {
	signal := p.Unit.Resolve(in.Signal, in)
	name := dockerfile.SignalName(signal.Value)
	if !signal.Known || name != "SIGKILL" && name != "SIGSTOP" {
		return
	}
	f := p.Report(in.Signal.Span, "no program can catch %s to end in order; use SIGTERM", name).
		About(project.StageSubject(in.Stage())).Notes(signal.Notes)
	if in.Signal.Value == signal.Value {
		f.OfferRisky("stop with SIGTERM, which the program may not heed", lint.Edit{Span: in.Signal.Span, New: "SIGTERM"})
	}
}
