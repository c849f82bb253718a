package config

import (
	"path"
	"slices"
	"strings"

	"github.com/bmatcuk/doublestar/v4"

	"github.com/plimsoll-lint/plimsoll/lint/source"
)

// Settings are what holds for the files below one settings file. They do not change and are safe for several
// goroutines.
type Settings struct {
	// File is the settings file, nil for none.
	File *source.File
	// FailOn is the lowest severity that fails the run, or Never.
	FailOn Sourced[string]
	// InlineIgnores says whether comments may silence findings.
	InlineIgnores Sourced[bool]
	// RequireReason, RequireOwner and RequireUntil say what comments and entries of ignore have to give. Comments have no owner.
	RequireReason, RequireOwner, RequireUntil Sourced[bool]
	// TrustedRegistries are the patterns of trusted images, each with its place. Empty: no list is given.
	TrustedRegistries []Value[string]
	// Labels are the types of the labels that images are to have, by name; with StrictLabels they are to have no others.
	Labels       map[string]Value[string]
	StrictLabels Sourced[bool]
	// BuildArgs are values for ARG, by name.
	BuildArgs map[string]Value[string]

	// Notes say what a settings file of hadolint brings about, and what in it could not be followed; and what a policy sets aside.
	Notes []Problem

	rules   []Rule
	byID    map[string]RuleSetting
	presets []Sourced[string]
	exclude []Value[string]
	waivers []Waiver

	policy        *Policy
	policyExclude []Value[string] // relative to the root
}

// Sourced is a value with where it comes from.
type Sourced[T any] struct {
	Value  T
	Origin Origin
}

// RuleSetting is what holds for one rule.
type RuleSetting struct {
	Enabled  Sourced[bool]
	Severity Sourced[string]
	// Options has every option of the rule; the types are those of the defaults.
	Options map[string]Sourced[any]
}

func newSettings(src *source.File, doc *document, rules []Rule, flags Flags) *Settings {
	s := &Settings{
		File:              src,
		InlineIgnores:     pick(true, Value[bool](doc.InlineIgnores)),
		RequireReason:     pick(false, Value[bool](doc.RequireReason)),
		RequireOwner:      pick(false, Value[bool](doc.RequireOwner)),
		RequireUntil:      pick(false, Value[bool](doc.RequireUntil)),
		TrustedRegistries: doc.TrustedRegistries,
		Labels:            doc.Labels,
		StrictLabels:      pick(false, Value[bool](doc.StrictLabels)),
		BuildArgs:         doc.BuildArgs,
		rules:             rules,
		exclude:           doc.Paths.Exclude,
		policy:            flags.Policy,
	}
	if flags.NoInlineIgnores {
		s.InlineIgnores = Sourced[bool]{false, Origin{Flag: "--no-inline-ignores"}}
	}
	for _, w := range doc.Ignore {
		s.waivers = append(s.waivers, newWaiver(w))
	}
	s.choosePresets(doc, flags)
	s.FailOn = s.threshold(doc, flags)
	if doc.hadolint != nil {
		s.Notes = doc.hadolint.notesFor(s.presets[0].Origin.Implied != "" && len(flags.Select) == 0)
	}
	if s.policy != nil {
		s.underPolicy()
		s.thresholdUnderPolicy()
	}
	s.byID = make(map[string]RuleSetting, len(rules))
	for _, r := range rules {
		given := doc.Rules[r.ID]
		set := RuleSetting{
			Enabled:  s.enabled(r, given, flags),
			Severity: s.severityOf(r, given, doc),
			Options:  optionsOf(r, given, flags),
		}
		if s.policy != nil {
			set = s.ruleUnderPolicy(r, given, set)
		}
		s.byID[r.ID] = set
	}
	return s
}

func pick[T any](def T, v Value[T]) Sourced[T] {
	if !v.Given() {
		return Sourced[T]{Value: def}
	}
	return Sourced[T]{v.Value, Origin{Span: v.Span}}
}

func (s *Settings) choosePresets(doc *document, flags Flags) {
	switch {
	case len(flags.Presets) > 0:
		for _, p := range flags.Presets {
			s.presets = append(s.presets, Sourced[string]{p, Origin{Flag: "--preset"}})
		}
	case len(doc.Preset.texts) > 0:
		for _, p := range doc.Preset.texts {
			s.presets = append(s.presets, Sourced[string]{p.Value, Origin{Span: p.Span}})
		}
	case doc.hadolint != nil:
		for _, p := range besideHadolint {
			s.presets = append(s.presets, Sourced[string]{p, Origin{Implied: s.File.Path}})
		}
	default:
		s.presets = []Sourced[string]{{Value: Presets[0]}}
	}
	for _, p := range flags.Also {
		s.presets = append(s.presets, Sourced[string]{p, Origin{Implied: "--format"}})
	}
}

// likeHadolint is the preset whose users are to see what they saw with hadolint.
const likeHadolint = "hadolint"

