package rules

import (
	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/container"
	"github.com/plimsoll-lint/plimsoll/lint/dockerfile"
	"github.com/plimsoll-lint/plimsoll/lint/project"
)

// SudoCommand reports commands that a build runs through `sudo`.
//
// A build is root unless `USER` says otherwise, and then sudo does nothing. Where a user is set, sudo works only if that user
// may become root without a password, and the image that ships keeps this door: whoever breaks into the service is one
// command away from root.
//
// Installing sudo is no finding. Some tools look for the word in the text and report just that; others miss it behind `;`, in
// a pipe or in `sh -c`.
//
// # What to do
//
// Run the command without it, under `USER root`, and switch back with `USER` behind it. The fix is offered where the build is
// root at the place as the file says. It is risky, since sudo gives a command fresh variables, which it then has not.
var SudoCommand = define(lint.Rule{
	ID: "sudo-command", Title: "Command run through sudo", Severity: lint.Low, Since: "0.1",
	Presets: lint.Hygiene | lint.Hadolint,
	Aliases: []string{"DL3004", "DS-0010", "CKV2_DOCKER_1", "KICS:Run Using Sudo", "no-sudo-in-dockerfile"},
	Refs:    []lint.Ref{lint.OWASP("2"), lint.CWE("250")},
	Check:   lint.EachUnit(checkSudoCommand),
})

func checkSudoCommand(p *lint.Pass, u *project.Unit) {
	for _, c := range u.Wrapped("sudo") {
		root := buildsAsRoot(u, c.Run)
		message := "%s is run through sudo; run it under USER root instead"
		if root {
			message = "%s is run through sudo, but the build is root here; run it without"
		}
		w := c.Wrapped("sudo")
		if w == nil {
			p.Report(c.Words[0].Span(), "sudo changes the user; use USER instead").About(c.Subject).Keyed("sudo", c.Name)
			continue
		}
		name := c.Name
		if name == "" {
			name = "a command"
		}
		if w.User.Value != "" && !container.ParseUser(w.User.Value).Root {
			root, message = false, "%s is run as another user through sudo; use USER instead"
		}
		f := p.Report(w.Span(), message, name).About(c.Subject).Keyed("sudo", name)
		if prefix, ok := w.Prefix(); ok && root {
			f.OfferRisky("run the command without sudo; it then has the variables of the build", lint.Edit{Span: prefix})
		}
	}
}

// buildsAsRoot reports whether USER says that the build is root at an instruction.
func buildsAsRoot(u *project.Unit, at dockerfile.Instruction) bool {
	for _, b := range u.Builds {
		if user := b.User(at); user == nil || !user.Known || !container.ParseUser(user.Value).Root {
			return false
		}
	}
	return len(u.Builds) > 0
}
