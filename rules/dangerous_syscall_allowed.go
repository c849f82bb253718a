package rules

import (
	"fmt"
	"slices"
	"strings"

	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/project"
	"github.com/plimsoll-lint/plimsoll/lint/seccomp"
)

// DangerousSyscallAllowed reports seccomp profiles that allow system calls which Docker allows to no container, and for which the
// kernel asks no capability: `io_uring`, `userfaultfd`, the kernel's keyrings.
//
// Any process in the container can use them. `io_uring` makes other calls past the filter and has been a way out of containers
// several times; `userfaultfd` makes races in the kernel easy to win; keyrings belong to a user, not to a container.
//
// # What to do
//
// Take the names out. Copies of older versions of Docker's default profile still have those of `io_uring`.
//
// # When it is fine
//
// A database that is much faster with `io_uring` may be worth it, in a profile of its own.
var DangerousSyscallAllowed = define(lint.Rule{
	ID: "dangerous-syscall-allowed", Title: "System call allowed that Docker allows to no container", Severity: lint.High, Since: "0.1",
	Presets:   lint.Security,
	Precision: lint.PrecisionHigh,
	Refs:      []lint.Ref{lint.CIS("5.22"), lint.OWASP("6"), lint.CWE("693")},
	Check:     lint.EachUnit(checkDangerousSyscallAllowed),
})

func checkDangerousSyscallAllowed(p *lint.Pass, u *project.Unit) {
	for _, a := range allowances(u, seccomp.Free) {
		f := a.report(p, "%s %s a process %s; Docker never allows it", a.names, a.lets, a.Gain)
		a.offerDrop(f)
	}
}

// allowance is what one rule of a seccomp profile allows beyond Docker's default to one end.
type allowance struct {
	seccomp.Change
	names, lets string
	keys        []string
	// all are the names of all allowances of the rule within the reach; of the first one, since one fix is for all.
	all []string
}

// allowances returns what a profile allows that lies within a certain reach.
func allowances(u *project.Unit, reach seccomp.Reach) []allowance {
	var list []allowance
	if u.Seccomp == nil || u.Seccomp.Default.Passes() {
		return nil // that all is allowed which is not named is said of the default
	}
	for _, c := range u.Loosened() {
		if c.Reach != reach || c.Rule == nil {
			continue
		}
		if n := len(list); n > 0 && list[n-1].Rule == c.Rule && list[n-1].Gain == c.Gain {
			list[n-1].keys = append(list[n-1].keys, c.Name)
			continue
		}
		list = append(list, allowance{Change: c, keys: []string{c.Name}})
	}
	for i := range list {
		first := slices.IndexFunc(list, func(a allowance) bool { return a.Rule == list[i].Rule })
		list[first].all = append(list[first].all, list[i].keys...)
		keys := list[i].keys
		list[i].names, list[i].lets = keys[0], "lets"
		if len(keys) > 1 {
			list[i].lets = "let"
			list[i].names = strings.Join(keys[:len(keys)-1], ", ") + " and " + keys[len(keys)-1]
		}
		if len(keys) > 2 {
			list[i].names = fmt.Sprintf("%s and %d more", keys[0], len(keys)-1)
		}
	}
	return list
}

// offerDrop offers to take the names out, once for each rule of the profile.
func (a allowance) offerDrop(f *lint.Finding) {
	if edits, ok := a.Rule.Drop(a.all); ok {
		what := strings.Join(a.all, ", ")
		if len(a.all) > 3 {
			what = fmt.Sprintf("%s and %d more", a.all[0], len(a.all)-1)
		}
		f.OfferRisky("take out "+what+"; a program that needs it fails", edits...)
	}
}

// report reports an allowance at the first of its names.
func (a allowance) report(p *lint.Pass, format string, args ...any) *lint.Finding {
	f := p.Report(a.Rule.NameAt(a.keys[0]), format, args...).Keyed(a.keys...)
	for _, name := range a.keys[1:] {
		f.Note(a.Rule.NameAt(name), name)
	}
	return f
}
