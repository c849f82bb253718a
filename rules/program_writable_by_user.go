package rules

import (
	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/project"
)

// ProgramWritableByUser reports `COPY --chown=app` of programs, and `chown -R app` of the folder into which they were
// copied, where the container then runs as `app`.
//
// An attacker who can make the program write a file changes the program itself: the next request or the next start runs
// what was written. Files of root are as readable and cannot be changed.
//
// The name of what is copied decides whether it is a program: scripts, archives of Java, folders such as `bin`, `src`,
// `dist` and `node_modules`, or all of the context. Folders that programs write to (`data`, `logs`, `cache`, `tmp`,
// `storage`, `uploads` and their like) are not reported, nor is `--chown` as such, since it may as well give files to root.
//
// # What to do
//
// Leave `--chown` out, and give the user the one folder that is written to:
//
//	COPY . .
//	RUN install -d -o app /srv/app/data
//	USER app
//
// # When it is fine
//
// Programs that update themselves, and images for development.
var ProgramWritableByUser = define(lint.Rule{
	ID: "program-writable-by-user", Title: "Program belongs to its user", Severity: lint.Info, Since: "0.1",
	Presets:   lint.Hygiene,
	Precision: lint.PrecisionMedium,
	Aliases:   []string{"KICS:Chown Flag Exists"},
	Refs:      []lint.Ref{lint.OWASP("8"), lint.CWE("732")},
	Check:     lint.EachUnit(checkProgramWritableByUser),
})

func checkProgramWritableByUser(p *lint.Pass, u *project.Unit) {
	for _, own := range u.ProgramsOfUser() {
		f := p.Report(own.Chown, "%s could change %s, which it runs; leave the files to root", own.User, own.Name)
		f.About(own.Subject).Keyed(own.Name).Note(own.UserAt, "the container runs as "+own.User)
		if !own.Flag.IsZero() {
			f.OfferRisky("leave the files to root; the program can no longer write there", lint.Edit{Span: own.Flag})
		}
	}
}
