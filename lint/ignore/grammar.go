package ignore

import (
	"strings"
	"time"

	"github.com/plimsoll-lint/plimsoll/lint/source"
)

// maxRules is the largest number of rules that one comment may name.
const maxRules = 200

// scanner walks over the text of one comment.
type scanner struct {
	text source.Text
	s    string
	pos  int
}

func newScanner(c Comment) *scanner { return &scanner{text: c.Text, s: c.Text.Value} }

func (c *scanner) rest() string { return c.s[c.pos:] }

func (c *scanner) span(from int) source.Span { return c.text.At(from, c.pos) }

// restSpan covers what is left, without the blanks at its end.
func (c *scanner) restSpan() source.Span {
	return c.text.At(c.pos, max(c.pos, len(strings.TrimRight(c.s, " \t\r\n"))))
}

// accept takes prefix, letter case apart.
func (c *scanner) accept(prefix string) bool {
	if r := c.rest(); len(r) < len(prefix) || !strings.EqualFold(r[:len(prefix)], prefix) {
		return false
	}
	c.pos += len(prefix)
	return true
}

// blanks takes blanks and reports whether there were any.
func (c *scanner) blanks() bool {
	from := c.pos
	for c.pos < len(c.s) && (c.s[c.pos] == ' ' || c.s[c.pos] == '\t' || c.s[c.pos] == '\r' || c.s[c.pos] == '\n') {
		c.pos++
	}
	return c.pos > from
}

// take takes bytes as long as they are wanted.
func (c *scanner) take(wanted func(byte) bool) string {
	from := c.pos
	for c.pos < len(c.s) && wanted(c.s[c.pos]) {
		c.pos++
	}
	return c.s[from:c.pos]
}

func isLetter(b byte) bool { return 'a' <= b && b <= 'z' || 'A' <= b && b <= 'Z' }

func isDigit(b byte) bool { return '0' <= b && b <= '9' }

func inWord(b byte) bool { return b != ' ' && b != '\t' && b != '\r' && b != '\n' }

func inName(b byte) bool { return inWord(b) && b != ',' }

const usage = "write plimsoll:ignore=RULE -- reason"

// parseOwn reads a comment as a directive of plimsoll. Prose that merely starts with the name is none.
func parseOwn(comment Comment) (Directive, bool) {
	c := newScanner(comment)
	c.pos = len(c.s) - len(strings.TrimLeft(c.s, "# \t"))
	from := c.pos
	if !c.accept("plimsoll") {
		return Directive{}, false
	}
	d := Directive{Source: Plimsoll, Span: comment.Span}
	if !c.accept(":") {
		return parseMisspelt(c, d, from)
	}
	word := c.take(func(b byte) bool { return isLetter(b) || b == '-' || b == '_' })
	switch strings.ToLower(word) {
	case "ignore":
		d.Scope = Next
	case "ignore-stage":
		d.Scope = Stage
	case "ignore-file":
		d.Scope = File
	case "":
		return parseMisspelt(c, d, from)
	default:
		d.fault(c.span(from), "directive="+word,
			"no such directive; use plimsoll:ignore=, ignore-stage= or ignore-file=")
		d.broken = true
		return d, true
	}
	named := c.pos
	c.blanks()
	if !c.accept("=") {
		message := "names no rule; " + usage
		if strings.TrimSpace(c.rest()) != "" {
			message = `"=" is missing before the rules; ` + usage
		}
		d.fault(c.text.At(from, named), "directive="+word, message)
		d.broken = true
		return d, true
	}
	parseRules(c, &d, from)
	parseTail(c, &d)
	return d, true
}

// parseMisspelt catches what was meant as a directive, written as other tools write theirs: "plimsoll ignore=a",
// "plimsoll: ignore=a".
func parseMisspelt(c *scanner, d Directive, from int) (Directive, bool) {
	if !c.blanks() {
		return d, false
	}
	if c.accept("global") || c.accept("stage") || c.accept("file") {
		c.blanks()
	}
	if !c.accept("ignore") {
		return d, false
	}
	c.take(func(b byte) bool { return isLetter(b) || b == '-' })
	c.blanks()
	if !c.accept("=") {
		return d, false
	}
	c.pos--
	d.fault(c.span(from), "directive", "not understood, so nothing is ignored; "+usage)
	d.broken = true
	return d, true
}

// parseRules reads the comma-separated names behind the equals sign.
func parseRules(c *scanner, d *Directive, from int) {
	for comma := -1; ; {
		c.blanks()
		start := c.pos
		name := ""
		if r := c.rest(); !strings.HasPrefix(r, "--") && !strings.HasPrefix(r, "until=") {
			name = c.take(inName)
		}
		switch {
		case name == "" && comma < 0:
			d.fault(c.text.At(from, len(strings.TrimRight(c.s[:start], " \t"))), "rules",
				"names no rule; "+usage)
			d.broken = true
			return
		case name == "":
			d.fault(c.text.At(comma, comma+1), "rules", "no rule stands behind this comma")
			return
		case len(d.Rules) == maxRules:
			c.pos = start
			d.fault(c.restSpan(), "rules", "names too many rules for one comment")
			d.broken = true
			return
		}
		d.Rules = append(d.Rules, RuleRef{name, c.text.At(start, c.pos)})
		c.blanks()
		comma = c.pos
		if !c.accept(",") {
			return
		}
	}
}

// parseTail reads what stands behind the rules: "-- reason", with until=DATE before, behind or inside it.
func parseTail(c *scanner, d *Directive) {
	var reason []string
	inReason := false
	for {
		c.blanks()
		start := c.pos
		if !inReason && c.accept("--") {
			inReason = true
			continue
		}
		word := c.take(inWord)
		if word == "" {
			break
		}
		if date, ok := strings.CutPrefix(word, "until="); ok {
			d.until(date, c.text.At(start, c.pos))
			continue
		}
		if !inReason {
			end := c.pos
			c.pos = start
			d.fault(c.restSpan(), "reason", `put "--" between the rules and the reason`)
			c.pos, inReason = end, true
		}
		reason = append(reason, word)
	}
	d.Reason = strings.Join(reason, " ")
}

// until sets the last day, which is included.
func (d *Directive) until(date string, span source.Span) {
	day, ok := parseDate(date)
	switch {
	case !ok:
		d.fault(span, "until", "not a date, so nothing is ignored; write until=2026-12-31")
		d.broken = true
	case !d.untilSpan.IsZero():
		d.fault(span, "until", "until= is given twice, so nothing is ignored; keep one")
		d.broken = true
	default:
		d.Until, d.untilSpan = day.AddDate(0, 0, 1), span
	}
}

func parseDate(s string) (time.Time, bool) {
	if len(s) != len(time.DateOnly) {
		return time.Time{}, false
	}
	t, err := time.Parse(time.DateOnly, s)
	return t, err == nil
}
