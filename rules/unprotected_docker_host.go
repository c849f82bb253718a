package rules

import (
	"strings"

	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/project"
)

// UnprotectedDockerHost reports images and services that are told to command a Docker daemon over plain TCP:
// `DOCKER_HOST=tcp://...` in `ENV` or `environment` without `DOCKER_TLS_VERIFY` or `DOCKER_CERT_PATH` beside it.
//
// A daemon that can be commanded so asks nobody who they are: everything that reaches the port is root on its host. The
// container that holds this variable reaches it.
//
// Not reported is an address that is a service of the same Compose project: of a daemon there `open-docker-api` tells, and a
// proxy that lets little through is what `control-socket` asks for.
//
// # What to do
//
// Let the daemon listen on a socket, on TCP with client certificates, or over SSH (`DOCKER_HOST=ssh://...`), and give the
// address when the container starts.
var UnprotectedDockerHost = define(lint.Rule{
	ID: "unprotected-docker-host", Title: "Docker commanded over plain TCP", Severity: lint.High, Since: "0.1",
	Presets: lint.Security,
	Refs: []lint.Ref{
		lint.OWASP("1"), lint.CWE("306"),
		lint.Doc("Protect the Docker daemon socket", "https://docs.docker.com/engine/security/protect-access/"),
	},
	Check: lint.EachUnit(checkUnprotectedDockerHost),
})

func checkUnprotectedDockerHost(p *lint.Pass, u *project.Unit) {
	if u.Compose != nil {
		for _, h := range u.Compose.PlainDockerHosts() {
			p.Report(h.Entry.Value.Span().Visible(), "whoever reaches this port is root on its host; use TLS or ssh://").
				About("services." + h.Service.Key.Value).Keyed("DOCKER_HOST").Notes(h.Entry.Value.Related())
		}
	}
	var plain []project.ShippedVariable
	for _, v := range u.ShippedVariables() {
		switch v.Name.Value {
		case "DOCKER_TLS_VERIFY", "DOCKER_CERT_PATH", "DOCKER_TLS":
			return
		case "DOCKER_HOST":
			host, isTCP := strings.CutPrefix(v.Text.Value, "tcp://")
			if isTCP && !strings.HasSuffix(host, ":2376") {
				plain = append(plain, v)
			}
		}
	}
	for _, v := range plain {
		p.Report(v.Text.Span, "whoever reaches this port is root on its host; use TLS or ssh://").
			About(v.Subject).Keyed(v.Name.Value)
	}
}
