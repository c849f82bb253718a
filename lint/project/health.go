package project

import (
	"github.com/plimsoll-lint/plimsoll/lint/dockerfile"
	"github.com/plimsoll-lint/plimsoll/lint/image"
	"github.com/plimsoll-lint/plimsoll/lint/source"
)

// HealthcheckOff says whose health check a HEALTHCHECK NONE switches off.
type HealthcheckOff struct {
	Of string
	At source.Span
}

// SwitchesHealthcheckOff returns the health check that an instruction switches off: one of a stage that its own is built
// on, or one that the base image is known to have.
func (u *Unit) SwitchesHealthcheckOff(h *dockerfile.Healthcheck) (HealthcheckOff, bool) {
	if !h.None || h.OnBuild() || h.Stage() == nil || len(u.Builds) == 0 {
		return HealthcheckOff{}, false
	}
	im := u.Builds[0].Image(h.Stage())
	for _, in := range im.Stage.Instructions {
		if before, ok := in.(*dockerfile.Healthcheck); ok {
			if before != h {
				return HealthcheckOff{}, false // another instruction of the stage replaces what it is built on
			}
			break
		}
	}
	if parent := im.Parent; parent != nil && parent.Healthcheck != nil {
		return HealthcheckOff{StageSubject(parent.Stage), parent.Healthcheck.Span().FirstLine()}, !parent.Healthcheck.None
	}
	if base := im.Base; base.Image.Known && !base.Scratch {
		if ref, err := image.Parse(base.Image.Text); err == nil {
			facts, _ := image.Lookup(ref)
			return HealthcheckOff{ref.Familiar(), base.Image.Text.Span}, facts.Healthcheck == image.Yes
		}
	}
	return HealthcheckOff{}, false
}
