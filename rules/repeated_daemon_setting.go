package rules

import (
	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/daemon"
)

// RepeatedDaemonSetting reports keys that stand twice in one object of daemon.json.
//
// The last one counts, and dockerd does not say so. Who reads the first one believes in a protection that is not there: `"userns-remap":
// "default"` at the top, and an empty one a screen below. Two objects, such as two `log-opts`, are joined instead, and differ from what
// either of them says.
//
// # What to do
//
// Delete all but one.
var RepeatedDaemonSetting = define(lint.Rule{
	ID: "repeated-daemon-setting", Title: "Setting that stands twice", Severity: lint.High, Since: "0.1",
	Presets: lint.Security,
	Refs:    []lint.Ref{lint.CWE("1188"), lint.Doc("dockerd", "https://docs.docker.com/reference/cli/dockerd/#daemon-configuration-file")},
	Check:   lint.EachDaemon(checkRepeatedDaemonSetting),
})

func checkRepeatedDaemonSetting(p *lint.Pass, d *daemon.File) {
	for _, r := range d.Repeated {
		message := "%s stands twice, and only this one counts; delete one"
		if r.Merged {
			message = "%s stands twice, and dockerd joins the two; write them as one"
		}
		p.Report(r.Last, message, shortened(r.Name)).Note(r.First, "the other one")
	}
}
