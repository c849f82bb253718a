package config

import (
	"fmt"
	"path"
	"slices"
	"strconv"
	"strings"

	"github.com/plimsoll-lint/plimsoll/lint/source"
)

// Import returns the .plimsoll.yaml that comes to the same as a settings file of hadolint, with comments that say where each
// line comes from and what could not be carried over. It fails with an *Error where the file is broken.
func Import(src *source.File, rules []Rule) (string, error) {
	doc, problems := parseHadolint(src, rules)
	if len(problems) > 0 {
		return "", &Error{problems}
	}
	w := &importer{src: src, doc: doc, rules: rules}
	w.line(0, "# Made of %s by plimsoll config import.", path.Base(src.Path))
	w.line(0, "preset: [%s]", strings.Join(besideHadolint[:], ", "))
	if t := Value[string](doc.FailOn); t.Given() {
		w.line(0, "fail-on: %s  # line %d", t.Value, w.src.LineAt(t.Span.Start))
	} else {
		w.line(0, "fail-on: %s  # the default of hadolint", severityOfHadolint("info"))
	}
	if f := Value[bool](doc.InlineIgnores); f.Given() {
		w.line(0, "inline-ignores: false  # line %d", w.src.LineAt(f.Span.Start))
	}
	w.ruleBlock()
	if len(doc.TrustedRegistries) > 0 {
		w.line(0, "trusted-registries:")
		for _, r := range doc.TrustedRegistries {
			w.line(1, "- %s  # line %d", plain(r.Value), w.src.LineAt(r.Span.Start))
		}
	}
	if len(doc.Labels) > 0 {
		w.line(0, "labels:")
		for _, name := range sortedKeys(doc.Labels) {
			w.line(1, "%s: %s", plain(name), doc.Labels[name].Value)
		}
	}
	if doc.StrictLabels.Value {
		w.line(0, "strict-labels: true")
	}
	w.notes()
	return w.out.String(), nil
}

// importer writes a .plimsoll.yaml.
type importer struct {
	src   *source.File
	doc   *document
	rules []Rule
	out   strings.Builder
}

func (w *importer) line(indent int, format string, args ...any) {
	w.out.WriteString(strings.Repeat("  ", indent))
	fmt.Fprintf(&w.out, format+"\n", args...)
}

// at says which id stands at a place of the file, and on which line.
func (w *importer) at(s source.Span) string {
	return fmt.Sprintf("%s, line %d", plain(strings.Trim(string(s.FirstLine().Bytes()), `"'`)), w.src.LineAt(s.Start))
}

// ruleBlock writes what holds for single rules: first what the file says, then the severities that hadolint has by default.
func (w *importer) ruleBlock() {
	var given, implied []string
	for _, r := range w.rules {
		s, ok := w.doc.Rules[r.ID]
		level := severityOfHadolint(hadolintLevel(r))
		switch {
		case ok && s.state.Span.IsZero():
			codes := s.options[IgnoredCodes]
			given = append(given, fmt.Sprintf("%s: {%s: [%s]}  # line %d", r.ID, IgnoredCodes,
				strings.Join(codes.Value.([]string), ", "), w.src.LineAt(codes.Span.Start)))
		case ok:
			given = append(given, fmt.Sprintf("%s: %s  # %s", r.ID, s.state.Value, w.at(s.state.Span)))
		case hadolintLevel(r) != "" && level != r.Severity && shares(r.Presets, besideHadolint[:]):
			implied = append(implied, fmt.Sprintf("%s: %s  # %s", r.ID, level, hadolintLevel(r)))
		}
	}
	if len(given)+len(implied) > 0 {
		w.line(0, "rules:")
	}
	for _, s := range given {
		w.line(1, "%s", s)
	}
	if len(implied) > 0 {
		w.line(1, "# What hadolint takes for an error, a warning, info or style. Without these lines the severities of plimsoll hold.")
	}
	for _, s := range implied {
		w.line(1, "%s", s)
	}
}

// notes writes what could not be carried over.
func (w *importer) notes() {
	notes := w.doc.hadolint.notes
	if len(notes) == 0 {
		return
	}
	w.line(0, "\n# Not carried over to the letter:")
	for _, n := range notes {
		w.line(0, "# - line %d: %s", w.src.LineAt(n.Span.Start), n.Message)
	}
}

// plain returns a text as YAML takes it for the same text, also in a comment: in quotes, unless it begins with a letter and
// has nothing in it that means something.
func plain(s string) string {
	const means = "true false null yes no on off y n"
	if s != "" && strings.IndexFunc(s[:1], isLetter) == 0 && !slices.Contains(strings.Fields(means), strings.ToLower(s)) &&
		!strings.ContainsFunc(s, func(r rune) bool {
			return !isLetter(r) && !strings.ContainsRune("0123456789-_./*", r)
		}) {
		return s
	}
	return strconv.Quote(s)
}

func shares(a, b []string) bool {
	return slices.ContainsFunc(a, func(s string) bool { return slices.Contains(b, s) })
}

func isLetter(r rune) bool { return 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' }
