package ignore

import (
	"strconv"
	"strings"
	"unicode"

	"github.com/plimsoll-lint/plimsoll/lint/source"
)

// parseHadolint reads "hadolint [global|stage] ignore=DL3006,SC2086 # reason". As in hadolint, ids are made of the
// letters D, L, S, C and digits, and only a number sign may stand behind them: it drops any other comment without a
// word, so that is said here.
func parseHadolint(comment Comment) (Directive, bool) {
	c := newScanner(comment)
	d := Directive{Source: Hadolint, Span: comment.Span}
	c.blanks()
	if !c.accept("hadolint") || !c.blanks() {
		return d, false
	}
	switch {
	case c.accept("global"):
		d.Scope = File
	case c.accept("stage"):
		d.Scope = Stage
	}
	if d.Scope != Next && !c.blanks() {
		return d, false
	}
	if !c.accept("ignore") {
		return d, false
	}
	c.blanks()
	if !c.accept("=") {
		return d, false
	}
	for {
		c.blanks()
		start := c.pos
		name := c.take(func(b byte) bool { return strings.IndexByte("DLSC0123456789", b) >= 0 })
		if name == "" || len(d.Rules) == maxRules {
			c.pos = start
			break
		}
		d.Rules = append(d.Rules, RuleRef{name, c.text.At(start, c.pos)})
		c.blanks()
		if !c.accept(",") {
			break
		}
	}
	if c.rest() != "" && c.rest()[0] == '#' && len(d.Rules) > 0 {
		d.Reason = strings.TrimSpace(strings.TrimLeft(c.rest(), "# "))
		return d, true
	}
	if c.rest() != "" || len(d.Rules) == 0 {
		at := c.restSpan()
		if at.Len() == 0 {
			at = comment.Span
		}
		d.fault(at, "hadolint", `hadolint skips this comment; write ignore=DL3006,SC2086 # reason`)
		d.broken = true
	}
	return d, true
}

// parseBuildKit reads "check=skip=A,B;error=true // reason". As in BuildKit, the options end at the first blank, a
// name is taken letter by letter, the last of several skips counts, and one wrong option voids all.
func parseBuildKit(c Comment) (Directive, bool) {
	d := Directive{Source: BuildKit, Span: c.Span}
	key, at, value := directiveOf(c.Text.Value)
	if !strings.EqualFold(key, "check") {
		return d, false
	}
	options, reason, _ := strings.Cut(value, " ")
	d.Reason = strings.TrimSpace(strings.TrimLeft(reason, "/ "))
	var every, named []RuleRef
	for _, option := range strings.SplitN(options, ";", 3) {
		name, list, ok := strings.Cut(option, "=")
		switch strings.TrimSpace(name) {
		case "skip":
			every, named = skips(c.Text, at+len(name)+1, list, every)
		case "error":
			_, err := strconv.ParseBool(strings.TrimSpace(list))
			ok = ok && err == nil
		case "experimental":
		default:
			ok = false
		}
		if !ok {
			return d, true
		}
		at += len(option) + 1
	}
	d.Rules = append(every, named...)
	return d, true
}

// skips splits a comma-separated list that begins at an offset of the text. "all" alone, which nothing takes back,
// stands for every check; in a list it is a name like others.
func skips(text source.Text, at int, list string, every []RuleRef) (all, named []RuleRef) {
	for whole := strings.TrimSpace(list); len(named) < maxRules; {
		item, rest, more := strings.Cut(list, ",")
		name := strings.TrimSpace(item)
		lead := strings.Index(item, name)
		ref := RuleRef{name, text.At(at+lead, at+lead+len(name))}
		switch {
		case whole == "all":
			return []RuleRef{ref}, nil
		case name != "" && name != "all":
			named = append(named, ref)
		}
		if !more {
			break
		}
		at, list = at+len(item)+1, rest
	}
	return every, named
}

