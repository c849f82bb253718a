package rules

import (
	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/compose"
	"github.com/plimsoll-lint/plimsoll/lint/source"
)

// IgnoredSecretOptions reports `uid`, `gid` and `mode` of a secret or config that is a file of the host.
//
// Compose binds the file as it is, and ignores them: it keeps the owner and the permissions that it has on the host. `mode:
// 0400` looks as if nobody else could read it. Only `docker stack deploy`, and secrets that come from a variable, heed them.
//
// # What to do
//
// Delete them, and set owner and permissions of the file on the host.
var IgnoredSecretOptions = define(lint.Rule{
	ID: "ignored-secret-options", Title: "Permissions of a secret that do not count", Severity: lint.Info, Since: "0.1",
	Presets: lint.Hygiene,
	Refs: []lint.Ref{
		lint.OWASP("12"), lint.CWE("732"), lint.Doc("Secrets of services", "https://docs.docker.com/reference/compose-file/services/#secrets"),
	},
	Check: lint.EachService(checkIgnoredSecretOptions),
})

func checkIgnoredSecretOptions(p *lint.Pass, s *compose.Service) {
	seen := map[source.Span]bool{}
	for _, grants := range [...][]compose.Grant{s.Secrets, s.Configs} {
		for _, g := range grants {
			if (g.Secret == nil || !g.Secret.File.Set) && (g.Config == nil || !g.Config.File.Set) {
				continue
			}
			for _, v := range [...]compose.String{g.UID, g.GID, g.Mode} {
				if !v.Set || v.Span().IsZero() || seen[v.Span()] {
					continue
				}
				seen[v.Span()] = true
				f := p.Report(v.Span(), "%s of %s is ignored: the file keeps what it has on the host", v.Key().Value, g.Source.V).
					About("services."+s.Key.Value).Keyed(g.Source.V, v.Key().Value)
				if edit, ok := source.DeleteLines(v.Key().Span, v.Span()); ok {
					f.Offer("delete "+v.Key().Value+", which Compose ignores", edit)
				}
			}
		}
	}
}
