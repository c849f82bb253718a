package config

import (
	"fmt"
	"path"
	"slices"
	"strings"

	"github.com/plimsoll-lint/plimsoll/lint/label"
	"github.com/plimsoll-lint/plimsoll/lint/source"
	"github.com/plimsoll-lint/plimsoll/lint/spell"
	"github.com/plimsoll-lint/plimsoll/lint/tree"
)

// HadolintNames are the names of hadolint's settings file, in the order in which hadolint looks for them.
var HadolintNames = [...]string{".hadolint.yaml", ".hadolint.yml"}

func isHadolint(name string) bool { return slices.Contains(HadolintNames[:], path.Base(name)) }

// hadolintFile is what a settings file of hadolint says beyond what a .plimsoll.yaml can.
type hadolintFile struct {
	src   *source.File
	notes []hadolintNote
}

// hadolintNote is something that could not be followed to the letter.
type hadolintNote struct {
	Problem
	// quiet is set for what changes no finding: only an import speaks of it.
	quiet bool
}

// notesFor returns what a run says about the file. implied tells that it brings along the presets that
// decide what runs.
func (h *hadolintFile) notesFor(implied bool) (out []Problem) {
	if implied {
		out = append(out, Problem{h.src.Span(0, 0), "these settings hold, so hadolint's checks run beside those for security; " +
			"for others give --preset, or make a .plimsoll.yaml by plimsoll config import"})
	}
	for _, n := range h.notes {
		if !n.quiet {
			out = append(out, n.Problem)
		}
	}
	return out
}

// hadolintReader makes of a settings file of hadolint what a .plimsoll.yaml would say.
type hadolintReader struct {
	decoder
	doc *document
}

// parseHadolint reads a settings file of hadolint. The values keep their places in it.
func parseHadolint(src *source.File, rules []Rule) (*document, []Problem) {
	h := &hadolintReader{decoder: decoder{rules: rules}, doc: &document{Rules: ruleMap{}, hadolint: &hadolintFile{src: src}}}
	root := h.root(src, "failure-threshold: warning")
	if root == nil {
		return h.doc, h.sorted()
	}
	// What is ignored stays so, whatever severity it is given; of several severities the worst one counts.
	for _, key := range []string{"override", "ignored"} {
		if p, ok := root.Pair(key); ok && !p.Value.IsNull() {
			h.key(key, p.Value)
		}
	}
	for _, p := range root.Pairs {
		if !h.plain(p, "the file") || p.Value.IsNull() {
			continue // to hadolint, a key without a value is not there
		}
		if key := p.Key.Text.Value; key != "override" && key != "ignored" && !h.key(key, p.Value) {
			h.note(p.Key.Span, "%q is no setting of hadolint, so nothing comes of it", key)
		}
	}
	slices.SortStableFunc(h.doc.hadolint.notes, func(a, b hadolintNote) int { return a.Span.Start - b.Span.Start })
	return h.doc, h.sorted()
}

func (h *hadolintReader) note(at source.Span, format string, args ...any) {
	h.doc.hadolint.notes = append(h.doc.hadolint.notes, hadolintNote{Problem: Problem{at, fmt.Sprintf(format, args...)}})
}

func (h *hadolintReader) quietNote(at source.Span, format string, args ...any) {
	h.note(at, format, args...)
	h.doc.hadolint.notes[len(h.doc.hadolint.notes)-1].quiet = true
}

// key reads one setting and reports whether hadolint has it.
func (h *hadolintReader) key(key string, n *tree.Node) bool {
	switch key {
	case "ignored":
		for _, id := range h.list(key, n) {
			h.ignore(id)
		}
	case "override":
		h.override(n)
	case "trustedRegistries":
		for _, r := range h.list(key, n) {
			h.trust(r)
		}
	case "label-schema":
		h.labels(n)
	case "strict-labels":
		h.doc.StrictLabels.decode(&h.decoder, key, n, anyText)
	case "failure-threshold":
		h.threshold(n)
	case "no-fail":
		var never boolean
		if never.decode(&h.decoder, key, n, anyText); never.Value {
			h.doc.FailOn = text{Never, never.Span}
		}
	case "disable-ignore-pragma":
		var off boolean
		if off.decode(&h.decoder, key, n, anyText); off.Value {
			h.doc.InlineIgnores = boolean{false, off.Span}
		}
	case "format", "no-color", "verbose":
		h.quietNote(n.Whole(), "%s is a matter of the call: see --format and --color", key)
	default:
		return false
	}
	return true
}

func (h *hadolintReader) list(name string, n *tree.Node) texts {
	var l texts
	l.decode(&h.decoder, name, n, anyText)
	return l
}

