package config

import (
	"fmt"
	"slices"

	"github.com/plimsoll-lint/plimsoll/lint/image"
)

// setAside notes that something would weaken the policy, and does not count. Defaults are nobody's attempt.
func (s *Settings) setAside(o Origin, format string, args ...any) {
	message := fmt.Sprintf(format, args...) + "; policy " + s.policy.Name + " does not allow it"
	switch {
	case o.Policy:
	case o.Flag != "":
		s.Notes = append(s.Notes, Problem{Message: o.Flag + " " + message})
	case !o.Span.IsZero():
		s.Notes = append(s.Notes, Problem{o.Span.FirstLine(), message})
	}
}

// underPolicy holds the general settings to the policy.
func (s *Settings) underPolicy() {
	p := s.policy
	for _, preset := range p.doc.Preset.texts {
		if !slices.ContainsFunc(s.presets, func(have Sourced[string]) bool { return have.Value == preset.Value || have.Value == "all" }) {
			s.presets = append(s.presets, Sourced[string]{preset.Value, at(preset.Span)})
		}
	}
	demand := func(have *Sourced[bool], want boolean, strict bool, weak string) {
		if Value[bool](want).Given() && want.Value == strict && have.Value != strict {
			s.setAside(have.Origin, "%s", weak)
			*have = Sourced[bool]{strict, at(want.Span)}
		}
	}
	demand(&s.InlineIgnores, p.doc.InlineIgnores, false, "would let comments silence findings")
	demand(&s.RequireReason, p.doc.RequireReason, true, "would let findings be ignored without a reason")
	demand(&s.RequireOwner, p.doc.RequireOwner, true, "would let findings be accepted without an owner")
	demand(&s.RequireUntil, p.doc.RequireUntil, true, "would let findings be ignored for ever")
	demand(&s.StrictLabels, p.doc.StrictLabels, true, "would let labels be that nobody names")
	for name, t := range p.doc.Labels {
		if have, ok := s.Labels[name]; ok && have.Value != t.Value {
			s.setAside(Origin{Span: have.Span}, "would make the label %s a %s", name, have.Value)
		}
	}
	s.Labels = over(s.Labels, p.doc.Labels)
	s.BuildArgs = over(p.doc.BuildArgs, s.BuildArgs)
	s.TrustedRegistries = s.narrowed(s.TrustedRegistries)
	if len(p.locked) > 0 && !p.doc.Exclusions.Value {
		for _, pattern := range s.exclude {
			s.setAside(Origin{Span: pattern.Span}, "would leave out %s", pattern.Value)
		}
		s.exclude = nil
	}
	s.policyExclude = p.doc.Paths.Exclude
	s.waivers = slices.DeleteFunc(s.waivers, func(w Waiver) bool {
		why := ""
		switch {
		case p.Locks(w.Rule):
			why = "would accept findings of " + w.Rule + ", which is locked"
		case s.RequireReason.Value && w.Reason == "":
			why = "would accept findings without a reason"
		case s.RequireOwner.Value && w.Owner == "":
			why = "would accept findings without an owner"
		case s.RequireUntil.Value && w.Until.IsZero():
			why = "would accept findings for ever"
		}
		if why != "" {
			s.setAside(Origin{Span: w.Span}, "%s", why)
		}
		return why != ""
	})
	s.waivers = append(s.waivers, p.waivers...)
}

// over returns the values of low with those of high over them.
func over(low, high map[string]Value[string]) map[string]Value[string] {
	if len(high) == 0 {
		return low
	}
	out := map[string]Value[string]{}
	for name, v := range low {
		out[name] = v
	}
	for name, v := range high {
		out[name] = v
	}
	return out
}

// narrowed returns the patterns that lie within those of the policy, and these where none does: a repository may narrow the list
// of trusted registries, and not widen it.
func (s *Settings) narrowed(patterns []Value[string]) []Value[string] {
	allowed := s.policy.doc.TrustedRegistries
	if len(allowed) == 0 {
		return patterns
	}
	var kept []Value[string]
	for _, p := range patterns {
		if slices.ContainsFunc(allowed, func(a Value[string]) bool { return image.Within(p.Value, a.Value) }) {
			kept = append(kept, p)
		} else {
			s.setAside(Origin{Span: p.Span}, "would trust %s", p.Value)
		}
	}
	if len(kept) == 0 {
		return allowed
	}
	return kept
}

