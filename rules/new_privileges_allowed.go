package rules

import (
	"fmt"

	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/container"
)

// NewPrivilegesAllowed reports containers in which a program may gain privileges that its parent did not have.
//
// Without `no-new-privileges` a set-user-ID program such as `su` or `mount`, or a file with capabilities, turns a
// process of an ordinary user into one of root. With it these bits mean nothing, and the step from a stolen account
// to root in the container is gone. Programs that start as root and drop to another user, such as gosu, are not
// touched. Where the Dockerfile of the service installs sudo, sets such a bit or runs setcap, the finding says so.
//
// # What to do
//
//	security_opt:
//	  - no-new-privileges:true
//
// # When it is fine
//
// Images that run `sudo` or `ping` with file capabilities at run time.
var NewPrivilegesAllowed = define(lint.Rule{
	ID: "new-privileges-allowed", Title: "Programs may gain privileges", Severity: lint.Medium, Since: "0.1",
	Presets: lint.Security | lint.Benchmark,
	Aliases: []string{"CL-0003", "no-new-privileges", "KICS:No New Privileges Not Set", "KICS:Security Opt Not Set"},
	Refs:    []lint.Ref{lint.CIS("5.26"), lint.OWASP("4"), lint.CWE("250")},
	Check:   lint.EachDeployed(checkNewPrivilegesAllowed),
})

func checkNewPrivilegesAllowed(p *lint.Pass, c *container.Container) {
	if !c.NoNewPrivileges.Known || c.NoNewPrivileges.Value || c.NoNewPrivileges.Set() {
		return
	}
	f := p.Report(c.Anchor, "%s lets programs gain privileges; add security_opt: [no-new-privileges:true]", c.Name)
	f.About(c.Subject).Keyed("security_opt")
	if way, ok := p.Unit.WayUp(c); ok {
		f.Message = fmt.Sprintf("%s lets programs gain privileges and has %s; add security_opt: [no-new-privileges:true]", c.Name, way.Program)
		f.Note(way.At, "the image gets "+way.Program+" here")
	}
	if edit, ok := c.AddSecurityOption("no-new-privileges:true"); ok {
		f.Offer("add no-new-privileges:true", edit)
	}
}
