package project

import (
	"path"
	"strings"

	"github.com/plimsoll-lint/plimsoll/lint/compose"
	"github.com/plimsoll-lint/plimsoll/lint/container"
	"github.com/plimsoll-lint/plimsoll/lint/source"
)

// SharedVolume is a volume or a folder of the host that several services may write.
type SharedVolume struct {
	Name          string
	First, Second string // the services
	FirstSpan     source.Span
	Span          source.Span // where the second one has it
}

// SharedVolumes returns what several services of the project may write, once for each of them but the first.
func (u *Unit) SharedVolumes() []SharedVolume {
	if u.Compose == nil {
		return nil
	}
	type writer struct {
		service  string
		span, at source.Span
	}
	first := map[string]writer{}
	var list []SharedVolume
	for i, c := range u.Containers {
		if i >= len(u.Compose.Services) {
			break
		}
		for _, v := range u.Compose.Services[i].Volumes {
			if !v.ReadOnly.Known || v.ReadOnly.V || !v.Source.Known || v.Source.V == "" {
				continue
			}
			name := v.Source.V
			switch {
			case v.Type.V == "bind":
				if name = sharedPath(v); name == "" {
					continue
				}
			case v.Type.V != "volume" || v.Volume == nil:
				continue
			}
			at := v.Target.Text().Span // where it is written, whatever anchor brings it
			w, ok := first[name]
			switch {
			case !ok:
				first[name] = writer{c.Name, v.Span, at}
			case w.service != c.Name && w.at != at:
				list = append(list, SharedVolume{Name: v.Source.V, First: w.service, Second: c.Name, FirstSpan: w.span, Span: v.Span})
			}
		}
	}
	return list
}

// sharedPath returns the folder that a service has of the host. Sockets and devices, which are there to be shared, and the files
// with the time zone are none.
func sharedPath(v compose.Mount) string {
	at := container.NewHostPath(v.Source.V)
	switch {
	case at.IsControlSocket(), at.InRun(), at == "/etc/localtime", at == "/etc/timezone", strings.HasPrefix(string(at), "/dev/"):
		return ""
	case at.Absolute(), strings.HasPrefix(string(at), "~"):
		return string(at)
	}
	return "./" + path.Join(v.Dir, string(at))
}