// rank orders thresholds: the higher, the stricter.
func rank(threshold string) int { return slices.Index(Severities, threshold) }

// thresholdUnderPolicy holds the threshold to the policy's.
func (s *Settings) thresholdUnderPolicy() {
	want := s.policy.doc.FailOn
	if !Value[string](want).Given() {
		if len(s.policy.locked) == 0 {
			return
		}
		want.Value = "high" // the default: what is locked is to fail a run
	}
	switch have := s.FailOn; {
	case rank(have.Value) >= rank(want.Value):
		return
	case have.Value == Never:
		s.setAside(have.Origin, "would fail no run")
	default:
		s.setAside(have.Origin, "would fail the run only from %s on", have.Value)
	}
	s.FailOn = Sourced[string]{want.Value, at(want.Span)}
}

// ruleUnderPolicy holds what is said of a rule to the policy: of a locked rule only what makes it stricter counts; of any other
// the policy decides where nobody else does.
func (s *Settings) ruleUnderPolicy(r Rule, given ruleSetting, set RuleSetting) RuleSetting {
	p := s.policy
	ours, locked := p.doc.Rules[r.ID], p.Locks(r.ID)
	ruled := !ours.state.Span.IsZero()
	if locked && given.state.Value == Off {
		s.setAside(Origin{Span: given.state.Span}, "would switch off %s, which is locked", r.ID)
	}
	switch e := set.Enabled; {
	case locked && !e.Value:
		if e.Origin.Flag == "--ignore" {
			s.setAside(e.Origin, "would switch off %s, which is locked", r.ID)
		}
		set.Enabled = Sourced[bool]{true, at(p.locked[r.ID])}
	case !e.Value && e.Origin.Flag == "--select" && p.runs(r) && (!ruled || ours.state.Value != Off):
		set.Enabled = Sourced[bool]{true, at(p.doc.Preset.texts[0].Span)}
	case !e.Value && !ruled && e.Origin.Flag != "--ignore" && given.state.Span.IsZero() && !p.own(r.ID).IsZero():
		set.Enabled = Sourced[bool]{true, at(p.own(r.ID))}
	case ruled && e.Origin.Flag == "" && given.state.Span.IsZero():
		set.Enabled = Sourced[bool]{ours.state.Value != Off, at(ours.state.Span)}
	}
	severe, floor := slices.Contains(Severities, ours.state.Value), r.Severity
	if severe {
		floor = ours.state.Value
	}
	explicit := slices.Contains(Severities, given.state.Value)
	switch {
	case locked && rank(set.Severity.Value) > rank(floor):
		s.setAside(set.Severity.Origin, "would lower %s, which is locked, to %s", r.ID, set.Severity.Value)
		set.Severity = Sourced[string]{floor, at(p.locked[r.ID])}
	case severe && !explicit:
		set.Severity = Sourced[string]{floor, at(ours.state.Span)}
	}
	for _, o := range r.Options {
		have := set.Options[o.Name]
		mine, ok := ours.options[o.Name]
		switch {
		case locked && have.Origin != (Origin{}):
			s.setAside(have.Origin, "would set %s of %s, which is locked", o.Name, r.ID)
			fallthrough
		case have.Origin == (Origin{}):
			set.Options[o.Name] = Sourced[any]{Value: o.Default}
			if ok {
				set.Options[o.Name] = Sourced[any]{mine.Value, at(mine.Span)}
			}
		case o.Name == TrustedOption && len(p.doc.TrustedRegistries) > 0:
			set.Options[o.Name] = s.narrowedOption(have)
		}
	}
	return set
}

// narrowedOption narrows a rule's own list of trusted sources as the general one is.
func (s *Settings) narrowedOption(have Sourced[any]) Sourced[any] {
	list, _ := have.Value.([]string)
	patterns := make([]Value[string], 0, len(list))
	for _, p := range list {
		patterns = append(patterns, Value[string]{p, have.Origin.Span})
	}
	var out []string
	for _, p := range s.narrowed(patterns) {
		out = append(out, p.Value)
	}
	return Sourced[any]{out, have.Origin}
}