// directiveOf splits the text of a comment of the form "key = value", as BuildKit reads parser directives, and tells
// where in it the value begins. Any other comment has no key.
func directiveOf(comment string) (key string, at int, value string) {
	const blanks = " \t\f\r\n" // \s of a regular expression
	s := strings.TrimLeftFunc(comment, unicode.IsSpace)
	n := 0
	for n < len(s) && (isLetter(s[n]) || n > 0 && isDigit(s[n])) {
		n++
	}
	key, s = s[:n], strings.TrimLeft(s[n:], blanks)
	s, ok := strings.CutPrefix(s, "=")
	value = strings.Trim(s, blanks)
	if !ok || key == "" || value == "" {
		return "", 0, ""
	}
	return key, strings.LastIndex(comment, value), value
}

// parseTrivy reads every "trivy:ignore:ID[:exp:DATE]" of a comment; "tfsec:" is Trivy's older name for it. The other
// words of the comment are the reason.
func parseTrivy(comment Comment, out []Directive) []Directive {
	first := len(out)
	var reason []string
	c, text := newScanner(comment), comment.Text
	for c.blanks(); c.pos < len(c.s); c.blanks() {
		start := c.pos
		word := c.take(inWord)
		section := strings.TrimLeft(word, "#/*")
		rest, ok := strings.CutPrefix(section, "trivy:")
		if !ok {
			rest, ok = strings.CutPrefix(section, "tfsec:")
		}
		if !ok || !strings.HasPrefix(rest, "ignore:") {
			if section != "" {
				reason = append(reason, section)
			}
			continue
		}
		d := Directive{Source: Trivy, Scope: Line, Span: text.At(start+len(word)-len(section), c.pos)}
		d.trivy(text, start+len(word)-len(rest), rest)
		out = append(out, d)
	}
	for i := range out[first:] {
		out[first+i].Reason = strings.Join(reason, " ")
	}
	return out
}

// trivy reads the pairs of key and value, "ignore:DS-0002:exp:2026-01-31", that begin at an offset of the text.
func (d *Directive) trivy(text source.Text, at int, pairs string) {
	for pairs != "" {
		key, rest, ok := strings.Cut(pairs, ":")
		if !ok {
			return
		}
		value, next, _ := strings.Cut(rest, ":")
		start := at
		at += len(key) + 1
		switch {
		case key == "ignore" && value != "":
			d.Rules = append(d.Rules[:0], RuleRef{value, text.At(at, at+len(value))})
		case key == "exp":
			span := text.At(start, at+len(value))
			day, ok := parseDate(value)
			if !ok {
				d.fault(span, "exp", "not a date, so nothing is ignored; write exp:2026-12-31")
				d.broken = true
			}
			d.Until, d.untilSpan = day, span
		}
		at, pairs = at+len(value)+1, next
	}
}

// parseCheckov reads "checkov:skip=CKV_DOCKER_3,CKV_DOCKER_2:reason"; "bridgecrew:" and "cortex:" are Checkov's other
// names.
func parseCheckov(comment Comment) (Directive, bool) {
	d := Directive{Source: Checkov, Scope: File, Span: comment.Span}
	c, at := newScanner(comment), -1
	for _, prefix := range [...]string{"checkov:skip=", "bridgecrew:skip=", "cortex:skip="} {
		if i := strings.Index(c.s, prefix); i >= 0 && (at < 0 || i < at) {
			at = i + len(prefix)
		}
	}
	if at < 0 {
		return d, false
	}
	c.pos = at
	c.take(func(b byte) bool { return b == ' ' })
	for len(d.Rules) < maxRules {
		start := c.pos
		name := c.take(func(b byte) bool { return isLetter(b) || isDigit(b) || b == '_' })
		if name == "" {
			break
		}
		d.Rules = append(d.Rules, RuleRef{name, c.text.At(start, c.pos)})
		if !c.accept(",") {
			break
		}
	}
	if c.accept(":") {
		d.Reason = strings.TrimSpace(c.rest())
	}
	return d, len(d.Rules) > 0
}
