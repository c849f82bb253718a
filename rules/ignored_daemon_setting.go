package rules

import (
	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/daemon"
)

// IgnoredDaemonSetting reports settings in daemon.json that dockerd takes without a word and does not follow.
//
// dockerd checks names and then reads values, and the two differ. An object that it does not know, such as `"security": {...}`, is taken
// apart for the check: all names in it are known, so it starts. Of what is in it only booleans apply. Texts and lists are dropped:
// `userns-remap`, `seccomp-profile`, `hosts` and `log-driver` protect nothing there. The names of flags pass the check as well, and
// nothing reads them: `insecure-registry` for `insecure-registries`, `http-proxy` at the top instead of in `proxies`. In `builder`
// whatever it does not know is passed over.
//
// # What to do
//
// Move the setting to the top, or give it its name.
var IgnoredDaemonSetting = define(lint.Rule{
	ID: "ignored-daemon-setting", Title: "Setting that the daemon passes over", Severity: lint.High, Since: "0.1",
	Presets: lint.Security,
	Refs:    []lint.Ref{lint.OWASP("1"), lint.CWE("1188"), lint.Doc("dockerd", "https://docs.docker.com/reference/cli/dockerd/#daemon-configuration-file")},
	Check:   lint.EachDaemon(checkIgnoredDaemonSetting),
})

func checkIgnoredDaemonSetting(p *lint.Pass, d *daemon.File) {
	for _, i := range d.Ignored {
		var f *lint.Finding
		switch {
		case i.Below == "":
			f = p.Report(i.Key, "dockerd takes %s for its flag and does not read it here%s", i.Name, instead(i.Meant))
		case i.Meant != "" && i.Meant != i.Name:
			f = p.Report(i.Key, "dockerd passes over this in %s%s", i.Below, instead(i.Meant))
		default:
			f = p.Report(i.Key, "dockerd does not follow what stands in %s; move it to where it belongs", shortened(i.Below))
		}
		f.Keyed(i.Below, i.Name)
		if edit, ok := d.Rename(i); ok {
			f.OfferRisky("let the setting hold", edit)
		} else if edit, ok := d.Hoist(i.Below); ok {
			f.OfferRisky("let the settings hold that stand in it", edit)
		}
	}
}

// instead says which name was meant.
func instead(name string) string {
	if name == "" {
		return ""
	}
	return "; it is " + name
}

// shortened cuts a name of the user that would fill the message.
func shortened(name string) string {
	if r := []rune(name); len(r) > 30 {
		return string(r[:29]) + "…"
	}
	return name
}
