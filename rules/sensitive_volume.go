package rules

import (
	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/dockerfile"
	"github.com/plimsoll-lint/plimsoll/lint/project"
)

// SensitiveVolume reports a `VOLUME` on a folder that holds the programs or the settings of the system: `/`, `/etc`,
// `/usr`, `/bin`, `/lib`, `/root`, `/var`, `/proc` and their like.
//
// Docker copies the folder into a volume when the container is first made. From then on the copy counts: it stays
// writable in a container that is read-only, it keeps what an attacker changed when the container is made anew, and
// programs in it are not replaced by the patched ones of the next image.
//
// A folder below these that belongs to one program, such as `/etc/nginx` or `/var/lib/mysql`, is not reported, nor are
// `/run` and `/sys/fs/cgroup`, which images that run systemd name.
//
// # What to do
//
// Name the folder that the program writes to: `VOLUME /var/lib/app`.
var SensitiveVolume = define(lint.Rule{
	ID: "sensitive-volume", Title: "Volume over the system", Severity: lint.Low, Since: "0.1",
	Presets: lint.Security | lint.Hygiene,
	Refs: []lint.Ref{
		lint.OWASP("8"), lint.CWE("732"), lint.Doc("VOLUME", "https://docs.docker.com/reference/dockerfile/#volume"),
	},
	Check: lint.EachInstruction(checkSensitiveVolume),
})

func checkSensitiveVolume(p *lint.Pass, v *dockerfile.Volume) {
	for _, path := range v.Paths {
		if target, ok := p.Unit.VolumeAt(path, v); ok && project.WholeSystem(string(target)) {
			p.Report(path.Span, "a volume on %s keeps and hides what the image has there; name the program's folder", string(target)).
				About(project.StageSubject(v.Stage()))
		}
	}
}
