package container

import (
	"bytes"

	"github.com/plimsoll-lint/plimsoll/lint/dockerfile"
	"github.com/plimsoll-lint/plimsoll/lint/image"
	"github.com/plimsoll-lint/plimsoll/lint/shell"
	"github.com/plimsoll-lint/plimsoll/lint/source"
)

// FromStage returns what the image of a stage brings along: its own settings, those of the stages it is built on, and what
// is known of the image at the end of the chain.
func FromStage(b *dockerfile.Build, stage *dockerfile.Stage) Shipped {
	im := b.Image(stage)
	s := Shipped{Built: true}
	var facts image.Facts
	if base := im.Base; base.Image.Known && !base.Scratch {
		if ref, err := image.Parse(base.Image.Text); err == nil {
			s.Image = known(ref, base.Image.Text.Span, base.Image.Notes...)
			facts, _ = image.Lookup(ref)
		}
	}
	s.User = stageUser(im, s.Image, facts)
	if s.User.Known && s.User.Value.Root {
		s.User = dropped(s.User, im, facts)
	}
	switch {
	case im.Healthcheck != nil:
		h := Healthcheck{Present: !im.Healthcheck.None, Disabled: im.Healthcheck.None}
		s.Healthcheck = known(h, im.Healthcheck.Span())
	case im.Base.Scratch, facts.Healthcheck != image.Unknown:
		s.Healthcheck = unset(Healthcheck{Present: facts.Healthcheck == image.Yes})
	}
	return s
}

// stageUser returns the user that the stage's container starts as.
func stageUser(im *dockerfile.Image, base Setting[image.Ref], facts image.Facts) Setting[User] {
	if im.User != nil {
		at := im.User.Text.Span
		if !im.User.Known {
			return unknown[User](at, im.User.Notes...)
		}
		return known(ParseUser(im.User.Value), at, im.User.Notes...)
	}
	if im.Base.Scratch {
		return unset(User{Name: "root", Root: true})
	}
	if !base.Known {
		return Setting[User]{}
	}
	u, ok := baseUser(base.Value, facts)
	if !ok {
		return Setting[User]{}
	}
	s := unset(u)
	s.Origin = Origin{Kind: FromFact, Fact: facts.Confidence.String() + ", " + facts.Date, Notes: []source.Note{{
		Span: base.Origin.Span, Message: base.Value.Familiar() + " starts as " + u.String(),
	}}}
	return s
}

// dropTools are programs that change from root to another user and then run a command.
var dropTools = [...]string{"gosu", "su-exec", "setpriv", "s6-setuidgid", "runuser", "chpst", "suexec"}

// dropped finds out whether what a container of root starts with changes to another user by itself. Where that cannot be
// ruled out the user is unknown.
func dropped(u Setting[User], im *dockerfile.Image, facts image.Facts) Setting[User] {
	start := im.Entrypoint
	if start == nil {
		start = im.Cmd
	}
	if start == nil || im.Entrypoint == nil && len(facts.Entrypoint) > 0 {
		// The base image's own entrypoint runs.
		switch {
		case facts.Drop.Kind == image.Drops && facts.Drop.IfDefaultCommand && im.Cmd != nil:
			return maybe(u)
		case facts.Drop.Kind == image.Drops:
			u.Value.DropsTo, u.Value.DropsWith = facts.Drop.To, facts.Drop.With
		case facts.Drop.Kind == image.WorkersOnly && im.Cmd == nil:
			u.Value.Workers = facts.Drop.To
		case facts.Drop.Kind == image.DropUnknown && facts.Confidence > image.WellKnown:
			return maybe(u)
		}
		return u
	}
	var script *shell.Script
	if start.Form == dockerfile.ExecForm {
		script = shell.Words(start.Words)
	} else {
		script = shell.ParseText(start.Text, shell.DialectOf(start.Program))
	}
	for _, c := range script.Commands {
		if as, ok := c.RunsAs(); ok {
			to := ParseUser(as.Text().Value)
			if to.Root || to.Name == "" {
				return maybe(u)
			}
			u.Value.DropsTo, u.Value.DropsWith = to.Name, "the entrypoint"
			return u
		}
	}
	if mentionsDrop(im) {
		return maybe(u) // the entrypoint is a script that may use it
	}
	return u
}

// maybe forgets a user, but not where it was set.
func maybe(u Setting[User]) Setting[User] {
	u.Value, u.Known = User{}, false
	return u
}

// mentionsDrop reports whether a stage brings a tool along whose purpose is to drop root. It only ever silences, so a look
// at the text is enough.
func mentionsDrop(im *dockerfile.Image) bool {
	for _, s := range im.Chain() {
		for _, i := range s.Instructions {
			switch i.(type) {
			case *dockerfile.Run, *dockerfile.Copy, *dockerfile.Add, *dockerfile.Env, *dockerfile.Entrypoint, *dockerfile.Cmd:
				text := i.Span().Bytes()
				for _, tool := range dropTools {
					if bytes.Contains(text, []byte(tool)) {
						return true
					}
				}
			}
		}
	}
	return false
}

// Alone returns the container of a Dockerfile of which no file says how it is run. Only what an image decides is known of
// it.
func Alone(shipped Shipped, stage *dockerfile.Stage, subject string) *Container {
	c := &Container{
		Name: "the last stage", Subject: subject, Anchor: stage.From.Image.Span,
		Image: shipped.Image, Built: true, User: shipped.User, Healthcheck: shipped.Healthcheck,
	}
	if stage.Name.Value != "" {
		c.Name = "stage " + stage.Name.Value
	}
	if c.Anchor.IsZero() || c.Anchor.Len() == 0 {
		c.Anchor = stage.From.Keyword().Span
	}
	c.UserPlace = c.Anchor
	if c.User.Set() {
		c.UserPlace = c.User.Origin.Span
	}
	return c
}

// UserSource names in words what decides the user.
func (c *Container) UserSource() string {
	switch {
	case c.User.Origin.Kind == FromFact:
		if c.Built {
			return "its base image"
		}
		return "its image"
	case c.User.Set():
		return "its user setting"
	}
	return "nothing"
}
