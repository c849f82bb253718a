package rules

import (
	"path"
	"strings"

	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/dockerfile"
	"github.com/plimsoll-lint/plimsoll/lint/project"
	"github.com/plimsoll-lint/plimsoll/lint/shell"
)

// ReplacedDefaultShell reports builds that put another program in the place of `/bin/sh`: `ln -sf /bin/bash /bin/sh`.
//
// Every script of the image that begins with `#!/bin/sh` then runs with a shell that its author did not have in mind, and an
// update of the package that `/bin/sh` belongs to puts the old one back.
//
// A link to `/bin/sh` under another name is fine, and so is `chsh`, which sets what a user gets who logs in: neither changes
// what `RUN` uses. Some tools report these too.
//
// # What to do
//
// `SHELL ["/bin/bash", "-c"]` makes all later `RUN`, `CMD` and `ENTRYPOINT` in shell form use bash, and leaves `/bin/sh`
// alone.
var ReplacedDefaultShell = define(lint.Rule{
	ID: "replaced-default-shell", Title: "Another program in the place of /bin/sh", Severity: lint.Low, Since: "0.1",
	Presets: lint.Hygiene | lint.Hadolint,
	Aliases: []string{"DL4005", "KICS:Changing Default Shell Using RUN Command", "use-shell-instruction"},
	Refs:    []lint.Ref{lint.Doc("Dockerfile reference: SHELL", "https://docs.docker.com/reference/dockerfile/#shell")},
	Check:   lint.EachCommand(checkReplacedDefaultShell, "ln", "cp", "mv", "install"),
})

func checkReplacedDefaultShell(p *lint.Pass, c project.Command) {
	opts := c.Options()
	n := len(opts.Operands)
	if n < 2 || opts.Find("-t", "--target-directory", "-d", "--directory") != nil {
		return
	}
	target := &opts.Operands[n-1]
	name := path.Clean(c.Expand(*target, nil))
	if name != "/bin/sh" && name != "/usr/bin/sh" {
		return
	}
	f := p.Report(target.Span(), "%s puts another program in the place of %s; use SHELL", c.Name, name).
		About(c.Subject).Keyed(c.Name, name)
	if edit, ok := shellInstead(c, opts.Operands[0]); ok && c.Name == "ln" {
		f.OfferRisky("say it with SHELL; scripts that begin with #!/bin/sh get the shell of the base image back", edit)
	}
}

// shellInstead returns the edit that makes SHELL of a RUN that only links /bin/sh to a shell.
func shellInstead(c project.Command, program shell.Word) (edit lint.Edit, ok bool) {
	name := program.Value
	if !program.Literal || !path.IsAbs(name) || strings.ContainsAny(name, "\"\\") || shell.DialectOf(name) != shell.Bash ||
		c.Run.Form != dockerfile.ShellForm || c.Run.OnBuild() || len(c.Run.Heredocs) > 0 || len(c.Run.Flags()) > 0 ||
		c.Within != nil || c.Context&^shell.AfterAnd != 0 {
		return edit, false
	}
	for _, d := range c.Script().Commands {
		removes := d.Name == "rm" && d.Options().Operand(0) == "/bin/sh" && len(d.Options().Operands) == 1
		if d != c.Command && !removes {
			return edit, false
		}
	}
	return lint.Edit{Span: c.Run.Span(), New: `SHELL ["` + name + `", "-c"]`}, true
}
