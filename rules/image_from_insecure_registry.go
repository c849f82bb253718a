package rules

import (
	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/project"
)

// ImageFromInsecureRegistry reports images that a daemon takes from a registry without TLS, by its `insecure-registries`, and that no digest names.
//
// Whoever is on the way, or answers for the name of the registry, puts an image of their own in its place, and it runs with all that the
// service has. A digest is checked against what came, so an image with one is safe from that.
//
// The settings are those of the daemon.json in the repository, or of `--daemon`. As in dockerd a host has to be named in the same way,
// with its port; a network holds registries that are named by address. What only a look-up would show is left out.
//
// # What to do
//
// Name the digest, as `registry.example.com:5000/app:1@sha256:...`, and give the registry a certificate.
var ImageFromInsecureRegistry = define(lint.Rule{
	ID: "image-from-insecure-registry", Title: "Image from a registry without TLS", Severity: lint.Critical, Since: "0.1",
	Presets: lint.Security,
	Refs:    []lint.Ref{lint.CIS("2.5"), lint.OWASP("13"), lint.CWE("494"), lint.CWE("319")},
	Check:   lint.EachUnit(checkImageFromInsecureRegistry),
})

func checkImageFromInsecureRegistry(p *lint.Pass, u *project.Unit) {
	if u.Runs == nil {
		return
	}
	for _, use := range u.Images {
		if !use.Known || use.Ref.Pinned() {
			continue
		}
		if r, ok := u.Runs.InsecureFor(use.Ref.Domain); ok {
			p.Report(use.Ref.NameSpan(), "whoever is on the way decides what %s is; name the digest", shortened(use.Ref.Name())).
				About(use.Subject).Notes(use.Notes).Note(r.Span, "here TLS is switched off")
		}
	}
}
