package seccomp

import (
	"fmt"
	"math/bits"
	"slices"
	"strings"
)

// Change is a system call that two filters treat differently.
type Change struct {
	Name    string
	Was, Is Verdict
	// More says that the second filter lets through what the first does not.
	More bool
	// Args says which arguments show it, where the filters look at them: "AF_ALG (38)". It is empty for any.
	Args string
	// Rule is what lets the call through in the second filter, or in the first where the second does not; nil for the default.
	Rule *Rule
	// Foreign says that only 32-bit programs have the call.
	Foreign bool
	Danger
	Dangerous bool
}

// Compare returns what a filter lets through beyond another one, and what it does not let through that the other one does. Both
// lists are sorted: first the dangerous calls in the order of their reach, then the others by name.
func Compare(was, is *Filter) (more, less []Change) {
	own := was.Arches[0]
	for _, name := range Syscalls() {
		foreign := !own.Has(name)
		if foreign && !slices.ContainsFunc(own.Subs(), func(a Arch) bool { return a.Has(name) }) {
			continue
		}
		v, w := was.Call(name), is.Call(name)
		if len(v.When)+len(w.When) == 0 && v.Passes() == w.Passes() {
			continue
		}
		c := Change{Name: name, Was: v, Is: w, Foreign: foreign}
		c.Danger, c.Dangerous = DangerOf(name)
		if args, ok := beyond(name, v, w); ok {
			c.More, c.Args, c.Rule, c.Dangerous = true, args.text, args.rule, c.Dangerous && !args.tame
			if name == "socket" {
				c.Gain = socketGain(c.Gain, args.text)
			}
			more = append(more, c)
		}
		if args, ok := beyond(name, w, v); ok {
			c.More, c.Args, c.Rule = false, args.text, args.rule
			less = append(less, c)
		}
	}
	for _, list := range [][]Change{more, less} {
		slices.SortStableFunc(list, func(a, b Change) int { return a.order() - b.order() })
	}
	return more, less
}

func (c Change) order() int {
	if c.Dangerous {
		return int(c.Reach)
	}
	return int(Narrowed) + 1
}

// proof is a call that one filter lets through and another does not.
type proof struct {
	text string
	rule *Rule
	tame bool // the call is not dangerous with these arguments
}

// maxPoints bounds how many combinations of arguments are tried for one call, and maxWhen how many rules of one call are.
const (
	maxPoints = 4_000
	maxWhen   = 200
)

// beyond looks for a call that the second verdict lets through and the first does not. What decides are values around those
// that the rules compare with, so that these are all that have to be tried. Where there are too many, nothing is said.
func beyond(name string, v, w Verdict) (proof, bool) {
	if len(v.When) == 0 && len(w.When) == 0 {
		return proof{rule: w.Rule}, w.Outcome.Passes() && !v.Outcome.Passes()
	}
	if !w.Passes() || len(v.When) == 0 && v.Outcome.Passes() || len(v.When)+len(w.When) > maxWhen || v.Mixed() || w.Mixed() {
		return proof{}, false
	}
	if !v.Passes() {
		if len(w.When) > 0 {
			return proof{text: "some arguments", rule: w.When[0]}, true
		}
		return proof{rule: w.Rule}, true
	}
	values := [6][]uint64{}
	for _, rule := range slices.Concat(v.When, w.When) {
		for _, a := range rule.Args {
			values[a.Index] = append(values[a.Index], a.edges()...)
		}
	}
	points := 1
	for i, list := range values {
		slices.Sort(list)
		values[i] = append(special(name, i), slices.Compact(list)...)
		if points *= max(len(values[i]), 1); points > maxPoints {
			return proof{}, false
		}
	}
	found, args := false, [6]uint64{}
	each(values, func(try [6]uint64) bool {
		if w.At(try).Passes() && !v.At(try).Passes() {
			found, args = true, try
		}
		return found
	})
	if !found {
		return proof{}, false
	}
	p := proof{rule: w.Rule, text: describe(name, args, values), tame: tame(name, args)}
	for _, rule := range w.When {
		if rule.Passes() && rule.Matches(args) {
			p.rule = rule
			break
		}
	}
	return p, true
}

// each calls f with every combination of values until it returns true. An argument without values is 0.
func each(values [6][]uint64, f func([6]uint64) bool) {
	var at [6]int
	for {
		var args [6]uint64
		for i, list := range values {
			if len(list) > 0 {
				args[i] = list[at[i]]
			}
		}
		if f(args) {
			return
		}
		i := 0
		for ; i < len(at); i++ {
			if at[i]++; at[i] < len(values[i]) {
				break
			}
			at[i] = 0
		}
		if i == len(at) {
			return
		}
	}
}

// edges returns the values at which the condition turns.
func (a Arg) edges() []uint64 {
	list := []uint64{0, a.Value, a.Value + 1, a.Value - 1, ^uint64(0)}
	if a.Op == MaskedEqual {
		for mask := a.Mask; mask != 0; mask &= mask - 1 {
			list = append(list, a.Value^1<<bits.TrailingZeros64(mask))
		}
		list = append(list, a.Value|^a.Mask)
	}
	return list
}

// special returns values that people look for first: flags and numbers that have a name.
func special(name string, arg int) []uint64 {
	switch {
	case name == "socket" && arg == 0:
		return []uint64{38, 40}
	case name == "clone" && arg == 0:
		return []uint64{cloneNewUser}
	}
	return nil
}

// tame reports whether a call is dangerous with other arguments only. Those that are come first among those that are tried.
func tame(name string, args [6]uint64) bool {
	switch name {
	case "socket":
		return args[0] != 38 && args[0] != 40
	case "clone":
		return args[0]&cloneNewUser == 0
	}
	return false
}

const cloneNewUser = 0x10000000

var cloneFlags = [...]struct {
	bit  uint64
	name string
}{
	{cloneNewUser, "CLONE_NEWUSER"}, {0x00020000, "CLONE_NEWNS"}, {0x02000000, "CLONE_NEWCGROUP"}, {0x04000000, "CLONE_NEWUTS"},
	{0x08000000, "CLONE_NEWIPC"}, {0x20000000, "CLONE_NEWPID"}, {0x40000000, "CLONE_NEWNET"},
}

// describe says in words what arguments a call has.
func describe(name string, args [6]uint64, values [6][]uint64) string {
	var parts []string
	for i, list := range values {
		switch {
		case len(list) == 0:
		case name == "socket" && i == 0:
			parts = append(parts, family(args[i]))
		case name == "clone" && i == 0:
			for _, f := range cloneFlags {
				if args[i]&f.bit != 0 {
					return f.name
				}
			}
			parts = append(parts, fmt.Sprintf("flags %#x", args[i]))
		default:
			parts = append(parts, fmt.Sprintf("argument %d = %#x", i, args[i]))
		}
	}
	return strings.Join(parts, ", ")
}

// socketGain narrows what is gained by any socket down to the family that a proof is about.
func socketGain(otherwise, args string) string {
	switch {
	case strings.HasPrefix(args, family(38)):
		return "reach the kernel's ciphers"
	case strings.HasPrefix(args, family(40)):
		return "reach the hypervisor"
	}
	return otherwise
}

func family(n uint64) string {
	switch n {
	case 38:
		return "AF_ALG (38)"
	case 40:
		return "AF_VSOCK (40)"
	}
	return fmt.Sprintf("address family %d", n)
}
