package config

import (
	"fmt"
	"slices"
	"strings"
)

// Line is one effective setting as people read it.
type Line struct {
	Key, Value string
	Origin     Origin
}

// Lines returns every effective setting with its origin: the general ones in the order of the reference, then each
// rule in the order in which it was given, with its options. "config show" prints them.
func (s *Settings) Lines() []Line {
	var out []Line
	add := func(key, value string, o Origin) { out = append(out, Line{key, value, o}) }
	if p := s.policy; p != nil {
		add("policy", p.Name+" sha256:"+p.SHA256, Origin{Policy: true})
		for _, id := range p.doc.Locked {
			add("locked", id.Value, at(id.Span))
		}
		add("baselines", fmt.Sprint(p.Baselines.Value), p.Baselines.Origin)
	}
	for _, p := range s.presets {
		add("preset", p.Value, p.Origin)
	}
	add("fail-on", s.FailOn.Value, s.FailOn.Origin)
	for _, w := range s.waivers {
		value := w.Rule
		if scope := w.Scope(); scope != "" {
			value += " " + scope
		}
		if !w.Until.IsZero() {
			value += " until " + w.Until.AddDate(0, 0, -1).Format("2006-01-02")
		}
		add("ignore", value, Origin{Span: w.Span, Policy: w.ofPolicy})
	}
	for _, p := range s.exclude {
		add("paths.exclude", p.Value, Origin{Span: p.Span})
	}
	for _, p := range s.policyExclude {
		add("paths.exclude", p.Value, at(p.Span))
	}
	for _, p := range s.TrustedRegistries {
		add("trusted-registries", p.Value, s.origin(p))
	}
	for _, name := range sortedKeys(s.Labels) {
		add("labels."+name, s.Labels[name].Value, s.origin(s.Labels[name]))
	}
	if s.StrictLabels.Value {
		add("strict-labels", "true", s.StrictLabels.Origin)
	}
	for _, name := range sortedKeys(s.BuildArgs) {
		add("build-args."+name, s.BuildArgs[name].Value, s.origin(s.BuildArgs[name]))
	}
	add("require-reason", fmt.Sprint(s.RequireReason.Value), s.RequireReason.Origin)
	if s.RequireOwner.Value {
		add("require-owner", "true", s.RequireOwner.Origin)
	}
	if s.RequireUntil.Value {
		add("require-until", "true", s.RequireUntil.Origin)
	}
	add("inline-ignores", fmt.Sprint(s.InlineIgnores.Value), s.InlineIgnores.Origin)
	for _, r := range s.rules {
		out = append(out, s.ruleLines(r)...)
	}
	return out
}

// origin returns where a value comes from: the settings file or the policy.
func (s *Settings) origin(v Value[string]) Origin {
	return Origin{Span: v.Span, Policy: s.File == nil || v.Span.File != s.File}
}

func (s *Settings) ruleLines(r Rule) []Line {
	setting, key := s.byID[r.ID], "rules."+r.ID
	if !setting.Enabled.Value {
		return []Line{{key, Off, setting.Enabled.Origin}}
	}
	out := []Line{{key, setting.Severity.Value, setting.Enabled.Origin}}
	for _, o := range r.Options {
		v := setting.Options[o.Name]
		out = append(out, Line{key + "." + o.Name, show(v.Value), v.Origin})
	}
	return out
}

// show writes a value as a settings file would.
func show(value any) string {
	if items, ok := value.([]string); ok {
		return "[" + strings.Join(items, ", ") + "]"
	}
	return fmt.Sprint(value)
}

func sortedKeys[T any](m map[string]T) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}
