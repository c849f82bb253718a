// Package config reads the settings of a repository, .plimsoll.yaml, and says which of them hold for a file.
//
// The settings of a linted file are those of the nearest .plimsoll.yaml or .plimsoll.yml above it, up to the root;
// files further up do not add to it. Where there is none, the nearest .hadolint.yaml or .hadolint.yml counts: hadolint.go
// makes of it what a .plimsoll.yaml would say. What a settings file may hold is said once, by the types in document.go: the
// strict reader, the JSON Schema and the reference in docs/configuration.md all follow them.
//
// The package knows no rules: they are handed to it as plain data.
package config

import (
	"fmt"
	"slices"
	"strings"

	"github.com/plimsoll-lint/plimsoll/lint/source"
	"github.com/plimsoll-lint/plimsoll/lint/spell"
)

// Names are the names that a settings file may have.
var Names = [...]string{".plimsoll.yaml", ".plimsoll.yml"}

// Presets are the names of the presets, the default first.
var Presets = []string{"security", "hygiene", "cis", "hadolint", "all"}

// Severities are the names of the severities, the worst first.
var Severities = []string{"critical", "high", "medium", "low", "info"}

// IgnoredCodes is the option that lists codes of single findings that are not reported.
const IgnoredCodes = "ignored-codes"

// TrustedOption is the option of the rules that ask for a list of trusted sources.
const TrustedOption = "trusted"

// Never is the threshold that no finding reaches.
const Never = "never"

// Rule is what settings need to know of a rule.
type Rule struct {
	ID, Title string
	Aliases   []string // ids in other tools
	Codes     string   // what the codes of single findings begin with; such a rule has the option IgnoredCodes
	Severity  string
	Presets   []string // those that hold it; "all" holds every rule
	Options   []Option
	// Lasting is set for a rule that speaks of what a build refuses and of what was not read. Settings of other tools, which
	// do not tell that from style, leave it as it is.
	Lasting bool
}

// Option is a setting of one rule. The type of Default, a string, bool, int or []string, is the option's.
type Option struct {
	Name    string
	Default any
	Doc     string
}

// Flags are the settings of the command line. They win over files.
type Flags struct {
	// File is a settings file, relative to the root, that takes the place of every other; empty to search.
	File string
	// Presets take the place of the file's.
	Presets []string
	// Also are presets besides those of the file, or of Presets.
	Also []string
	// Select names the only rules to run, by id or alias. With Presets, the rules of either run.
	Select []string
	// Ignore names rules not to run, by id or alias, and codes of single findings.
	Ignore []string
	// codes are those of Ignore that are codes of single findings.
	codes []string
	// FailOn is a severity or Never; empty for the file's.
	FailOn string
	// NoInlineIgnores switches off the comments that silence findings.
	NoInlineIgnores bool
	// Policy is what neither the other flags nor settings files may weaken; nil for none.
	Policy *Policy
}

// Problem is one fault of a settings file.
type Problem struct {
	Span    source.Span // zero for a flag
	Message string
}

// Error is what is wrong with settings: one sentence a line, each with its place and how to mend it.
type Error struct{ Problems []Problem }

// Error returns the sentences, as path:line:column: message.
func (e *Error) Error() string {
	var b strings.Builder
	for i, p := range e.Problems {
		if i > 0 {
			b.WriteByte('\n')
		}
		if i == maxProblems {
			fmt.Fprintf(&b, "and %d more", len(e.Problems)-i)
			break
		}
		if !p.Span.IsZero() {
			b.WriteString(p.Span.String() + ": ")
		}
		b.WriteString(p.Message)
	}
	return b.String()
}

// maxProblems is how many faults an error prints.
const maxProblems = 20

// Origin says where a value comes from.
type Origin struct {
	// Flag is the flag that gave it, such as "--preset".
	Flag string
	// Span is where a settings file, or the policy, gives it.
	Span source.Span
	// Policy says that it is the policy that gives it.
	Policy bool
	// Implied is what brings the value along where neither flag nor file gives it: a preset, or the settings file of another
	// tool.
	Implied string
	// Preset is the preset that has the rule, for what a preset decides. Flag or Span say where the preset was chosen.
	Preset string
}

// String says it in words: "default", "--preset cis", ".plimsoll.yaml:2:9", "preset hadolint".
func (o Origin) String() string {
	where := "default"
	switch {
	case o.Flag != "":
		where = o.Flag
	case o.Policy && o.Span.IsZero():
		where = "policy"
	case o.Policy:
		where = "policy " + o.Span.String()
	case !o.Span.IsZero():
		where = o.Span.String()
	case o.Implied != "":
		where = o.Implied
	}
	if o.Preset != "" {
		return fmt.Sprintf("preset %s (%s)", o.Preset, where)
	}
	return where
}

// resolve returns the ids of the rules that a name stands for: an id, an alias of one rule or several, or a code of one.
func resolve(rules []Rule, name string) (ids []string) {
	for _, r := range rules {
		if _, code := spell.Code(name, r.Codes); code || r.ID == name || slices.ContainsFunc(r.Aliases, func(alias string) bool { return spell.Means(name, alias) }) {
			ids = append(ids, r.ID)
		}
	}
	return ids
}

// codeOf returns the code of a single finding that a name stands for, "" for any other name.
func codeOf(rules []Rule, name string) string {
	for _, r := range rules {
		if code, ok := spell.Code(name, r.Codes); ok {
			return code
		}
	}
	return ""
}
