package dockerfile

import (
	"errors"
	"fmt"
	"strings"

	"github.com/moby/buildkit/frontend/dockerfile/instructions"
	"github.com/moby/buildkit/frontend/dockerfile/parser"

	"github.com/plimsoll-lint/plimsoll/lint/source"
	"github.com/plimsoll-lint/plimsoll/lint/spell"
)

// maxSuggested is the longest name that is given to BuildKit to be refused: it compares names to suggest one, at a cost
// that grows with their length.
const maxSuggested = 64

// check has BuildKit judge an instruction, and finds the place of what it refuses.
func (r *reader) check(s *statement, in Instruction) {
	if inv, ok := in.(*Invalid); ok {
		if r.depth > 0 {
			r.unknownInstruction(inv)
		} else {
			r.unknown = append(r.unknown, inv)
		}
		return
	}
	for i := range s.node.flags {
		if len(s.node.flags[i].Name.Value) > maxSuggested {
			r.checkFlags(s)
			return
		}
	}
	if r.depth > 0 && (s.verb == "onbuild" || s.verb == "from" || s.verb == "maintainer") {
		return // BuildKit refuses the ONBUILD
	}
	s.ast.PrevComment = nil // of these BuildKit reads linter settings, which are none of ours
	cmd, err := instructions.ParseInstruction(s.ast)
	switch {
	case err != nil:
		if !r.checkFlags(s) {
			r.refused(s, in, err)
		}
	case s.verb == "run":
		r.checkMounts(in.(*Run), cmd)
	case s.verb == "expose":
		r.checkPorts(in.(*Expose))
	case s.verb == "copy":
		r.checkTransfer(&in.(*Copy).Transfer, source.Text{})
	case s.verb == "add":
		add := in.(*Add)
		r.checkTransfer(&add.Transfer, add.Checksum)
	}
}

type flagKind int

const (
	boolFlag flagKind = iota
	stringFlag
	stringsFlag
)

// flagKinds returns the flags of an instruction. It is asked only about instructions that BuildKit refuses.
func flagKinds(verb string) ([]string, []flagKind) {
	switch verb {
	case "from":
		return []string{"platform"}, []flagKind{stringFlag}
	case "run":
		return []string{"mount", "network", "security", "device"},
			[]flagKind{stringsFlag, stringFlag, stringFlag, stringsFlag}
	case "copy":
		return []string{"from", "chown", "chmod", "link", "parents", "exclude"},
			[]flagKind{stringFlag, stringFlag, stringFlag, boolFlag, boolFlag, stringsFlag}
	case "add":
		return []string{"chown", "chmod", "checksum", "link", "keep-git-dir", "unpack", "exclude"},
			[]flagKind{stringFlag, stringFlag, stringFlag, boolFlag, boolFlag, boolFlag, stringsFlag}
	case "healthcheck":
		return []string{"interval", "timeout", "start-period", "start-interval", "retries"},
			[]flagKind{stringFlag, stringFlag, stringFlag, stringFlag, stringFlag}
	}
	return nil, nil
}

// checkFlags reports every flag that BuildKit refuses, and whether there is one.
func (r *reader) checkFlags(s *statement) bool {
	if s.verb == "arg" || s.verb == "stopsignal" {
		return false // BuildKit does not look at their flags
	}
	allowed, kinds := flagKinds(s.verb)
	found := false
	seen := map[string]bool{}
	for _, f := range s.node.flags {
		name := f.Name.Value
		kind := -1
		for i, a := range allowed {
			if a == name {
				kind = int(kinds[i])
			}
		}
		key, message := "", ""
		problem := source.Refused
		switch {
		case kind < 0:
			problem, key = source.UnknownName, "flag.unknown."+shorten(name)
			message = fmt.Sprintf("%s has no flag --%s", strings.ToUpper(s.verb), show(name))
			if near := spell.Nearest(name, allowed); near != "" {
				message += "; did you mean --" + near
			}
		case seen[name] && flagKind(kind) != stringsFlag:
			key, message = "flag.twice."+name, "--"+name+" stands twice; remove one"
		case flagKind(kind) != boolFlag && !f.HasValue:
			key, message = "flag.value."+name, "--"+name+" needs a value: --"+name+"=..."
		case flagKind(kind) == boolFlag && f.HasValue &&
			!strings.EqualFold(f.Value.Value, "true") && !strings.EqualFold(f.Value.Value, "false"):
			key, message = "flag.value."+name, "--"+name+" can only be true or false"
		}
		seen[name] = true
		if message != "" {
			found = true
			r.problem(problem, key, f.Span, message)
		}
	}
	return found
}

