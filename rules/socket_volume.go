package rules

import (
	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/dockerfile"
	"github.com/plimsoll-lint/plimsoll/lint/project"
)

// SocketVolume reports a `VOLUME` at the path of the socket of Docker, Podman, containerd or another runtime.
//
// The instruction does not bring the socket in: it makes an empty folder in its place. It shows that the image is meant to
// be run with the socket, which hands the host over to whatever runs in it; the run itself is reported by
// `control-socket`.
//
// # What to do
//
// Delete the line. If the program must talk to the runtime, put a proxy in between that lets little through.
var SocketVolume = define(lint.Rule{
	ID: "socket-volume", Title: "Volume in place of a control socket", Severity: lint.Low, Since: "0.1",
	Presets: lint.Hygiene,
	Aliases: []string{"dockerfile-dockerd-socket-mount"},
	Refs:    []lint.Ref{lint.CIS("5.32"), lint.OWASP("1"), lint.CWE("250")},
	Check:   lint.EachInstruction(checkSocketVolume),
})

func checkSocketVolume(p *lint.Pass, v *dockerfile.Volume) {
	for _, path := range v.Paths {
		if target, ok := p.Unit.VolumeAt(path, v); ok && target.IsControlSocket() {
			p.Report(path.Span, "%s becomes an empty folder, not the socket; delete this", string(target)).
				About(project.StageSubject(v.Stage()))
		}
	}
}
