package rules

import (
	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/project"
)

// UnpinnedRemoteSource reports files that Compose fetches from other machines without the commit or the digest that says which
// content is meant: in `include` and `extends`, as a `build.context` and in `additional_contexts`.
//
// Whoever may push there decides what runs here. A Compose file that is included says which containers are privileged and which
// folders of the host they get, so with the next `docker compose up` it has the host; a build context has what the
// image holds. There is no change in your repository that anyone could review.
//
// A tag is not enough: those who push move it. A commit of 40 digits names the content, as does the digest of an OCI artifact.
// For a context that is downloaded over HTTP there is nothing of the kind.
//
// # What to do
//
//	include:
//	  - https://github.com/acme/stack.git#5f3c1e0b1c6f4a0f9f3f6c8a4b8d0a6f4f1d2c3b:compose.yaml
//	  - oci://registry.example.com/acme/stack@sha256:...
//
// Or keep a copy in the repository.
var UnpinnedRemoteSource = define(lint.Rule{
	ID: "unpinned-remote-source", Title: "Remote files without a commit", Severity: lint.Medium, Since: "0.1",
	Presets: lint.Security | lint.Hygiene,
	Refs: []lint.Ref{
		lint.CIS("4.2"), lint.OWASP("13"), lint.CWE("829"), lint.CWE("1357"),
		lint.Doc("include", "https://docs.docker.com/reference/compose-file/include/"),
		lint.Doc("context", "https://docs.docker.com/reference/compose-file/build/#context"),
	},
	Check: lint.EachUnit(checkUnpinnedRemoteSource),
})

func checkUnpinnedRemoteSource(p *lint.Pass, u *project.Unit) {
	for _, r := range u.UnpinnedSources() {
		message, about := "%s comes from the default branch, which moves; name a commit", []any{r.Role}
		switch {
		case r.Kind == project.FromDownload:
			message = "%s is downloaded unverified; take it from git by its commit"
		case r.Kind == project.FromRegistry:
			message = "%s comes from a registry, where it can be replaced; add the digest"
		case r.Ref != "":
			message, about = "%s comes from %s, which can be moved; name a commit", []any{r.Role, r.Ref}
		}
		p.Report(r.Span, message, about...).About(r.Subject).Notes(r.Notes)
	}
}
