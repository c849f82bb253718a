package project

import (
	"strings"

	"github.com/plimsoll-lint/plimsoll/lint/image"
	"github.com/plimsoll-lint/plimsoll/lint/source"
	"github.com/plimsoll-lint/plimsoll/lint/spell"
)

// UnknownSource is a name that something is copied from or mounted from, and that shows neither a stage nor a tagged image.
type UnknownSource struct {
	Name    string
	Near    string // the stage that may be meant
	At      source.Span
	Subject string
}

// maxSpelled bounds the stages that a misspelt name is compared with, maxMisspelt the names for which that is done.
const (
	maxSpelled  = 100
	maxMisspelt = 500
)

// UnknownSources returns the names in COPY --from that are neither a stage nor a named context in sight, and have neither a
// tag nor a digest. Of RUN --mount they are those that are nearly the name of a stage: an image is as likely there.
func (u *Unit) UnknownSources() []UnknownSource {
	if u.Dockerfile == nil {
		return nil
	}
	var found []UnknownSource
	var stages []string
	spelled := 0
	for _, use := range u.Images {
		name := use.Text.Value
		if use.Kind != image.CopyFrom && use.Kind != image.MountFrom || strings.Contains(name, ":") {
			continue
		}
		if spelled++; spelled == 1 {
			stages = u.Dockerfile.StageNames()
			stages = stages[:min(len(stages), maxSpelled)]
		}
		near := ""
		if spelled <= maxMisspelt {
			near = spell.Nearest(name, stages)
		}
		if use.Kind == image.CopyFrom || near != "" && len(name) > 3 {
			found = append(found, UnknownSource{name, near, use.Text.Span, use.Subject})
		}
	}
	return found
}
