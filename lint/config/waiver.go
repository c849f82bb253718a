package config

import (
	"slices"
	"strings"
	"time"

	"github.com/plimsoll-lint/plimsoll/lint/source"
)

// Waiver accepts the findings of one rule: an entry of ignore.
type Waiver struct {
	Rule string
	// Path, Service and Stage say which findings; what is empty leaves them all in.
	Path, Service, Stage string
	Reason, Owner        string
	// Until is the first moment at which the waiver no longer holds; zero for one without an end.
	Until time.Time
	Span  source.Span

	ofPolicy bool // it is relative to the root, and counts for locked rules as well
}

func newWaiver(w waiver) Waiver {
	out := Waiver{
		Rule: w.Rule.Value, Path: w.Path.Value, Service: w.Service.Value, Stage: w.Stage.Value,
		Reason: w.Reason.Value, Owner: w.Owner.Value, Span: w.span,
	}
	if day, err := time.Parse(time.DateOnly, w.Until.Value); err == nil {
		out.Until = day.AddDate(0, 0, 1)
	}
	return out
}

// Scope says in words which findings of its rule the waiver accepts, as in "service web in deploy/**"; "" for all.
func (w *Waiver) Scope() string {
	var parts []string
	if w.Service != "" {
		parts = append(parts, "service "+w.Service)
	}
	if w.Stage != "" {
		parts = append(parts, "stage "+w.Stage)
	}
	if w.Path != "" {
		parts = append(parts, "in "+w.Path)
	}
	return strings.Join(parts, " ")
}

// about reports whether the waiver is about a subject, such as "services.web" or "stage final".
func (w *Waiver) about(subject string) bool {
	switch {
	case w.Service != "":
		return subject == "services."+w.Service
	case w.Stage != "":
		return subject == "stage "+w.Stage
	}
	return true
}

func (w *Waiver) over(now time.Time) bool { return !w.Until.IsZero() && !now.Before(w.Until) }

// Waivers returns the entries of ignore.
func (s *Settings) Waivers() []Waiver { return s.waivers }

// Waiver returns the first entry of ignore that accepts the findings of a rule about a subject in a file, or nil. Entries that
// are over at now accept nothing.
func (s *Settings) Waiver(rule, name, subject string, now time.Time) *Waiver {
	for i := range s.waivers {
		w := &s.waivers[i]
		if w.Rule == rule && !w.over(now) && w.about(subject) && (w.Path == "" || fits(s.dirOf(w), w.Path, name)) {
			return w
		}
	}
	return nil
}

func (s *Settings) dirOf(w *Waiver) string {
	if w.ofPolicy {
		return "."
	}
	return s.dir()
}

// Expired returns the entries of ignore in the settings file that are over at now.
func (s *Settings) Expired(now time.Time) (out []Waiver) {
	for _, w := range s.waivers {
		if w.over(now) && !w.ofPolicy {
			out = append(out, w)
		}
	}
	return out
}

// NotesOf returns the notes in the order of the file, and what the policy accepts no more at now.
func (s *Settings) NotesOf(now time.Time) []Problem {
	notes := slices.Clone(s.Notes)
	for _, w := range s.waivers {
		if w.ofPolicy && w.over(now) {
			notes = append(notes, Problem{w.Span.FirstLine(), "the entry for " + w.Rule + " is over; its findings are back"})
		}
	}
	slices.SortStableFunc(notes, func(a, b Problem) int { return a.Span.Start - b.Span.Start })
	return notes
}

// checkWaivers holds the entries of ignore to what the file demands of them.
func (d *decoder) checkWaivers(doc *document) {
	for _, w := range doc.Ignore {
		if w.Rule.Span.IsZero() {
			continue // said already
		}
		for _, demand := range []struct {
			on      boolean
			given   text
			message string
		}{
			{doc.RequireReason, w.Reason, "the entry gives no reason, which require-reason asks for"},
			{doc.RequireOwner, w.Owner, "the entry names no owner, which require-owner asks for"},
			{doc.RequireUntil, w.Until, "the entry has no last day, which require-until asks for; add until: 2026-12-31"},
		} {
			if demand.on.Value && demand.given.Value == "" {
				d.problems = append(d.problems, Problem{w.span.FirstLine(), demand.message})
			}
		}
		if w.Service.Value != "" && w.Stage.Value != "" {
			message := "a finding is about a service or about a stage; write two entries"
			d.problems = append(d.problems, Problem{w.Stage.Span, message})
		}
	}
}
