package rules

import (
	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/container"
)

// UnsetUserVariable reports a `user:` made of variables that, where nobody sets them, makes the container run as
// root.
//
// `user: ${UID}:${GID}` looks like the user of whoever starts the project. But shells do not export `UID`, and many
// do not set `GID` at all; Compose then passes `:`, and Docker takes that for uid 0.
//
// # What to do
//
// Give the variables a default: `user: ${UID:-1000}:${GID:-1000}`.
var UnsetUserVariable = define(lint.Rule{
	ID: "unset-user-variable", Title: "User is root while a variable is unset", Severity: lint.Medium, Since: "0.1",
	Presets: lint.Security | lint.Benchmark,
	Refs:    []lint.Ref{lint.CIS("4.1"), lint.CWE("250")},
	Check:   lint.EachDeployed(checkUnsetUserVariable),
})

func checkUnsetUserVariable(p *lint.Pass, c *container.Container) {
	if c.RootWhile != "" {
		f := p.Report(c.UserPlace, "%s is root while %s is unset; give the variable a default", c.Name, c.RootWhile).
			About(c.Subject).Notes(c.User.Origin.Notes)
		if edits, ok := c.DefaultUser(); ok {
			f.OfferRisky("run as user 1000 where nobody sets them; files of others cannot be written", edits...)
		}
	}
}
