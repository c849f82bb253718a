package lint

import (
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/plimsoll-lint/plimsoll/lint/label"
	"github.com/plimsoll-lint/plimsoll/lint/project"
	"github.com/plimsoll-lint/plimsoll/lint/source"
)

// Pass is one rule at work on one unit, and then the next rule on the same unit. It holds all state, so that rules need
// none; they must not keep it.
type Pass struct {
	Rule *Rule
	// Unit is what is linted.
	Unit *project.Unit
	// Now is the day against which the dates of tables are held; zero for the day of each table. It is given, never read
	// from a clock by a rule.
	Now time.Time

	rules    []*Rule // that run
	settings Settings
	findings []*Finding
}

// Settings answers what the configuration says of a rule. It is asked per unit, since the nearest file decides.
type Settings interface {
	// Option returns the value of an option, if the configuration sets it.
	Option(ruleID, name string) (any, bool)
	// Labels returns the labels that images are to have. It is a setting of its own, since several rules hold files to it.
	Labels() label.Schema
}

// Labels returns the labels that images are to have; none without a configuration that names some.
func (p *Pass) Labels() label.Schema {
	if p.settings == nil {
		return label.Schema{}
	}
	return p.settings.Labels()
}

// Runs reports whether another rule runs on the unit as well. A rule that reads the same thing in a simpler way leaves the
// places to it that both would report.
func (p *Pass) Runs(rule *Rule) bool { return slices.Contains(p.rules, rule) }

// Report adds a finding at a place. The message is lower case, has no full stop, names the thing and says what to do. The
// finding that is returned may be given notes, a subject and a fix.
func (p *Pass) Report(at source.Span, format string, args ...any) *Finding {
	f := &Finding{Rule: p.Rule, Severity: p.Rule.Severity, Span: at, Message: fmt.Sprintf(format, args...)}
	p.findings = append(p.findings, f)
	return f
}

// About names the thing that a finding is about, such as "services.web".
func (f *Finding) About(subject string) *Finding {
	f.Subject = subject
	return f
}

// Keyed sets the finding's identity where the text under its span is not enough to tell it from others of its subject.
func (f *Finding) Keyed(parts ...string) *Finding {
	f.Key = strings.Join(parts, " ")
	return f
}

// maxKey bounds the evidence in a key; more would make baselines unreadable.
const maxKey = 120

// finish hands over the findings of the rule behind those in out, and gives them their keys: the subject and the evidence,
// the text of the first line under the span with its blanks folded.
func (p *Pass) finish(out []Finding) []Finding {
	for _, f := range p.findings {
		if f.Span.IsZero() {
			continue // a place is owed; the meta-tests hold rules to it
		}
		if f.Key == "" {
			f.Key = evidence(f.Span.FirstLine().Bytes())
		}
		if f.Subject != "" && !strings.HasPrefix(f.Key, f.Subject) {
			f.Key = f.Subject + " " + f.Key
		}
		out = append(out, *f)
	}
	p.findings = p.findings[:0]
	return out
}

// evidence returns the text under a finding as a key holds it. Most texts are one word.
func evidence(text []byte) string {
	text = text[:min(len(text), maxKey)]
	plain := !slices.ContainsFunc(text, func(c byte) bool { return c <= ' ' || c >= utf8.RuneSelf })
	if plain {
		return string(text)
	}
	return strings.Join(strings.Fields(strings.ToValidUTF8(string(text), "?")), " ")
}
