package rules

import (
	"strings"

	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/project"
	"github.com/plimsoll-lint/plimsoll/lint/source"
)

// PlainHTTP reports downloads, package indexes and repositories over `http://`, `ftp://`, `git://` and `svn://`: `curl`, `wget`,
// `ADD`, `git clone`, `pip --index-url`, `npm --registry`, `gem --source` and their like, as options, variables and settings
// that the build writes. An address without a scheme is asked over HTTP by curl and wget.
//
// Anybody on the way, such as a proxy, an access point or another container of the network, can answer in place of the
// server, and put code of their own into the image.
//
// # What to do
//
// Use `https://`, or the mirror of a project that has it.
//
// # When it is fine
//
// Not reported is what something in the build verifies by checksum, signature or commit hash, and what stays on the machine.
// Mirrors of apt, apk, pacman, and repositories of dnf and zypper are left out too, since their packages are signed; where that
// is switched off, `signature-check-off` says so.
var PlainHTTP = define(lint.Rule{
	ID: "plain-http", Title: "Download over a connection that anybody can change", Severity: lint.High, Since: "0.1",
	Presets: lint.Security,
	Refs:    []lint.Ref{lint.OWASP("13"), lint.CWE("319"), lint.CWE("494")},
	Check:   lint.EachUnit(checkPlainHTTP),
})

func checkPlainHTTP(p *lint.Pass, u *project.Unit) {
	for _, plain := range u.Plain() {
		f := p.Report(plain.Span, "%s fetches over plain %s; use https", plain.Tool, plain.Scheme).About(plain.Subject)
		if plain.Scheme == "http" && strings.HasPrefix(plain.Word.Value, "http://") {
			if scheme := plain.Word.At(0, len("http")); string(scheme.Bytes()) == "http" {
				f.OfferRisky("fetch over https, which the server has to speak", source.Edit{Span: scheme, New: "https"})
			}
		}
	}
}