// named returns the rules that an id of hadolint stands for, without those that say what BuildKit refuses.
func (h *hadolintReader) named(id Value[string], otherwise string) (out []Rule) {
	if isShellCheck(id.Value) {
		h.quietNote(id.Span, "%s is a code of ShellCheck; single codes have no severity here", id.Value)
		return nil
	}
	ids := resolve(h.rules, id.Value)
	if len(ids) == 0 && otherwise != "" {
		h.note(id.Span, "%q is the id of no rule here, so %s", id.Value, otherwise)
	} else if len(ids) == 0 {
		h.quietNote(id.Span, "%q is the id of no rule here", id.Value)
	}
	var lasting []string
	for _, r := range h.rules {
		switch {
		case !slices.Contains(ids, r.ID):
		case r.Lasting:
			lasting = append(lasting, r.ID)
		default:
			out = append(out, r)
		}
	}
	if lasting != nil {
		h.note(id.Span, "%s does not change %s: what a build refuses is reported in any case", id.Value, strings.Join(lasting, ", "))
	}
	return out
}

// isShellCheck reports whether an id is a code of ShellCheck.
func isShellCheck(id string) bool {
	_, ok := spell.Code(id, "SC")
	return ok
}

func (h *hadolintReader) ignore(id Value[string]) {
	if isShellCheck(id.Value) {
		h.ignoreCode(id)
		return
	}
	for _, r := range h.named(id, "") {
		h.doc.Rules[r.ID] = ruleSetting{key: id.Span, state: text{Off, id.Span}}
		var others []string
		for _, alias := range r.Aliases {
			if isCheck(alias) && !spell.Means(id.Value, alias) {
				others = append(others, alias)
			}
		}
		if len(others) > 0 {
			h.note(id.Span, "%s switches off %s, which also is %s", id.Value, r.ID, strings.Join(others, ", "))
		}
	}
}

// ignoreCode adds a code of ShellCheck to the option of the rule that speaks for it.
func (h *hadolintReader) ignoreCode(id Value[string]) {
	for _, r := range h.rules {
		code, ok := spell.Code(id.Value, r.Codes)
		if !ok {
			continue
		}
		s := h.doc.Rules[r.ID]
		if s.options == nil {
			s.options = map[string]Value[any]{IgnoredCodes: {[]string(nil), id.Span}}
		}
		option := s.options[IgnoredCodes]
		option.Value = append(option.Value.([]string), code)
		s.options[IgnoredCodes] = option
		h.doc.Rules[r.ID] = s
		return
	}
	h.quietNote(id.Span, "%s is a code of ShellCheck, which no rule here speaks for", id.Value)
}

// hadolintLevels are the severities of hadolint, the least first.
var hadolintLevels = [...]string{"style", "info", "warning", "error"}

func (h *hadolintReader) override(n *tree.Node) {
	if n.Kind != tree.Mapping {
		h.fault(n, "override wants lists of ids, as in error: [DL3002]")
		return
	}
	for _, p := range n.Pairs {
		if h.plain(p, "override") && !slices.Contains(hadolintLevels[:], p.Key.Text.Value) {
			h.note(p.Key.Span, "%q is no severity of hadolint, so nothing comes of it", p.Key.Text.Value)
		}
	}
	for _, level := range hadolintLevels {
		list, ok := n.Pair(level)
		if !ok || list.Value.IsNull() {
			continue
		}
		for _, id := range h.list(level, list.Value) {
			for _, r := range h.named(id, "nothing is reported as "+level) {
				h.doc.Rules[r.ID] = ruleSetting{key: id.Span, state: text{severityOfHadolint(level), id.Span}}
			}
		}
	}
}

func (h *hadolintReader) threshold(n *tree.Node) {
	var t text
	t.decode(&h.decoder, "failure-threshold", n, anyText)
	switch value := t.Value; {
	case t.Span.IsZero() || h.doc.FailOn.Value == Never: // no-fail goes first
	case value == "ignore" || value == "none":
		h.doc.FailOn = text{Never, t.Span}
	case slices.Contains(hadolintLevels[:], value):
		h.doc.FailOn = text{severityOfHadolint(value), t.Span}
	default:
		h.fault(n, "failure-threshold wants one of error, warning, info, style, ignore, none")
	}
}

func (h *hadolintReader) labels(n *tree.Node) {
	if n.Kind != tree.Mapping {
		h.fault(n, "label-schema wants pairs of NAME: type")
		return
	}
	h.doc.Labels = labelMap{}
	for _, p := range n.Pairs {
		if !h.plain(p, "label-schema") {
			continue
		}
		kind := p.Value.Text.Value
		if kind == "rawText" {
			kind = string(label.Text)
		}
		if !slices.Contains(labelType.words(), kind) || !p.Value.IsString() {
			h.fault(orKey(p), "label-schema.%s wants one of rawText, %s", p.Key.Text.Value, strings.Join(labelType.words(), ", "))
			continue
		}
		h.doc.Labels[p.Key.Text.Value] = Value[string]{kind, p.Value.Span}
	}
}

func (h *hadolintReader) trust(r Value[string]) {
	pattern := trustedByHadolint(r.Value)
	if pattern == "" {
		h.note(r.Span, "%q has no equal here, so its images are reported; see trusted-registries", r.Value)
		return
	}
	if strings.Contains(r.Value, "*") && pattern != "**" {
		h.quietNote(r.Span, "%q becomes %s, where * is one part of a name between dots", r.Value, pattern)
	}
	h.doc.TrustedRegistries = append(h.doc.TrustedRegistries, Value[string]{pattern, r.Span})
}
