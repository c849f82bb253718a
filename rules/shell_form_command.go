package rules

import (
	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/container"
	"github.com/plimsoll-lint/plimsoll/lint/dockerfile"
	"github.com/plimsoll-lint/plimsoll/lint/project"
)

// ShellFormCommand reports `CMD` and `ENTRYPOINT` in the shell form.
//
// The container then starts `/bin/sh -c` with the text. A shell hands no signals on: `docker stop` waits for ten seconds
// and kills the program, which has had no chance to finish its work. An `ENTRYPOINT` in the shell form also ignores what
// `CMD` and `docker run` give it.
//
// As in BuildKit's own check, a stage with a `SHELL` is left alone: there the shell was chosen. Left alone is also a text
// that gives way to its program by `exec`, since the signals then reach it. hadolint asks the same of `HEALTHCHECK CMD`,
// which gets no signals; a shell does no harm there, and mostly there is an `|| exit 1` that needs one.
//
// # What to do
//
// Write an array: `CMD ["nginx", "-g", "daemon off;"]`. A command that needs a shell can end in `exec`:
// `CMD ["sh", "-c", "exec app --port $PORT"]`.
var ShellFormCommand = define(lint.Rule{
	ID: "shell-form-command", Title: "Program that signals do not reach", Severity: lint.Info, Since: "0.1",
	Presets: lint.Hygiene | lint.Hadolint,
	Aliases: []string{
		"DL3025", "JSONArgsRecommended", "prefer-json-notation", "KICS:Not Using JSON In CMD And ENTRYPOINT Arguments",
		"KICS:Not Using Proper Exec Form In CMD And ENTRYPOINT Arguments",
	},
	Refs:  []lint.Ref{lint.Doc("JSONArgsRecommended", "https://docs.docker.com/reference/build-checks/json-args-recommended/")},
	Check: lint.EachUnit(checkShellFormCommand),
})

func checkShellFormCommand(p *lint.Pass, u *project.Unit) {
	if u.Dockerfile == nil || len(u.Builds) == 0 {
		return
	}
	for in := range u.Dockerfile.All() {
		var name string
		var command *dockerfile.Command
		switch in := in.(type) {
		case *dockerfile.Cmd:
			name, command = "CMD", &in.Command
		case *dockerfile.Entrypoint:
			name, command = "ENTRYPOINT", &in.Command
		default:
			continue
		}
		if command.Form == dockerfile.ExecForm || command.Text.Value == "" || u.Builds[0].Shell(in) != nil {
			continue
		}
		if _, broken := dockerfile.Broken(in); broken {
			continue // which is the matter of invalid-exec-form
		}
		start := container.ReadShellForm(command, u.Builds[0].Program(in))
		if start.Replaces {
			continue
		}
		f := p.Report(in.Keyword().Span, "%s runs in a shell, which hands no signals on; write it as a JSON array", name).
			About(project.StageSubject(in.Stage()))
		if start.Array != "" {
			f.OfferRisky("start the program without a shell, which must then be no builtin of it",
				lint.Edit{Span: command.Text.Span, New: start.Array})
		}
	}
}
