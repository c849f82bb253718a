package rules

import (
	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/project"
)

// LoginKeyInImage reports builds that copy or write keys into `authorized_keys` of the image that ships.
//
// Whoever has the private half logs in to each container that runs sshd, wherever it runs, and the key cannot be taken back
// from images that are out.
//
// # What to do
//
// Mount the file when the container starts, or use `docker exec` instead of SSH.
var LoginKeyInImage = define(lint.Rule{
	ID: "login-key-in-image", Title: "SSH key that may log in to all containers", Severity: lint.Low, Since: "0.1",
	Presets: lint.Hygiene,
	Refs:    []lint.Ref{lint.CIS("5.7"), lint.CWE("798")},
	Check:   lint.EachUnit(checkLoginKeyInImage),
})

func checkLoginKeyInImage(p *lint.Pass, u *project.Unit) {
	for _, key := range u.LoginKeys() {
		p.Report(key.Span, "a key that may log in to all containers of the image; mount authorized_keys at the start").
			About(key.Subject)
	}
}