// refused reports an instruction that BuildKit refuses for other reasons than its flags.
func (r *reader) refused(s *statement, in Instruction, err error) {
	span, message := s.culprit(in)
	if message == "" {
		message = quote(innermost(err))
	}
	r.problem(source.Refused, "refused."+s.verb, span, message)
}

// innermost returns the message of the error without what wraps it.
func innermost(err error) string {
	var at *parser.LocationError
	if errors.As(err, &at) && at.Unwrap() != nil {
		err = at.Unwrap()
	}
	return err.Error()
}

// culprit returns the place of what is refused, and what to say of it; without a message BuildKit's own will do.
func (s *statement) culprit(in Instruction) (source.Span, string) {
	name := strings.ToUpper(s.verb)
	keyword := s.node.keyword.Span
	if s.args() == nil && len(s.node.flags) == 0 && s.verb != "from" {
		return keyword, name + " needs an argument"
	}
	switch in := in.(type) {
	case *From:
		return in.culprit(s)
	case *Copy:
		return in.culprit(s, &in.Transfer)
	case *Add:
		return in.culprit(s, &in.Transfer)
	case *Env:
		return blankName(s, in.Pairs)
	case *Label:
		return blankName(s, in.Pairs)
	case *Arg:
		return blankName(s, in.Pairs)
	case *Volume:
		for _, p := range in.Paths {
			if strings.TrimSpace(p.Value) == "" {
				return p.Span, "a volume needs a path"
			}
		}
	case *Shell:
		if !s.json() {
			return s.span(s.rest, s.stop), "SHELL takes a JSON array only: [\"/bin/sh\", \"-c\"]"
		}
	case *Healthcheck:
		return in.culprit(s)
	case *Run:
		return in.culprit()
	case *OnBuild:
		if in.Trigger != nil {
			word := in.Trigger.Keyword()
			return word.Span, "ONBUILD takes no " + strings.ToUpper(word.Value)
		}
	}
	if s.args() == nil {
		return keyword, name + " needs an argument"
	}
	return s.span(s.rest, s.stop), ""
}

func blankName(s *statement, pairs []Pair) (source.Span, string) {
	for _, p := range pairs {
		if p.Name.Value == "" {
			return p.Span, "a name is missing in front of ="
		}
	}
	return s.span(s.rest, s.stop), ""
}

func (f *From) culprit(s *statement) (source.Span, string) {
	words := s.words()
	switch {
	case len(words) == 0:
		return f.keyword.Span, "FROM needs an image"
	case !f.Alias.IsZero():
		return f.Alias.Span, fmt.Sprintf("%s is no name for a stage; use letters, digits, -, _ and .", show(f.Alias.Value))
	case len(words) == 2 && strings.EqualFold(words[1].Value, "as"):
		return words[1].Span, "AS needs a name for the stage"
	}
	return words[1].Span.Join(words[len(words)-1].Span), "FROM takes an image, and AS with a name; not these words"
}

func (n *node) culprit(s *statement, t *Transfer) (source.Span, string) {
	name := strings.ToUpper(s.verb)
	switch {
	case t.Dest.IsZero() && len(t.Sources) == 0:
		return n.keyword.Span, name + " needs a source and a destination"
	case t.Dest.IsZero():
		return t.Sources[0].Span, name + " needs a destination behind the source"
	}
	return t.Dest.Span, name + " takes no heredoc as its destination"
}

func (h *Healthcheck) culprit(s *statement) (source.Span, string) {
	switch {
	case h.Type.IsZero():
		return h.keyword.Span, "HEALTHCHECK needs CMD or NONE"
	case h.None:
		return s.span(s.rest, s.stop), "HEALTHCHECK NONE takes no arguments"
	case !strings.EqualFold(h.Type.Value, "cmd"):
		return h.Type.Span, fmt.Sprintf("HEALTHCHECK takes CMD or NONE, not %s", show(h.Type.Value))
	case h.Form == ExecForm && len(h.Words) == 0, h.Form == ShellForm && h.Text.Value == "":
		return h.Type.Span, "HEALTHCHECK CMD needs a command"
	}
	for _, f := range h.flags {
		if message := badHealthFlag(f); message != "" {
			return f.Value.Span, message
		}
	}
	return h.keyword.Span, ""
}

func (run *Run) culprit() (source.Span, string) {
	for _, f := range run.flags {
		v := f.Value.Value
		switch f.Name.Value {
		case "network":
			if v != "default" && v != "none" && v != "host" {
				return f.Value.Span, "--network can be default, none or host"
			}
		case "security":
			if v != "sandbox" && v != "insecure" {
				return f.Value.Span, "--security can be sandbox or insecure"
			}
		case "mount":
			m := parseMount(f)
			if span, message := m.culprit(); message != "" {
				return span, message
			}
		case "device":
			return f.Value.Span, ""
		}
	}
	return run.keyword.Span, ""
}
