package container

import (
	"github.com/plimsoll-lint/plimsoll/lint/dockerfile"
	"github.com/plimsoll-lint/plimsoll/lint/image"
	"github.com/plimsoll-lint/plimsoll/lint/source"
)

// FromStage returns what the image of a stage brings along: its own settings, those of the stages it is built on, and what
// is known of the image at the end of the chain. context reads the scripts that it starts with; it may be nil.
func FromStage(b *dockerfile.Build, stage *dockerfile.Stage, context Context) Shipped {
	im := b.Image(stage)
	s := Shipped{Built: true, Scratch: im.Base.Scratch, Stage: stage.Name.Value}
	var facts image.Facts
	if base := im.Base; base.Image.Known && !base.Scratch {
		if ref, err := image.Parse(base.Image.Text); err == nil {
			s.Image = known(ref, base.Image.Text.Span, base.Image.Notes...)
			facts, _ = image.Lookup(ref)
		}
	}
	s.User = stageUser(im, s.Image, facts)
	if s.User.Known && s.User.Value.Root {
		begin := start{build: b, image: im, context: context}
		s.User = begin.dropped(s.User, facts)
		if im.Entrypoint == nil && (im.Cmd == nil || len(facts.Entrypoint) > 0) {
			s.dropping = droppingOf(facts)
		} else {
			s.dropping.byCommand = im.Cmd != nil && s.User.Value.DropsWith == theEntrypoint
		}
	}
	s.Serves = serves(im, facts)
	s.own = s.Image.Known && service(s.Image.Value, facts) && ownStart(im, facts)
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
	if im.Windows() {
		return unset(User{Name: "ContainerAdministrator"}) // nanoserver: ContainerUser; neither is root
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

// Alone returns the container of a Dockerfile of which no file says how it is run. Only what an image decides is known of
// it.
func Alone(shipped Shipped, stage *dockerfile.Stage, subject string) *Container {
	c := &Container{
		Name: "the image", Subject: subject, Anchor: stage.From.Image.Span,
		Image: shipped.Image, Built: true, Scratch: shipped.Scratch, Stage: shipped.Stage, User: shipped.User, Healthcheck: shipped.Healthcheck,
		Serves: shipped.Serves,
	}
	if stage.Name.Value != "" {
		c.Name = "the image of stage " + stage.Name.Value
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

// UserSource says in words what makes the user who it is.
func (c *Container) UserSource() string {
	switch {
	case c.User.Origin.Kind == FromFact && c.Built:
		return "its base image sets no user"
	case c.User.Origin.Kind == FromFact:
		return "its image sets no user"
	case c.User.Set() && c.Deployed && c.UserPlace == c.User.Origin.Span:
		return "user: says so"
	case c.User.Set() && c.Deployed:
		return "USER of its Dockerfile says so"
	case c.User.Set():
		return "USER says so"
	}
	return "no USER is set"
}