// besideHadolint are the presets where hadolint's settings hold and no flag asks for others. They say how hadolint is to run, and
// nothing of what it does not check: a file that is added does not switch the default preset off.
var besideHadolint = [...]string{Presets[0], likeHadolint}

// likeHadolint reports whether hadolint's severities and its gate hold: with its preset alone, and where its settings bring along
// the presets.
func (s *Settings) likeHadolint() bool {
	return !slices.ContainsFunc(s.presets, func(p Sourced[string]) bool {
		return p.Value != likeHadolint && p.Origin.Implied == ""
	})
}

// threshold returns what fails the run. hadolint fails on nearly all that it reports, and so does the preset of its name: that a
// team can change tools in one line.
func (s *Settings) threshold(doc *document, flags Flags) Sourced[string] {
	switch {
	case flags.FailOn != "":
		return Sourced[string]{flags.FailOn, Origin{Flag: "--fail-on"}}
	case Value[string](doc.FailOn).Given() || !s.likeHadolint():
		return pick("high", Value[string](doc.FailOn))
	case doc.hadolint != nil:
		return Sourced[string]{severityOfHadolint("info"), Origin{Implied: s.File.Path}}
	}
	return Sourced[string]{"info", Origin{Implied: "preset " + likeHadolint}}
}

// enabled lets the flags win over the file's word on the rule, and that over the presets.
func (s *Settings) enabled(r Rule, given ruleSetting, flags Flags) Sourced[bool] {
	if slices.Contains(flags.Ignore, r.ID) {
		return Sourced[bool]{false, Origin{Flag: "--ignore"}}
	}
	if slices.Contains(flags.Select, r.ID) {
		return Sourced[bool]{true, Origin{Flag: "--select"}}
	}
	if len(flags.Select) > 0 && len(flags.Presets) == 0 {
		return Sourced[bool]{false, Origin{Flag: "--select"}}
	}
	if !given.state.Span.IsZero() {
		return Sourced[bool]{given.state.Value != Off, Origin{Span: given.state.Span}}
	}
	for _, p := range s.presets {
		if p.Value == "all" || slices.Contains(r.Presets, p.Value) {
			p.Origin.Preset = p.Value
			return Sourced[bool]{true, p.Origin}
		}
	}
	return Sourced[bool]{false, s.presets[0].Origin}
}

// severityOf lets the file's word win over that of hadolint, where its settings hold, and that over the rule's own.
func (s *Settings) severityOf(r Rule, given ruleSetting, doc *document) Sourced[string] {
	if slices.Contains(Severities, given.state.Value) {
		return Sourced[string]{given.state.Value, Origin{Span: given.state.Span}}
	}
	if doc.hadolint != nil && s.likeHadolint() {
		if level := hadolintLevel(r); level != "" {
			return Sourced[string]{severityOfHadolint(level), Origin{Implied: likeHadolint}}
		}
	}
	return Sourced[string]{Value: r.Severity}
}

func optionsOf(r Rule, given ruleSetting, flags Flags) map[string]Sourced[any] {
	if len(r.Options) == 0 {
		return nil
	}
	options := make(map[string]Sourced[any], len(r.Options))
	for _, o := range r.Options {
		options[o.Name] = Sourced[any]{Value: o.Default}
		if v, ok := given.options[o.Name]; ok {
			options[o.Name] = Sourced[any]{v.Value, Origin{Span: v.Span}}
		}
		if o.Name == IgnoredCodes && r.Codes != "" && len(flags.codes) > 0 {
			codes, _ := options[o.Name].Value.([]string)
			options[o.Name] = Sourced[any]{slices.Concat(codes, flags.codes), Origin{Flag: "--ignore"}}
		}
	}
	return options
}

// Rule returns what holds for a rule; one that does not exist is not enabled.
func (s *Settings) Rule(id string) RuleSetting { return s.byID[id] }

// ExcludedBy returns the pattern of paths.exclude that fits a path relative to the root, or one of the folders it lies
// in.
func (s *Settings) ExcludedBy(name string) (Value[string], bool) {
	for _, p := range s.exclude {
		if fits(s.dir(), p.Value, name) {
			return p, true
		}
	}
	for _, p := range s.policyExclude {
		if fits(".", p.Value, name) {
			return p, true
		}
	}
	return Value[string]{}, false
}

// dir returns the folder of the settings file, which patterns in it are relative to.
func (s *Settings) dir() string {
	if s.File == nil {
		return "."
	}
	return path.Dir(s.File.Path)
}

// fits reports whether a pattern, relative to a folder, fits a path or a folder that it lies in.
func fits(dir, pattern, name string) bool {
	name = path.Clean(name)
	if dir != "." {
		var ok bool
		if name, ok = strings.CutPrefix(name, dir+"/"); !ok {
			return false
		}
	}
	pattern = strings.TrimSuffix(strings.TrimPrefix(pattern, "./"), "/")
	for name != "." && name != "/" {
		if doublestar.MatchUnvalidated(pattern, name) {
			return true
		}
		name = path.Dir(name)
	}
	return false
}
