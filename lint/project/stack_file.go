package project

import (
	"path"
	"slices"
	"strings"

	"github.com/plimsoll-lint/plimsoll/lint/container"
	"github.com/plimsoll-lint/plimsoll/lint/image"
	"github.com/plimsoll-lint/plimsoll/lint/source"
)

// ImageVolume is a path that VOLUME of an image gives a volume without a name.
type ImageVolume struct {
	Path string
	At   source.Span // zero where it is known of an image of a registry
}

// Volumes returns the volumes that the image is known to bring along.
func (s *Stack) Volumes() []ImageVolume {
	var list []ImageVolume
	if s.Image != nil {
		for _, v := range s.Image.Volumes() {
			name, _, _ := strings.Cut(v.Value, ":") // `host:container`, which VOLUME does not know, some write
			if v.Known && path.IsAbs(name) && len(list) < maxStacked {
				list = append(list, ImageVolume{path.Clean(name), v.Text.Span})
			}
		}
	}
	if s.Container.Built && (s.Image == nil || s.Image.Base.Scratch) {
		return list
	}
	if facts := s.Facts(); facts.Confidence > image.WellKnown {
		for _, v := range facts.Volumes {
			list = append(list, ImageVolume{Path: v})
		}
	}
	return list
}

// Reopened returns the volumes of the image that make a place of programs or settings writable in a container whose root is
// read-only. What the service mounts there itself takes their place.
func (s *Stack) Reopened() []ImageVolume {
	if !container.Is(s.Container.ReadOnly, true) {
		return nil
	}
	list := slices.DeleteFunc(s.Volumes(), func(v ImageVolume) bool {
		return s.Container.Mounted(v.Path) || isState(v.Path) || !ofSystem(v.Path) && s.program(v.Path) == nil
	})
	return list[:min(len(list), maxListed)]
}

// ofSystem reports whether programs or settings lie at a path in any image.
func ofSystem(name string) bool {
	for _, dir := range [...]string{"/usr", "/etc", "/bin", "/sbin", "/lib", "/lib64"} {
		if container.Inside(name, dir) {
			return true
		}
	}
	return name == "/"
}

// Unwritable returns the paths that the start of the image is known to write to, and that the service makes read-only.
func (s *Stack) Unwritable() []image.Need {
	c, facts := s.Container, s.Facts()
	if !container.Is(c.ReadOnly, true) || !c.OwnStart || len(c.Hooks) > 0 || facts.Confidence <= image.SameImage {
		return nil
	}
	volumes := s.Volumes()
	return slices.DeleteFunc(facts.Needs().Writable, func(n image.Need) bool {
		hint := n.Maybe || strings.HasPrefix(n.Why, "belongs to ") // the owner alone does not say that it is written to
		return hint || c.Covered(n.Name) ||
			slices.ContainsFunc(volumes, func(v ImageVolume) bool { return container.Inside(n.Name, v.Path) })
	})
}

// program returns the COPY or ADD that puts programs of the image at a path or below it, or around it where the path has the name
// of a folder of programs; nil where none is known to.
func (s *Stack) program(at string) *Transfer {
	if s.Image == nil || at == "" || isState(at) {
		return nil
	}
	list := s.inner.Transfers()
	for i := range list {
		t := &list[i]
		if !t.Known || t.At.OnBuild() || !s.inner.Ships(t.At.Stage()) {
			continue
		}
		if name, ok := t.program(); !ok || name == "" {
			continue
		}
		if container.Inside(t.Target, at) || container.Inside(at, t.Target) && isProgram(at) {
			return t
		}
	}
	return nil
}

// MountedProgram is a mount that the service may write to and that lies over programs of its image.
type MountedProgram struct {
	container.Mount
	Copied source.Span // what puts them there
}

// MountedPrograms returns the mounts of the host or of named volumes over programs that the Dockerfile puts there. Folders with
// the name of a place for data, and those of installed packages, are none.
func (s *Stack) MountedPrograms() []MountedProgram {
	var list []MountedProgram
	for _, m := range s.Container.Mounts[:min(len(s.Container.Mounts), maxStacked)] {
		named := m.Kind == container.Volume && m.Volume != ""
		if m.ReadOnly || m.ModeUnknown || m.Kind != container.Bind && !named || m.Granted() {
			continue
		}
		if strings.HasPrefix(m.Via, "volumes_from ") {
			continue // the service that it comes from has it as well
		}
		switch path.Base(m.Target) {
		case "node_modules", "vendor", "venv", ".venv", ".next", "static", "public", "target", "coverage":
			continue
		}
		if t := s.program(m.Target); t != nil {
			list = append(list, MountedProgram{m, t.Dest.Span})
		}
	}
	return list
}
