package seccomp

import (
	"slices"

	"github.com/plimsoll-lint/plimsoll/lint/source"
)

// Conflict is a rule about a call that another rule about it makes void.
type Conflict struct {
	// First and Second are the names in the two rules, in the order of the file.
	First, Second source.Text
	// Holds is what happens to the call.
	Holds Outcome
	// Arguments says that one of the rules looks at arguments, and that the other one does not.
	Arguments bool
}

// Conflicts returns the calls that two rules speak of, both for the same container, of which one has no effect. Two rules that
// say the same are no conflict, and neither are rules for different capabilities.
func (p *Profile) Conflicts(h Host) []Conflict {
	type seen struct {
		name   source.Text
		rule   *Rule
		second bool
	}
	first := map[string][]seen{}
	f := p.Evaluate(h)
	var list []Conflict
	for _, rule := range p.Rules {
		if rule.Action == NoAction || !rule.Applies(h) {
			continue
		}
		for _, name := range rule.Names {
			before := first[name.Value]
			for _, b := range before {
				if !b.second && clash(b.rule, rule, p.Default) {
					list = append(list, Conflict{
						First: b.name, Second: name, Holds: f.Call(name.Value).Outcome,
						Arguments: b.rule.Plain() != rule.Plain(),
					})
					before = []seen{{second: true}}
					break
				}
			}
			if len(before) == 0 || len(before) < 4 && before[len(before)-1].rule != rule && !before[0].second {
				before = append(before, seen{name: name, rule: rule})
			}
			first[name.Value] = before
		}
	}
	return list
}

// clash reports whether of two rules about one call one is void, and not by saying the same.
func clash(a, b *Rule, fallback Outcome) bool {
	switch {
	case a.Plain() && b.Plain():
		return a.Outcome != b.Outcome
	case !a.Plain() && !b.Plain():
		return false
	case !a.Plain():
		return b.Outcome != fallback
	}
	return a.Outcome != fallback
}

// families are calls that do the same: who denies one of them has to deny all.
var families = [...][]string{
	{"unshare", "clone3", "clone"},
	{"mount", "fsmount", "move_mount", "open_tree", "mount_setattr"},
	{"ptrace", "process_vm_readv", "process_vm_writev", "pidfd_getfd"},
	{"init_module", "finit_module"},
	{"kexec_load", "kexec_file_load"},
	{"add_key", "request_key", "keyctl"},
	{"execve", "execveat"},
	{"chmod", "fchmod", "fchmodat", "fchmodat2"},
	{"chown", "lchown", "fchown", "fchownat"},
}

// Leak is a call that a deny list denies while others that do the same pass.
type Leak struct {
	Denied source.Text
	Open   []string
}

// Leaks returns what is missing in a profile that allows what it does not name.
func (p *Profile) Leaks(h Host) []Leak {
	if !p.Default.Passes() {
		return nil
	}
	f := p.Evaluate(h)
	var list []Leak
	for _, family := range families {
		var denied *Rule
		var name string
		var open []string
		for _, n := range family {
			switch v := f.Call(n); {
			case !v.Outcome.Passes():
				if denied == nil {
					denied, name = v.Rule, n
				}
			case len(v.When) == 0 && h.Machine.Arch().Has(n):
				open = append(open, n)
			}
		}
		if denied != nil && len(open) > 0 {
			list = append(list, Leak{Denied: denied.text(name), Open: open})
		}
	}
	return list
}

func (r *Rule) text(name string) source.Text {
	i := slices.IndexFunc(r.Names, func(n source.Text) bool { return n.Value == name })
	return r.Names[i]
}

// Unknown returns the names of rules that no system call has, each once.
func (p *Profile) Unknown() []source.Text {
	var list []source.Text
	seen := map[string]bool{}
	for _, rule := range p.Rules {
		for _, name := range rule.Names {
			if name.Value != "" && !seen[name.Value] && !Known(name.Value) {
				seen[name.Value] = true
				list = append(list, name)
			}
		}
	}
	return list
}

// Copied returns the calls that Docker's default profile has come to allow since a copy of it was made, and false for a profile
// that is no copy. A copy has most of the calls of the large rule in one of its own.
func (p *Profile) Copied(h Host) (missing []string, ok bool) {
	var largest *Rule
	for _, rule := range Default().Rules {
		if largest == nil || len(rule.Names) > len(largest.Names) {
			largest = rule
		}
	}
	copied := slices.ContainsFunc(p.Rules, func(r *Rule) bool { return r.Action == Allow && r.shares(largest)*5 > len(largest.Names)*4 })
	if !copied || p.Default.Passes() {
		return nil, false
	}
	f := p.Evaluate(h)
	for _, name := range largest.Names {
		if !f.Call(name.Value).Passes() && h.Machine.Arch().Has(name.Value) {
			missing = append(missing, name.Value)
		}
	}
	return missing, true
}

// shares counts the names that two rules have in common.
func (r *Rule) shares(o *Rule) int {
	if len(r.Names)*5 < len(o.Names)*4 {
		return 0
	}
	have := make(map[string]bool, len(r.Names))
	for _, n := range r.Names {
		have[n.Value] = true
	}
	count := 0
	for _, n := range o.Names {
		if have[n.Value] {
			count++
		}
	}
	return count
}

// BreaksThreads reports whether the C libraries fail to start threads and processes under the filter: they try clone3 first, and
// fall back to clone where the kernel does not have it, but not where it is forbidden. The place is that of the rule, or of the
// default action. runc answers by itself for calls that are newer than all that a profile names.
func (f *Filter) BreaksThreads() (at source.Span, ok bool) {
	v := f.Call("clone3")
	if f.Off || v.Passes() || !f.Call("clone").Passes() || v.Action == Refuse && v.Errno == ENOSYS || v.Asks() {
		return source.Span{}, false
	}
	if v.Rule != nil {
		return v.Rule.NameAt("clone3"), true
	}
	const clone3 = 435 // on all machines
	t := calls()
	for i, name := range t.names {
		if n := t.numbers[i][0]; n > clone3 && f.verdicts[name].Rule != nil {
			return f.Profile.Place(), true
		}
	}
	return source.Span{}, false
}

// Denies reports whether any rule does something else than letting calls pass.
func (p *Profile) Denies() bool {
	return slices.ContainsFunc(p.Rules, func(r *Rule) bool { return !r.Passes() && len(r.Names) > 0 })
}

// Twice returns the names that stand in a rule once more, each where it does so first.
func (r *Rule) Twice() []source.Text {
	var list []source.Text
	count := make(map[string]int, len(r.Names))
	for _, name := range r.Names {
		if count[name.Value]++; count[name.Value] == 2 {
			list = append(list, name)
		}
	}
	return list
}
