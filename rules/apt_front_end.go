package rules

import (
	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/project"
	"github.com/plimsoll-lint/plimsoll/lint/source"
)

// AptFrontEnd reports `apt` where a script runs it.
//
// apt is made for people at a terminal. It says itself that its interface is not stable: options and output change from
// one release to the next, while those of `apt-get` and `apt-cache` stay.
//
// # What to do
//
// Write `apt-get`, and `apt-cache` for `search`, `show` and `policy`. `apt upgrade` is `apt-get upgrade
// --with-new-pkgs`, `apt full-upgrade` is `apt-get dist-upgrade`.
var AptFrontEnd = define(lint.Rule{
	ID: "apt-front-end", Title: "Front end apt in a script", Severity: lint.Info, Since: "0.1",
	Presets: lint.Hygiene | lint.Hadolint,
	Aliases: []string{"DL3027", "CKV_DOCKER_9", "KICS:Run Using apt", "prefer-apt-get"},
	Check:   lint.EachPackageCommand(checkAptFrontEnd, "apt"),
})

func checkAptFrontEnd(p *lint.Pass, c *project.PackageCommand) {
	if c.Name != "apt" {
		return
	}
	program := c.Words[0]
	at := program.At(len(program.Value)-len("apt"), len(program.Value))
	tool := c.AptTool()
	if tool == "" {
		p.Report(at, "apt is for people at a terminal and changes; a script takes apt-get").About(c.Subject)
		return
	}
	f := p.Report(at, "apt is for people at a terminal and changes; write %s", tool).About(c.Subject)
	if string(at.Bytes()) == "apt" {
		f.Offer("write "+tool+", which does the same", source.Edit{Span: at, New: tool})
	}
}
