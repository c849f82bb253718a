package rules

import (
	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/container"
)

// RootUser reports containers whose service runs as root.
//
// The user is what will really run: `user:` of the Compose file, else the last `USER` of the stage that ships,
// through the stages it builds on, else what is known of the base image. A process that is root in the container is
// root for every file it is given and for every bug of the kernel that it can reach; a mistake elsewhere, such as a
// mounted path, then reaches the host as root.
//
// Not reported are images whose entrypoint changes to another user by itself, such as those of databases that use
// gosu, images that nothing is known of, and builds that only put files into an empty image. A script that the container
// starts with is read from the build context: it may run `gosu`, `su-exec`, `setpriv`, `su` or their like.
//
// hadolint reports a `USER` that says root and nothing else (DL3002): so does the rule `explicit-root-user`, in the preset of its
// name.
//
// # What to do
//
// Create a user in the Dockerfile and switch to it last:
//
//	RUN useradd --system --uid 10001 app
//	USER 10001
//
// or set `user: "10001:10001"` in the Compose file, if the image works with any user.
//
// # When it is fine
//
// Programs that must begin as root and drop the privilege themselves in a way that plimsoll does not know. Ignore
// the finding and give that reason.
var RootUser = define(lint.Rule{
	ID: "root-user", Title: "Service runs as root", Severity: lint.Medium, Since: "0.1",
	Presets:   lint.Security | lint.Benchmark,
	Precision: lint.PrecisionHigh,
	Aliases: []string{
		"DL3002", "DS-0002", "CKV_DOCKER_3", "CKV_DOCKER_8", "CL-0018", "last-user-is-root", "missing-user",
		"missing-user-entrypoint", "KICS:Last User Is 'root'", "KICS:Missing User Instruction",
		"tally/stateful-root-runtime",
	},
	Refs:  []lint.Ref{lint.CIS("4.1"), lint.OWASP("2"), lint.CWE("250")},
	Check: lint.EachContainer(checkRootUser),
})

func checkRootUser(p *lint.Pass, c *container.Container) {
	if !runsAsRoot(c) {
		return
	}
	but := ""
	if workers := c.User.Value.Workers; workers != "" {
		but = " (workers as " + workers + ")"
	}
	p.Report(c.UserPlace, "%s runs as root%s, since %s; switch to another user", c.Name, but, c.UserSource()).
		About(c.Subject).Keyed("user").Notes(c.User.Origin.Notes)
}

func runsAsRoot(c *container.Container) bool { return c.User.Known && c.User.Value.StaysRoot() }
