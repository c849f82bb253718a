// Package lint is the vocabulary of plimsoll: rules, findings and fixes, and the run that takes documents and rules to
// findings. It does no input or output.
package lint

import (
	"fmt"
	"strings"

	"github.com/plimsoll-lint/plimsoll/lint/source"
)

// Rule is one question that is asked of documents. Rules are values without state: what a run needs lives in its Pass.
type Rule struct {
	// ID names the problem, in kebab-case, and reads well after "ignore". It is never reused for another problem.
	ID string
	// Title says the problem in a few words, with a capital and without a full stop.
	Title    string
	Severity Severity
	// Precision is PrecisionVeryHigh unless it is said otherwise.
	Precision Precision
	// Since is the release that first had the rule.
	Since   string
	Presets Preset
	// Aliases are the ids of the same check in other tools: they work in ignore comments and in explain.
	Aliases []string
	// Codes is what the codes of the findings begin with, in front of digits, where another program gives each one a code of its
	// own: "SC". In comments such a code silences the findings that have it.
	Codes   string
	Refs    []Ref
	Options []Option
	// Check is the rule's code. It is nil for a rule whose duty the engine sees to.
	Check Check
	Duty  Duty
}

// Duty marks the rules whose findings mean more to a run than others.
type Duty int

// The duties.
const (
	NoDuty        Duty = iota
	Gaps               // a finding says that something was not read, so the absence of others proves nothing
	StaleComments      // the findings are made by the engine, which sees what comments silence
	ShellScripts       // the findings are made by the engine, which has ShellCheck look at the scripts where it is told to
	Refusals           // a finding says that a build or Compose refuses what stands there
	Doubts             // a finding says that something is not known, so that it neither holds nor fails
)

// Ref is a place to read more.
type Ref struct{ Name, URL string }

// Option is a setting of one rule.
type Option struct {
	Name    string
	Default any // string, bool, int or []string: the type of the option
	Doc     string
}

// Check is the code of a rule. Make one with EachContainer, EachImage and their like.
type Check interface{ run(*Pass) }

// Finding is one place where a rule's problem is.
type Finding struct {
	Rule     *Rule
	Severity Severity // the rule's, unless the configuration says otherwise
	Span     source.Span
	Message  string
	// Code is the finding's own id where the rule speaks for another program: SC2086.
	Code string
	// Subject is the thing that the finding is about, such as "services.web" or "stage build"; empty for a whole file.
	Subject string
	// Key is the finding's identity within rule and file. It depends neither on prose nor on lines.
	Key string
	// Related are the hops that explain the finding, in order: from the Compose file to the Dockerfile to the image.
	Related []source.Note
	// Path says that Related is a way from one place to the next in order, such as that of an attack, which begins at Span.
	Path bool
	Fix  *Fix
	// Items are those of the benchmark's items which the rule looks at that the finding speaks of; nil for all of them.
	Items []string
	// Overdue says that an entry of the settings which accepts findings is over. That fails a run whatever the severity.
	Overdue bool
}

// Fix is a change of the user's file that takes the problem away.
type Fix struct {
	Title string
	// Risky fixes may change what the container can do; they need the user's word.
	Risky bool
	Edits []Edit
}

// Edit replaces the bytes of a span.
type Edit = source.Edit

// Note adds a related place. Zero spans are left out, and so is the place of the finding itself.
func (f *Finding) Note(at source.Span, message string) *Finding {
	if !at.IsZero() && at != f.Span {
		f.Related = append(f.Related, source.Note{Span: at, Message: message})
	}
	return f
}

// Notes adds related places.
func (f *Finding) Notes(notes []source.Note) *Finding {
	for _, n := range notes {
		f.Note(n.Span, n.Message)
	}
	return f
}

// Hop adds the next step of a way, which begins at the place of the finding. A step without a place is left out.
func (f *Finding) Hop(at source.Span, format string, args ...any) *Finding {
	if !at.IsZero() {
		f.Path = true
		f.Related = append(f.Related, source.Note{Span: at, Message: fmt.Sprintf(format, args...)})
	}
	return f
}

// Concerns says which items of the CIS Docker Benchmark, of those that the rule looks at, the finding speaks of.
func (f *Finding) Concerns(items ...string) *Finding {
	f.Items = items
	return f
}

// Offer attaches a fix that keeps everything working but the problem.
func (f *Finding) Offer(title string, edits ...Edit) *Finding {
	f.Fix = &Fix{Title: title, Edits: edits}
	return f
}

// OfferRisky attaches a fix that may change what the container can do.
func (f *Finding) OfferRisky(title string, edits ...Edit) *Finding {
	f.Fix = &Fix{Title: title, Risky: true, Edits: edits}
	return f
}

// cisName begins the names of references to the benchmark.
const cisName = "CIS Docker Benchmark "

// CIS returns the reference to an item of the CIS Docker Benchmark, in the numbering of version 1.6.0.
func CIS(item string) Ref {
	return Ref{Name: cisName + item, URL: "https://www.cisecurity.org/benchmark/docker"}
}

// CISItems returns the numbers of the items of the CIS Docker Benchmark that the rule looks at.
func (r *Rule) CISItems() []string {
	var items []string
	for _, ref := range r.Refs {
		if item, ok := strings.CutPrefix(ref.Name, cisName); ok {
			items = append(items, item)
		}
	}
	return items
}

// OWASP returns the reference to a rule of the OWASP Docker Security Cheat Sheet, such as "1" or "5a".
func OWASP(rule string) Ref {
	return Ref{
		Name: "OWASP Docker Security Cheat Sheet, rule " + rule,
		URL:  "https://cheatsheetseries.owasp.org/cheatsheets/Docker_Security_Cheat_Sheet.html",
	}
}

// CWE returns the reference to a weakness, such as "250".
func CWE(id string) Ref {
	return Ref{Name: "CWE-" + id, URL: "https://cwe.mitre.org/data/definitions/" + id + ".html"}
}

// Doc returns a reference to a page.
func Doc(name, url string) Ref { return Ref{Name: name, URL: url} }
