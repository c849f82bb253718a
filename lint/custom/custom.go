// Package custom makes rules of what a policy describes: an expression of CEL over the models that rules in Go ask as well.
package custom

import (
	"errors"
	"strings"

	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/cel"
	"github.com/plimsoll-lint/plimsoll/lint/config"
	"github.com/plimsoll-lint/plimsoll/lint/container"
	"github.com/plimsoll-lint/plimsoll/lint/dockerfile"
	"github.com/plimsoll-lint/plimsoll/lint/project"
	"github.com/plimsoll-lint/plimsoll/lint/source"
)

// Compile makes the rules of a policy. It fails with a *config.Error, whose faults have their places in the policy.
func Compile(described []config.Custom) ([]*lint.Rule, error) {
	var rules []*lint.Rule
	var problems []config.Problem
	for i := range described {
		c := &compiled{subject: subjectNamed(described[i].For)}
		var faults []config.Problem
		if c.when, faults = compile(described[i].When, 0, len(described[i].When.Value), c.subject, cel.BoolType); len(faults) == 0 {
			c.message, faults = compileMessage(described[i].Message, c.subject)
		}
		problems = append(problems, faults...)
		severity, err := lint.ParseSeverity(described[i].Severity)
		if err != nil {
			continue // the policy was not read without a fault
		}
		rules = append(rules, &lint.Rule{
			ID: described[i].ID, Title: described[i].Title, Severity: severity, Precision: lint.PrecisionHigh,
			Check: lint.EachUnit(func(p *lint.Pass, u *project.Unit) { c.ask(p, u) }),
		})
	}
	if len(problems) > 0 {
		return nil, &config.Error{Problems: problems}
	}
	return rules, nil
}

// compiled is one rule that is ready to ask.
type compiled struct {
	subject *subject
	when    *cel.Program
	message []part
}

// part is a piece of a message: a text, or an expression whose value is put in place.
type part struct {
	text string
	expr *cel.Program
}

// compile reads a part of a text as an expression. A wanted type of nil takes any.
func compile(text source.Text, from, to int, s *subject, want *cel.Type) (*cel.Program, []config.Problem) {
	p, err := cel.Compile(text.Value[from:to], s.typ.Name, s.typ)
	var fault *cel.Error
	switch {
	case errors.As(err, &fault):
		at := text.At(from+fault.Start, from+max(fault.End, fault.Start))
		if at.Len() == 0 {
			at = text.Span.FirstLine()
		}
		return nil, []config.Problem{{Span: at, Message: fault.Message}}
	case want != nil && p.Type.Kind != want.Kind:
		return nil, []config.Problem{{Span: text.Span.FirstLine(), Message: "when wants a bool, and this is " + p.Type.String()}}
	}
	return p, nil
}

func compileMessage(text source.Text, s *subject) (parts []part, problems []config.Problem) {
	rest, at := text.Value, 0
	for {
		before, after, ok := strings.Cut(rest, "{")
		if before != "" {
			parts = append(parts, part{text: before})
		}
		if !ok {
			return parts, problems
		}
		at += len(before) + 1
		inner, behind, ok := strings.Cut(after, "}")
		if !ok {
			return nil, append(problems, config.Problem{Span: text.Span.FirstLine(), Message: "a brace of the message is not closed"})
		}
		expr, faults := compile(text, at, at+len(inner), s, nil)
		problems = append(problems, faults...)
		parts = append(parts, part{expr: expr})
		at += len(inner) + 1
		rest = behind
	}
}

// maxMessage bounds what values may make of a message.
const maxMessage = 300

func (c *compiled) ask(p *lint.Pass, u *project.Unit) {
	c.subject.each(u, func(object any, at source.Span, about string, notes []source.Note) {
		if !c.when.Holds(object) || at.IsZero() {
			return
		}
		if uses := c.when.Uses; len(uses) == 1 && uses[0].At != nil {
			if place := uses[0].At(object); !place.IsZero() {
				at = place
			}
		}
		var message strings.Builder
		for _, part := range c.message {
			if message.WriteString(part.text); part.expr != nil {
				message.WriteString(cel.Show(part.expr.Eval(object)))
			}
		}
		text := message.String()
		if len(text) > maxMessage {
			text = strings.ToValidUTF8(text[:maxMessage], "") + "..."
		}
		p.Report(at, "%s", text).About(about).Notes(notes)
	})
}

// subject is what a rule can be about: its type, and a walk over all of a unit.
type subject struct {
	typ  *cel.Type
	each func(u *project.Unit, f func(object any, at source.Span, about string, notes []source.Note))
}

func subjectNamed(name string) *subject {
	switch name {
	case "image":
		return &subject{imageType(), eachImage}
	case "instruction":
		return &subject{instructionType(), eachInstruction}
	case "stage":
		return &subject{stageType(), eachStage}
	}
	return &subject{containerType(), eachContainer}
}

type visit = func(object any, at source.Span, about string, notes []source.Note)

func eachContainer(u *project.Unit, f visit) {
	for _, c := range u.Containers {
		f(c, c.Anchor, c.Subject, nil)
	}
}

func eachImage(u *project.Unit, f visit) {
	for _, i := range u.Images {
		if i.Known {
			f(used{i.Ref, i.Kind.String()}, i.Text.Span, i.Subject, i.Notes)
		}
	}
}

func eachInstruction(u *project.Unit, f visit) {
	if u.Dockerfile == nil {
		return
	}
	for _, in := range u.Dockerfile.List() {
		f(instruction{u, in}, in.Span(), project.StageSubject(in.Stage()), nil)
	}
}

func eachStage(u *project.Unit, f visit) {
	if u.Dockerfile == nil {
		return
	}
	for _, s := range u.Dockerfile.Stages {
		f(stage{u, s}, s.From.Span().FirstLine(), project.StageSubject(s), nil)
	}
}

type instruction struct {
	unit *project.Unit
	in   dockerfile.Instruction
}

type stage struct {
	unit *project.Unit
	of   *dockerfile.Stage
}

// setting returns the value of a setting as expressions see it.
func setting[T any](s container.Setting[T], value func(T) any) any {
	if !s.Known {
		return cel.Unknown{}
	}
	return value(s.Value)
}
