package rules

import (
	"slices"
	"strings"

	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/project"
	"github.com/plimsoll-lint/plimsoll/lint/shell"
)

// DebugMode reports images that ship with Flask's debugger on: `FLASK_DEBUG=1`, `flask run --debug`, or with
// `WERKZEUG_DEBUG_PIN=off`.
//
// On an error Flask then shows a console in the browser that runs Python. Its PIN is made of facts that whoever can read a
// few files of the container works out, and with `off` there is none. An error page is a shell.
//
// Not reported are stages that are named for development, images that start gunicorn, uWSGI or another server that leaves the debugger out, and
// `FLASK_ENV=development`, which Flask does not read since 2.3; of that one `development-mode` speaks.
//
// # What to do
//
// Delete the variable, and serve the application with gunicorn, uWSGI or another server that is made for it.
var DebugMode = define(lint.Rule{
	ID: "debug-mode", Title: "Debugger in the error pages", Severity: lint.High, Since: "0.1",
	Presets: lint.Security,
	Refs: []lint.Ref{
		lint.CWE("489"), lint.CWE("94"),
		lint.Doc("Debugging application errors", "https://flask.palletsprojects.com/en/stable/debugging/"),
	},
	Check: lint.EachUnit(checkDebugMode),
})

func checkDebugMode(p *lint.Pass, u *project.Unit) {
	const message = "with %s an error page runs Python for whoever asks; switch it off in what ships"
	starts := u.Starts()
	if slices.ContainsFunc(starts, (*shell.Command).ServesWSGI) {
		return
	}
	for _, v := range u.ShippedVariables() {
		if v.Last && u.ForProduction(v.Stage) && flaskDebugger(v.Name.Value, v.Text.Value) {
			p.Report(v.Text.Span, message, v.Name.Value+"="+v.Text.Value).About(v.Subject).Keyed(v.Name.Value)
		}
	}
	if im := u.Final(); im == nil || !u.ForProduction(im.Stage) {
		return
	}
	for _, c := range starts {
		for i := range c.Assigns {
			if a := &c.Assigns[i]; flaskDebugger(a.Name, a.Value.Value) {
				p.Report(a.Value.Span(), message, a.Name+"="+a.Value.Value).Keyed(a.Name)
			}
		}
		if debug, ok := c.FlaskDebug(); ok {
			p.Report(debug.Span(), message, "flask --debug").Keyed("flask")
		}
	}
}

// flaskDebugger reports whether a variable switches the debugger of Flask on, or its PIN off.
func flaskDebugger(name, value string) bool {
	value = strings.ToLower(value)
	switch name {
	case "FLASK_DEBUG":
		return value == "1" || value == "true" || value == "on" || value == "yes"
	case "WERKZEUG_DEBUG_PIN":
		return value == "off"
	}
	return false
}
