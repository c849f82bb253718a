package rules

import (
	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/dockerfile"
	"github.com/plimsoll-lint/plimsoll/lint/project"
	"github.com/plimsoll-lint/plimsoll/lint/secret"
	"github.com/plimsoll-lint/plimsoll/lint/source"
)

// DeclaredProxyArgument reports `ARG` instructions for `HTTP_PROXY`, `HTTPS_PROXY`, `FTP_PROXY` and `ALL_PROXY` in a stage that
// ships, and `ENV` instructions that pass such an argument on.
//
// Docker hands these arguments to each `RUN` without any `ARG`, and leaves them out of the history of the image. Declared, the
// address of the proxy is in the history of each `RUN` behind it, with the password that many proxies ask for; by `ENV` it is
// in the configuration of the image, and each container uses the proxy of the build. The cache of the build depends on it
// then, too.
//
// A password that is written into the file is reported by `secret-in-image`.
//
// # What to do
//
// Delete the instruction. `docker build --build-arg HTTP_PROXY=...` goes on to work.
var DeclaredProxyArgument = define(lint.Rule{
	ID: "declared-proxy-argument", Title: "Proxy of the build kept in the image", Severity: lint.Low, Since: "0.1",
	Presets:   lint.Hygiene,
	Precision: lint.PrecisionMedium,
	Refs: []lint.Ref{
		lint.OWASP("12"), lint.CWE("538"),
		lint.Doc("Predefined build arguments", "https://docs.docker.com/reference/dockerfile/#predefined-args"),
	},
	Check: lint.EachUnit(checkDeclaredProxyArgument),
})

func checkDeclaredProxyArgument(p *lint.Pass, u *project.Unit) {
	if u.Dockerfile == nil {
		return
	}
	for in := range u.Dockerfile.All() {
		if in.Stage() == nil || !u.Ships(in.Stage()) {
			continue
		}
		subject := project.StageSubject(in.Stage())
		switch in := in.(type) {
		case *dockerfile.Arg:
			for _, pair := range in.Pairs {
				if dockerfile.ProxyArgument(pair.Name.Value) && !literalSecret(pair) {
					f := p.Report(pair.Name.Span, "%s is handed to RUN without ARG, which puts it into the history; delete it", pair.Name.Value)
					f.About(subject)
				}
			}
		case *dockerfile.Env:
			for _, pair := range in.Pairs {
				if ref, ok := proxyReference(u.Dockerfile, pair); ok {
					p.Report(ref.Span, "%s keeps the proxy of the build in the image; delete it", pair.Name.Value).
						About(subject).Keyed(pair.Name.Value)
				}
			}
		}
	}
}

// literalSecret reports whether another rule reports the value.
func literalSecret(pair dockerfile.Pair) bool {
	return secret.Judge(pair.Name.Value, pair.Value.Value).Kind != secret.Nothing
}

// proxyReference returns the argument for a proxy in the value of a variable.
func proxyReference(f *dockerfile.File, pair dockerfile.Pair) (source.Text, bool) {
	for _, ref := range f.References(pair.Value) {
		if dockerfile.ProxyArgument(ref.Value) {
			return ref, true
		}
	}
	return source.Text{}, false
}
