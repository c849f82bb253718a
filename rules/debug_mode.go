package rules

import (
	"strings"

	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/project"
)

// DebugMode reports images that ship with Flask's debugger on: `FLASK_DEBUG=1`, `FLASK_ENV=development`, `flask run --debug`,
// or with `WERKZEUG_DEBUG_PIN=off`.
//
// On an error Flask then shows a console in the browser that runs Python. Its PIN is made of facts that whoever can read a
// few files of the container works out, and with `off` there is none. An error page is a shell.
//
// Stages that are named for development are not reported.
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
	for _, v := range u.ShippedVariables() {
		value := strings.ToLower(v.Text.Value)
		on := false
		switch v.Name.Value {
		case "FLASK_DEBUG":
			on = value == "1" || value == "true" || value == "on" || value == "yes"
		case "FLASK_ENV":
			on = value == "development"
		case "WERKZEUG_DEBUG_PIN":
			on = value == "off"
		}
		if on && u.ForProduction(v.Stage) {
			p.Report(v.Text.Span, message, v.Name.Value+"="+v.Text.Value).About(v.Subject).Keyed(v.Name.Value)
		}
	}
	if im := u.Final(); im == nil || !u.ForProduction(im.Stage) {
		return
	}
	for _, c := range u.Starts("flask") {
		if opt := c.Options().Find("--debug"); opt != nil {
			p.Report(opt.Span(), message, "flask --debug").Keyed("flask")
		}
	}
}
