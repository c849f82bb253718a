package config

import (
	"crypto/sha256"
	"encoding/hex"
	"path"
	"reflect"
	"slices"
	"strings"

	"github.com/plimsoll-lint/plimsoll/lint/source"
	"github.com/plimsoll-lint/plimsoll/lint/tree"
)

// policyDocument is a policy file: settings, and what only a policy may say.
type policyDocument struct {
	document

	Name text `key:"name" doc:"What reports call the policy; the name of the file if there is none."`

	Locked texts `key:"locked" kind:"rule" doc:"Rules that nobody else may switch off, lower, ignore, waive or hide in a baseline."`

	Exclusions boolean `key:"exclusions" default:"false" doc:"Whether a repository may leave out files although rules are locked."`

	Custom ownRules `key:"custom" doc:"Rules of your own."`

	Baselines boolean `key:"baselines" default:"true" doc:"Whether a baseline of known findings counts."`
}

// Policy is what an organisation demands of all repositories. Settings files and flags count only as far as it lets them.
type Policy struct {
	Name string
	// SHA256 is that of the file's bytes, in hexadecimal digits.
	SHA256 string
	// Baselines says whether baselines count.
	Baselines Sourced[bool]
	// Custom are the rules that it describes.
	Custom []Custom

	doc     *policyDocument
	locked  map[string]source.Span
	waivers []Waiver
}

// ParsePolicy reads a policy. It fails with an *Error where the file is broken.
func ParsePolicy(src *source.File, rules []Rule) (*Policy, error) {
	d := &decoder{rules: rules}
	doc := &policyDocument{}
	var custom []Custom
	if root := d.root(src, "locked: [root-user]"); root != nil {
		custom = d.readCustom(root)
		d.decodeStruct(doc, "the policy", root)
	}
	d.checkDocument(&doc.document)
	sum := sha256.Sum256(src.Content)
	p := &Policy{
		Name: doc.Name.Value, SHA256: hex.EncodeToString(sum[:]), Baselines: pick(true, Value[bool](doc.Baselines)),
		Custom: custom, doc: doc, locked: map[string]source.Span{},
	}
	p.Baselines.Origin.Policy = true
	if p.Name == "" {
		p.Name = path.Base(src.Path)
	}
	for _, id := range doc.Locked {
		p.locked[id.Value] = id.Span
		if state := doc.Rules[id.Value].state; state.Value == Off {
			d.problems = append(d.problems, Problem{state.Span, id.Value + " is locked and off; take it out of one of them"})
		}
	}
	for _, w := range doc.Ignore {
		waiver := newWaiver(w)
		waiver.ofPolicy = true
		p.waivers = append(p.waivers, waiver)
	}
	if len(d.problems) > 0 {
		return nil, &Error{d.sorted()}
	}
	return p, nil
}

// Locks reports whether nobody but the policy may weaken a rule. Without a policy nothing is locked.
func (p *Policy) Locks(id string) bool {
	if p == nil {
		return false
	}
	_, ok := p.locked[id]
	return ok
}

// at returns the origin of what the policy says at a place.
func at(span source.Span) Origin { return Origin{Span: span, Policy: true} }

// Policy returns what holds above the settings, or nil.
func (s *Settings) Policy() *Policy { return s.policy }

// own returns where the policy describes a rule; zero where it does not.
func (p *Policy) own(id string) source.Span {
	for i := range p.Custom {
		if p.Custom[i].ID == id {
			return p.Custom[i].Span
		}
	}
	return source.Span{}
}

// runs reports whether the policy's presets hold a rule.
func (p *Policy) runs(r Rule) bool {
	return slices.ContainsFunc(p.doc.Preset.texts, func(preset Value[string]) bool {
		return preset.Value == "all" || slices.Contains(r.Presets, preset.Value)
	})
}

// ownRules are read before all else, by readCustom.
type ownRules struct{}

func (ownRules) decode(*decoder, string, *tree.Node, kind) {}

// PolicyReference returns the table of the keys that only a policy may have, in Markdown, for docs/policy.md.
func PolicyReference() string {
	var b strings.Builder
	b.WriteString("| key | value | default | |\n|---|---|---|---|\n")
	own := reflect.TypeFor[policyDocument]()
	for _, f := range fieldsOf(own) {
		if len(f.index) == 1 {
			referenceRow(&b, f, "")
		}
	}
	referenceRows(&b, reflect.TypeFor[customRule](), "custom[].")
	return b.String()
}
