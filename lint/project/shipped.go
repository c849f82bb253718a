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
	// Last is set where no later ENV sets the variable anew: a container gets this value.
	Last bool
	// Span is the whole pair.
	Span    source.Span
	Stage   *dockerfile.Stage
	Subject string // the stage
}

// ShippedVariables returns what ENV sets in the stages whose layers ship, in source order. Triggers of ONBUILD are not among
// them.
func (u *Unit) ShippedVariables() []ShippedVariable {
	u.shippedOnce.Do(func() {
		if u.Dockerfile == nil {
			return
		}
		at := map[*dockerfile.Stage][]int{} // where the variables of a stage stand in the list
		for _, stage := range u.Dockerfile.Stages {
			if u.Ships(stage) {
				for _, v := range u.assigned(stage) {
					at[stage] = append(at[stage], len(u.shipped))
					u.shipped = append(u.shipped, v)
				}
			}
		}
		for _, im := range u.Targets() {
			last := map[string]int{}
			for _, stage := range im.Chain() {
				for _, n := range at[stage] {
					last[u.shipped[n].Name.Value] = n
				}
			}
			for _, n := range last {
				u.shipped[n].Last = true
			}
		}
	})
	return u.shipped
}

// assigned returns what the ENV instructions of a stage set.
func (u *Unit) assigned(stage *dockerfile.Stage) []ShippedVariable {
	var list []ShippedVariable
	for _, in := range stage.Instructions {
		env, ok := in.(*dockerfile.Env)
		if !ok {
			continue
		}
		for _, p := range env.Pairs {
			r := u.Resolve(p.Value, env)
			list = append(list, ShippedVariable{
				Name: p.Name, Text: r.Text, Known: r.Known, Span: p.Span, Stage: stage,
				Subject: StageSubject(stage),
			})
		}
	}
	return list
}

// ExposedPort is a word of EXPOSE in what ships.
type ExposedPort struct {
	dockerfile.PortRange
	Span    source.Span
	Subject string // the stage
}

// Exposed returns the ports that the images which the Dockerfile is built for expose, each word once. What is made of unknown
// variables is left out.
func (u *Unit) Exposed() []ExposedPort {
	var out []ExposedPort
	seen := map[source.Span]bool{}
	for _, im := range u.Targets() {
		for _, s := range im.Ports() {
			if r, ok := dockerfile.ParsePort(s.Value); ok && s.Known && !seen[s.Text.Span] {
				seen[s.Text.Span] = true
				out = append(out, ExposedPort{r, s.Text.Span, StageSubject(s.At.Stage())})
			}
		}
	}
	return out
}
