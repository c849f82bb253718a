package rules

import (
	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/project"
)

// DroppedGroups reports a last `USER name:group` of a user whom the build put into further groups.
//
// With a group named, the container starts in that group alone: what `useradd -G`, `usermod -aG` or `gpasswd -a` gave is
// not looked up. The program then lacks access that the build shows it was meant to have, and the usual way out is
// mode 777 or root.
//
// # What to do
//
// Write `USER app` without a group.
var DroppedGroups = define(lint.Rule{
	ID: "dropped-groups", Title: "Groups of the user lost", Severity: lint.Info, Since: "0.1",
	Presets:   lint.Hygiene,
	Precision: lint.PrecisionHigh,
	Aliases:   []string{"tally/user-explicit-group-drops-supplementary-groups"},
	Refs:      []lint.Ref{lint.Doc("USER", "https://docs.docker.com/reference/dockerfile/#user")},
	Check:     lint.EachUnit(checkDroppedGroups),
})

func checkDroppedGroups(p *lint.Pass, u *project.Unit) {
	lost, ok := u.DroppedGroups()
	if !ok {
		return
	}
	f := p.Report(lost.At.Span, "with a group named, %s is not in group %s; write USER %s", lost.User, lost.Group, lost.User)
	f.About(lost.Subject).Note(lost.Given, "the group is given here")
	if string(lost.At.Span.Bytes()) == lost.At.Value {
		f.OfferRisky("leave out the group, so that the user's own is the first one", lint.Edit{Span: lost.At.Span, New: lost.User})
	}
}
