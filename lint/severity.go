package lint

import (
	"fmt"
	"strings"
)

// Severity says what an attacker gains on rootful Docker at its defaults.
type Severity int

// The severities, from advice to the host handed over.
const (
	Info     Severity = iota // advice
	Low                      // hygiene with a security side
	Medium                   // a layer of defence is off
	High                     // escape, takeover or a secret with one step more; also: nothing can be said of the file
	Critical                 // the host is handed over with no further technique
)

var severityNames = [...]string{"info", "low", "medium", "high", "critical"}

// String returns the name that configuration and reports use.
func (s Severity) String() string {
	if s < Info || s > Critical {
		return fmt.Sprintf("severity(%d)", int(s))
	}
	return severityNames[s]
}

// ParseSeverity reads a severity's name.
func ParseSeverity(name string) (Severity, error) {
	for i, n := range severityNames {
		if n == name {
			return Severity(i), nil
		}
	}
	return 0, fmt.Errorf("unknown severity %q; use one of %s", name, strings.Join(severityNames[:], ", "))
}

// Precision says how often a finding of a rule is right, in the words of code scanning.
type Precision string

// The precisions. A rule below PrecisionHigh stays out of the security preset.
const (
	PrecisionVeryHigh Precision = "very-high" // decided by what the files say
	PrecisionHigh     Precision = "high"      // decided by the files and a dated table
	PrecisionMedium   Precision = "medium"    // a well-founded guess
	PrecisionLow      Precision = "low"       // a hint
)

// Preset is a set of rules that people switch on together. A rule may be in several.
type Preset uint

// The presets. Every rule is in "all" besides.
const (
	Security  Preset = 1 << iota // the default: what lets an attacker gain something
	Hygiene                      // what keeps images small, reproducible and tidy
	Benchmark                    // "cis": what the CIS Docker Benchmark asks for
	Hadolint                     // what hadolint reports by default
)

// PresetNames are the names of the presets in configuration and flags.
var PresetNames = []string{"security", "hygiene", "cis", "hadolint", "all"}

// Names returns the names of the presets in the set, without "all".
func (p Preset) Names() []string {
	var names []string
	for i, name := range PresetNames[:len(PresetNames)-1] {
		if p&(1<<i) != 0 {
			names = append(names, name)
		}
	}
	return names
}
