package rules

import (
	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/image"
	"github.com/plimsoll-lint/plimsoll/lint/project"
)

// UntrustedRegistry reports images from outside the list of sources that your team has agreed on.
//
// The list is `trusted-registries` in `.plimsoll.yaml`: patterns such as `docker.io/library/*` or `ghcr.io/acme/*`,
// held against every image that a build or a project names: `FROM`, `COPY --from`, `RUN --mount=from=`, `# syntax=`,
// `image:` and `additional_contexts`. Without a list the rule is silent.
//
// hadolint's `trustedRegistries` are read as such a list. hadolint holds `FROM`, `COPY --from` and `RUN --mount=from=` against it;
// here it also holds for the frontend of `# syntax=`, which runs with all that the build has, and for Compose files. A number in
// `COPY --from=0` is a stage, and `localhost:5000` a registry.
//
// # What to do
//
// Take the image from one of the sources, or add its source to the list.
var UntrustedRegistry = define(lint.Rule{
	ID: "untrusted-registry", Title: "Image from outside the trusted sources", Severity: lint.Medium, Since: "0.1",
	Presets: lint.Security | lint.Hadolint | lint.Benchmark,
	Aliases: []string{"DL3026"},
	Refs:    []lint.Ref{lint.CIS("4.2"), lint.OWASP("13"), lint.CWE("829")},
	Options: []lint.Option{{Name: "trusted", Default: []string{}, Doc: "the sources that images may come from, as patterns"}},
	Check:   lint.EachImage(checkUntrustedRegistry),
})

func checkUntrustedRegistry(p *lint.Pass, use project.Image) {
	trusted := p.Strings("trusted")
	if use.Known && len(trusted) > 0 && !image.Allowed(trusted, use.Ref) {
		p.Report(use.Ref.NameSpan(), "%s is from none of the trusted sources", use.Ref.Name()).
			About(use.Subject).Notes(use.Notes)
	}
}
