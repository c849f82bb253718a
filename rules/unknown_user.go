package rules

import (
	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/container"
)

// UnknownUser reports containers of which no file says as which user they run: neither the Compose file nor a
// Dockerfile sets one, and nothing is known of the image; or it starts as root, and its entrypoint may change the user
// in a way that cannot be read.
//
// What is not known is not safe. The rule states the gap; it accuses nobody, so it is not among those that are on by
// default.
//
// # What to do
//
// Set `user:` in the Compose file, or `USER` in the Dockerfile: then everybody knows, and a new release of the image
// cannot change it.
var UnknownUser = define(lint.Rule{
	ID: "unknown-user", Title: "User of the service unknown", Severity: lint.Info, Since: "0.1",
	Presets: lint.Benchmark,
	Refs:    []lint.Ref{lint.CIS("4.1"), lint.OWASP("2")},
	Duty:    lint.Doubts,
	Check:   lint.EachContainer(checkUnknownUser),
})

func checkUnknownUser(p *lint.Pass, c *container.Container) {
	if c.User.Known || c.RootWhile != "" {
		return // unset-user-variable says the latter
	}
	at, origin := c.Anchor, c.User.Origin
	message := "nothing says as which user " + c.Name + " runs; set one"
	switch {
	case origin.Doubt != "":
		message = c.Name + " starts as root, and " + origin.Doubt + "; set one"
	case c.User.Set():
		at = c.UserPlace
		message = "the user of " + c.Name + " depends on a variable that is not known; name one"
	}
	p.Report(at, "%s", message).About(c.Subject).Keyed("user").Notes(origin.Notes)
}
