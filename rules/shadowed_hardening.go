package rules

import (
	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/container"
)

// ShadowedHardening reports entries of `cap_drop` and `security_opt` that come in with a merge key, and that a list of the
// service itself, or of a mapping merged before, replaces.
//
// `<<` merges mappings, not lists: where the service has the key as well, the whole list behind the anchor is gone. Both files
// and reviewers see `cap_drop: [ALL]`, and the container keeps every capability that Docker gives. An override file and
// `extends` do append lists; only the merge key does not.
//
// # What to do
//
// Repeat the entries in the list of the service, or move the list to `extends`, which appends.
var ShadowedHardening = define(lint.Rule{
	ID: "shadowed-hardening", Title: "Hardening lost to a merge key", Severity: lint.Medium, Since: "0.1",
	Presets: lint.Security,
	Refs: []lint.Ref{
		lint.OWASP("3"), lint.OWASP("4"), lint.CWE("1188"), lint.Doc("Merge key of YAML", "https://yaml.org/type/merge.html"),
	},
	Check: lint.EachDeployed(checkShadowedHardening),
})

func checkShadowedHardening(p *lint.Pass, c *container.Container) {
	for _, u := range c.Unmerged {
		p.Report(u.At, "%s replaces the list merged by <<, so %s is lost; repeat it", u.Key, u.Entry).
			About(c.Subject).Keyed(u.Key, u.Entry).Note(u.Was, "it stands here, in a list that does not count")
	}
}
