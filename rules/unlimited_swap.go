package rules

import (
	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/compose"
)

// UnlimitedSwap reports `memswap_limit: -1` beside a limit of memory.
//
// What does not fit into the limit then goes to the swap space of the host, all of it if need be. The container never
// ends for want of memory; the host gets slow in its place, and other programs find no swap when they need it.
//
// Without the key a container gets as much swap as memory. Hosts without swap are not concerned.
//
// # What to do
//
// Delete the key, or set it to the value of `mem_limit`, which allows no swap.
var UnlimitedSwap = define(lint.Rule{
	ID: "unlimited-swap", Title: "Swap space unlimited", Severity: lint.Info, Since: "0.1",
	Presets: lint.Hygiene,
	Refs:    []lint.Ref{lint.CIS("5.11"), lint.OWASP("7"), lint.CWE("770")},
	Check:   lint.EachService(checkUnlimitedSwap),
})

func checkUnlimitedSwap(p *lint.Pass, s *compose.Service) {
	v := s.MemswapLimit
	if !v.Known || v.V != -1 || s.MemLimit.V <= 0 && s.Deploy.LimitMemory.V <= 0 {
		return
	}
	f := p.Report(v.Span(), "%s may fill the swap space of the host; delete memswap_limit", s.Key.Value)
	f.About("services." + s.Key.Value).Notes(v.Related())
	offerDeletion(f, v, "allow as much swap as memory; a program that needs more is ended")
}
