package rules

import (
	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/compose"
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
	Check:   lint.EachService(checkUnsetUserVariable),
})

func checkUnsetUserVariable(p *lint.Pass, s *compose.Service) {
	if s.User.Known || len(s.User.Missing()) == 0 || s.User.Shipped() == "" {
		return // an empty user is that of the image
	}
	if container.ParseUser(s.User.Shipped()).Root {
		p.Report(s.User.Span(), "%s is root while %s is unset; give the variable a default", s.Key.Value,
			s.User.Missing()[0]).About("services." + s.Key.Value).Notes(s.User.Related())
	}
}
