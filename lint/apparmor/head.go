package apparmor

import (
	"strings"

	"github.com/plimsoll-lint/plimsoll/lint/source"
)

// preamble reads a rule at the top of a file: abi <abi/3.0>, alias /a -> /b.
func (p *parser) preamble(tokens []token, span source.Span) {
	switch {
	case tokens[0].is("abi") && len(tokens) == 2 && tokens[1].kind == word:
		path := tokens[1].text
		if strings.HasPrefix(path.Value, "<") && strings.HasSuffix(path.Value, ">") {
			path = path.Slice(1, len(path.Value)-1)
		}
		p.out.ABI = path.WithSpan(span)
	case tokens[0].is("alias") && len(tokens) == 4 && tokens[2].kind == arrow:
	default:
		p.problem(source.Malformed, span.FirstLine(), "preamble", "outside of a profile stand only abi, alias, include and variables")
	}
}

// head reads what stands before the brace of a profile: profile NAME [ATTACHMENT] [xattrs=(...)] [flags=(...)], ^HAT, hat HAT.
func (p *parser) head(in *Profile, tokens []token, brace token) *Profile {
	c := &Profile{File: p.out, Parent: in, Head: brace.span}
	if len(tokens) == 0 {
		p.problem(source.Malformed, brace.span, "profile", "the block has no name")
		return c
	}
	c.Head = tokens[0].span.Join(brace.span)
	named := tokens[0].is("profile")
	switch {
	case named:
		tokens = tokens[1:]
	case tokens[0].is("hat"):
		c.Hat, tokens = true, tokens[1:]
	case tokens[0].kind == word && strings.HasPrefix(tokens[0].text.Value, "^"):
		c.Hat = true
		tokens[0].text = tokens[0].text.Slice(1, len(tokens[0].text.Value))
	}
	names := 0
	for i := 0; i < len(tokens); i++ {
		t := tokens[i]
		next := func() []token {
			if i+1 < len(tokens) && tokens[i+1].kind == group {
				i++
				return tokens[i].group
			}
			return nil
		}
		switch {
		case t.is("flags=", "flags"):
			if i+1 < len(tokens) && tokens[i+1].is("=") {
				i++
			}
			p.flags(c, t, next())
		case t.is("xattrs=", "xattrs"):
			next()
		case t.kind == group:
			p.flags(c, t, t.group)
		case t.kind == word && names == 0:
			c.Name = t.text
			names++
		case t.kind == word && names == 1 && !c.Hat:
			c.Attachment = t.text
			names++
			p.pattern(t)
		default:
			p.problem(source.Malformed, t.span.FirstLine(), "head", "a profile has a name, one attachment and flags before its brace")
		}
	}
	if c.Name.Value == "" {
		p.problem(source.Malformed, c.Head.FirstLine(), "profile", "the block has no name")
	} else if !named && !c.Hat && !pathLike(c.Name.Value) {
		p.problem(source.Malformed, c.Name.Span, "profile", "write profile in front of a name that is no path")
	}
	if c.Attachment.IsZero() && pathLike(c.Name.Value) && !c.Hat && in == nil {
		c.Attachment = c.Name
	}
	return c
}

func pathLike(s string) bool {
	return strings.HasPrefix(s, "/") || strings.HasPrefix(s, "@") || strings.HasPrefix(s, "{")
}

func (p *parser) flags(c *Profile, at token, flags []token) {
	if len(flags) == 0 {
		p.problem(source.Malformed, at.span, "flags", "flags stand in brackets: flags=(attach_disconnected)")
	}
	for _, f := range flags {
		if !flagKnown(f.text.Value) {
			p.problem(source.Refused, f.span, "flag "+f.text.Value, "AppArmor knows no flag "+short(f.text.Value))
			continue
		}
		c.Flags = append(c.Flags, f.text)
	}
}
