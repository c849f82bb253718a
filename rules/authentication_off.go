package rules

import (
	"strings"

	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/project"
	"github.com/plimsoll-lint/plimsoll/lint/secret"
	"github.com/plimsoll-lint/plimsoll/lint/source"
)

// AuthenticationOff reports variables of well-known images that let everybody in: `POSTGRES_HOST_AUTH_METHOD=trust`,
// `MYSQL_ALLOW_EMPTY_PASSWORD`, `ALLOW_EMPTY_PASSWORD`, `NEO4J_AUTH=none`, `xpack.security.enabled=false` and their like,
// in `ENV` of what ships and in `environment` of Compose; and images that start a server so: `jupyter` with an empty token,
// `code-server --auth none`, `redis-server --protected-mode no`. Of `${NAME:-default}` the default counts.
//
// Whoever reaches the port, from another container of the network, from the host or through a published port, reads and
// changes the data. Some databases run commands for their administrators, and Jupyter runs code for everybody who is let in.
//
// A variable that only allows an empty password is fine beside one that sets a password. Passwords that are written down are
// reported by `secret-in-environment` and `secret-in-image`.
//
// # What to do
//
// Delete the variable, and give the service a password from a file, as in `POSTGRES_PASSWORD_FILE`.
//
// # When it is fine
//
// Databases of tests, with no data and no published port.
var AuthenticationOff = define(lint.Rule{
	ID: "authentication-off", Title: "Authentication switched off", Severity: lint.Medium, Since: "0.1",
	Presets:   lint.Security,
	Precision: lint.PrecisionHigh,
	Refs:      []lint.Ref{lint.CWE("306"), lint.CWE("258")},
	Check:     lint.EachUnit(checkAuthenticationOff),
})

func checkAuthenticationOff(p *lint.Pass, u *project.Unit) {
	var guarded map[string]bool
	report := func(name, value string, span source.Span, subject string) {
		open, ok := secret.Opens(name, value)
		if ok && open.Guarded && guarded == nil {
			guarded = passwordsBeside(u)
		}
		if ok && !(open.Guarded && guarded[subject]) {
			p.Report(span, "%s lets in %s; set a password instead", name, open.What).About(subject).Keyed(name)
		}
	}
	for _, v := range u.Variables {
		if v.Place == project.Environment {
			report(v.Name.Value, v.Value.Value, v.Span, v.Subject)
		}
	}
	for _, v := range u.ShippedVariables() {
		report(v.Name.Value, v.Text.Value, v.Span, v.Subject)
	}
	for _, c := range u.Starts() {
		if option, ok := c.OpenLogin(); ok {
			p.Report(option.Span(), "so started, %s lets in everybody without a login; set a password", c.Name).Keyed(c.Name)
		}
	}
}

// passwordsBeside returns the services and stages that are given a password.
func passwordsBeside(u *project.Unit) map[string]bool {
	given := map[string]bool{}
	for _, v := range u.Variables {
		password := secret.Name(v.Name.Value) == secret.Strong || strings.HasSuffix(v.Name.Value, "_PASSWORD_FILE")
		if password && v.Value.Value != "" {
			given[v.Subject] = true
		}
	}
	return given
}
