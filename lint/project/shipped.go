package project

import (
	"github.com/plimsoll-lint/plimsoll/lint/dockerfile"
	"github.com/plimsoll-lint/plimsoll/lint/source"
)

// ShippedVariable is an assignment by ENV in a stage whose layers ship.
type ShippedVariable struct {
	Name source.Text
	// Text is the value with its variables replaced; where Known is not set, what is missing stands in it as ${NAME}.
	Text  source.Text
	Known bool
	// Last is set where no later ENV sets the variable anew: the container gets this value.
	Last bool
	// Span is the whole pair.
	Span    source.Span
	Subject string // the stage
}

// ShippedVariables returns what ENV sets in the stages whose layers ship, in source order. Triggers of ONBUILD are not among
// them.
func (u *Unit) ShippedVariables() []ShippedVariable {
	u.shippedOnce.Do(func() {
		im := u.Final()
		if im == nil {
			return
		}
		last := map[string]int{}
		for _, stage := range im.Chain() {
			for _, in := range stage.Instructions {
				env, ok := in.(*dockerfile.Env)
				if !ok {
					continue
				}
				for _, p := range env.Pairs {
					r := u.Resolve(p.Value, env)
					if n, again := last[p.Name.Value]; again {
						u.shipped[n].Last = false
					}
					last[p.Name.Value] = len(u.shipped)
					u.shipped = append(u.shipped, ShippedVariable{
						Name: p.Name, Text: r.Text, Known: r.Known, Last: true, Span: p.Span, Subject: StageSubject(stage),
					})
				}
			}
		}
	})
	return u.shipped
}

// ExposedPort is a word of EXPOSE in what ships.
type ExposedPort struct {
	dockerfile.PortRange
	Span    source.Span
	Subject string // the stage
}

// Exposed returns the ports that the final image exposes, in source order. What is made of unknown variables is left out.
func (u *Unit) Exposed() []ExposedPort {
	im := u.Final()
	if im == nil {
		return nil
	}
	var out []ExposedPort
	for _, s := range im.Ports() {
		if r, ok := dockerfile.ParsePort(s.Value); ok && s.Known {
			out = append(out, ExposedPort{r, s.Text.Span, StageSubject(s.At.Stage())})
		}
	}
	return out
}
