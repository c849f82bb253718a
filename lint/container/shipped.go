package container

import (
	"fmt"

	"github.com/plimsoll-lint/plimsoll/lint/dockerfile"
	"github.com/plimsoll-lint/plimsoll/lint/image"
	"github.com/plimsoll-lint/plimsoll/lint/source"
)

// Shipped is what an image brings along, be it built here or pulled.
type Shipped struct {
	// Image is the image that a registry holds: the base at the end of the FROM chain of what is built here.
	Image       Setting[image.Ref]
	Built       bool
	Scratch     bool   // it is built on nothing
	Stage       string // the name of the stage that is built; empty where it has none
	User        Setting[User]
	Healthcheck Setting[Healthcheck]
	Serves      bool

	// own is known to be true where the image of the registry starts its own command.
	own      bool
	dropping dropping
}

// FromImage returns what is known of an image that is pulled. at is where the image is named.
func FromImage(ref image.Ref, at source.Span) Shipped {
	s := Shipped{Image: known(ref, at)}
	facts, ok := image.Lookup(ref)
	if !ok {
		return s
	}
	s.dropping = droppingOf(facts)
	s.own = service(ref, facts)
	s.Serves = serves(&dockerfile.Image{}, facts)
	origin := Origin{Kind: FromFact, Fact: fmt.Sprintf("%s, %s", facts.Confidence, facts.Date)}
	if u, ok := factUser(ref, facts); ok {
		note := source.Note{Span: at, Message: fmt.Sprintf("%s runs as %s by default (known from %s, %s)", ref.Familiar(), u,
			facts.Confidence, facts.Date)}
		origin.Notes = []source.Note{note}
		s.User = Setting[User]{Value: u, Known: true, Origin: origin}
	}
	if facts.Healthcheck != image.Unknown {
		present := facts.Healthcheck == image.Yes
		s.Healthcheck = Setting[Healthcheck]{Value: Healthcheck{Present: present}, Known: true, Origin: origin}
	}
	return s
}

// factUser turns what is known of an image that is run as it is into a user. What is common knowledge, but was looked up
// by nobody, accuses no image of root; that plain system images start as root is beyond doubt.
func factUser(ref image.Ref, f image.Facts) (User, bool) {
	if f.Root() == image.Yes && f.Drop.Kind == image.DropUnknown {
		return User{}, false
	}
	u, ok := baseUser(ref, f)
	if ok && u.Root {
		switch f.Drop.Kind {
		case image.Drops:
			u.DropsTo, u.DropsWith = f.Drop.To, f.Drop.With
		case image.WorkersOnly:
			u.Workers = f.Drop.To
		}
	}
	return u, ok
}

// baseUser turns what is known of an image into the user that a build on it starts with.
func baseUser(ref image.Ref, f image.Facts) (User, bool) {
	switch f.Root() {
	case image.No:
		u := ParseUser(f.User.Name)
		u.Root = false
		return u, true
	case image.Yes:
		return User{Name: "root", Root: true}, f.Confidence > image.WellKnown || ref.Official()
	}
	return User{}, false
}
