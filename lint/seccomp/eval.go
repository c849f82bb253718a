package seccomp

import (
	"slices"

	"github.com/plimsoll-lint/plimsoll/lint/source"
)

// Host is what Docker's daemon knows of a container and its host when it makes a filter of a profile.
type Host struct {
	Machine Machine
	// Caps is the bounding set, each name with CAP_.
	Caps []string
	// Kernel is the version of the kernel; zero for one that is new enough for everything.
	Kernel Kernel
}

// Filter is what becomes of a profile on a host.
type Filter struct {
	Profile *Profile
	// Host is what it was made for.
	Host Host
	// Off says that there is no filter at all.
	Off bool
	// Arches are those that the filter holds for, the machine's own first. A call of any other kills the thread.
	Arches []Arch

	fallback Outcome
	verdicts map[string]Verdict
}

// Verdict is what happens to one system call.
type Verdict struct {
	// Outcome holds where none of When does.
	Outcome
	// Rule decides the outcome; nil for the default action.
	Rule *Rule
	// When are the rules that look at arguments. They are empty where a rule without arguments decides.
	When []*Rule
}

// Applies reports whether Docker takes a rule over into the filter of a container (moby/profiles, setupSeccomp).
func (r *Rule) Applies(h Host) bool {
	if c := r.Excludes; c != nil {
		if contains(c.Arches, string(h.Machine)) || slices.ContainsFunc(h.Caps, func(cp string) bool { return contains(c.Caps, cp) }) ||
			c.MinKernel != nil && h.reaches(*c.MinKernel) {
			return false
		}
	}
	if c := r.Includes; c != nil {
		if len(c.Arches) > 0 && !contains(c.Arches, string(h.Machine)) || c.MinKernel != nil && !h.reaches(*c.MinKernel) {
			return false
		}
		for _, want := range c.Caps {
			if !slices.Contains(h.Caps, want.Value) {
				return false
			}
		}
	}
	return true
}

func contains(list []source.Text, word string) bool {
	return slices.ContainsFunc(list, func(t source.Text) bool { return t.Value == word })
}

func (h Host) reaches(k Kernel) bool {
	have := h.Kernel
	return have == Kernel{} || have.Version > k.Version || have.Version == k.Version && have.Major >= k.Major
}

// Evaluate works out the filter of a container.
func (p *Profile) Evaluate(h Host) *Filter {
	f := &Filter{Profile: p, Host: h, Off: p.DefaultAction.Value == "" && len(p.Rules) == 0, fallback: p.Default}
	if f.Off {
		f.fallback = Outcome{Action: Allow}
	}
	f.Arches = p.arches(h.Machine)
	f.verdicts = make(map[string]Verdict, 512)
	for _, rule := range p.Rules {
		if rule.Outcome == p.Default || rule.Action == NoAction || !rule.Applies(h) {
			continue // runc leaves out what the default does anyway
		}
		for _, name := range rule.Names {
			f.add(name.Value, rule)
		}
	}
	return f
}

// add takes in one rule for one call, as libseccomp does: the first one without conditions decides, and those with conditions
// count only where there is none without.
func (f *Filter) add(name string, rule *Rule) {
	v, ok := f.verdicts[name]
	switch {
	case ok && v.Rule != nil:
		return
	case rule.Plain():
		v = Verdict{Outcome: rule.Outcome, Rule: rule}
	default:
		if !ok {
			v.Outcome = f.fallback
		}
		v.When = append(v.When, rule)
	}
	f.verdicts[name] = v
}

// Call returns what happens to a system call.
func (f *Filter) Call(name string) Verdict {
	if v, ok := f.verdicts[name]; ok {
		return v
	}
	return Verdict{Outcome: f.fallback}
}

// Passes reports whether a call may pass, whatever its arguments have to be.
func (v Verdict) Passes() bool {
	return v.Outcome.Passes() || slices.ContainsFunc(v.When, func(r *Rule) bool { return r.Passes() })
}

// At returns what happens to the call with certain arguments.
func (v Verdict) At(args [6]uint64) Outcome {
	for _, rule := range v.When {
		if rule.Matches(args) {
			return rule.Outcome
		}
	}
	return v.Outcome
}

// Mixed reports whether rules that look at arguments have different outcomes. What holds then depends on how libseccomp arranges
// the conditions, and its arrangement is not always right.
func (v Verdict) Mixed() bool {
	return slices.ContainsFunc(v.When, func(r *Rule) bool { return r.Outcome != v.When[0].Outcome })
}

// Matches reports whether arguments meet the conditions of a rule. All of them have to hold, but where two are about the same
// argument runc makes a rule of each, so that any is enough.
func (r *Rule) Matches(args [6]uint64) bool {
	holds := func(a Arg) bool { return a.Holds(args[a.Index]) }
	if r.Alternatives() {
		return slices.ContainsFunc(r.Args, holds)
	}
	return !slices.ContainsFunc(r.Args, func(a Arg) bool { return !holds(a) })
}

// Plain reports whether a rule holds whatever the arguments are. A comparison by an empty mask is none.
func (r *Rule) Plain() bool {
	empty := func(a Arg) bool { return a.Op == MaskedEqual && a.Mask == 0 }
	if r.Alternatives() {
		return slices.ContainsFunc(r.Args, empty)
	}
	return !slices.ContainsFunc(r.Args, func(a Arg) bool { return !empty(a) })
}

// Alternatives reports whether two conditions of a rule are about the same argument.
func (r *Rule) Alternatives() bool {
	var seen [6]bool
	for _, a := range r.Args {
		if seen[a.Index] {
			return true
		}
		seen[a.Index] = true
	}
	return false
}

// arches returns what the filter holds for: libseccomp adds the machine's own architecture by itself.
func (p *Profile) arches(m Machine) []Arch {
	own := m.Arch()
	list := []Arch{own}
	add := func(name string) {
		if a, ok := parseArch(name); ok && !slices.Contains(list, a) {
			list = append(list, a)
		}
	}
	for _, a := range p.Architectures {
		add(a.Value)
	}
	for _, a := range p.ArchMap {
		if a.Arch.Value == own.String() {
			for _, sub := range a.Subs {
				add(sub.Value)
			}
			break
		}
	}
	return list
}

// Names returns the calls that may pass, sorted: of the table and of the profile.
func (f *Filter) Names() []string {
	var list []string
	for _, name := range Syscalls() {
		if f.Call(name).Passes() {
			list = append(list, name)
		}
	}
	for name, v := range f.verdicts {
		if !Known(name) && v.Passes() {
			list = append(list, name)
		}
	}
	slices.Sort(list)
	return list
}
