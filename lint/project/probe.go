package project

import (
	"bytes"
	"path"
	"slices"

	"github.com/plimsoll-lint/plimsoll/lint/compose"
	"github.com/plimsoll-lint/plimsoll/lint/container"
	"github.com/plimsoll-lint/plimsoll/lint/dockerfile"
	"github.com/plimsoll-lint/plimsoll/lint/image"
	"github.com/plimsoll-lint/plimsoll/lint/shell"
	"github.com/plimsoll-lint/plimsoll/lint/source"
)

// BrokenProbe is a health check whose program the image is known not to have, so that it always fails.
type BrokenProbe struct {
	Program string
	At      source.Span
	Base    image.Ref
	Subject string
}

// BrokenProbes returns the health checks of what ships, or of the services of a Compose project, that ask with curl or wget where
// neither the base image has the program nor the Dockerfile speaks of it.
func (u *Unit) BrokenProbes() []BrokenProbe {
	var list []BrokenProbe
	for _, im := range u.Targets() {
		h := im.Healthcheck
		if h == nil || h.None || im.Windows() || !im.Base.Image.Known || im.Base.Scratch {
			continue
		}
		ref, err := image.Parse(im.Base.Image.Text)
		if err != nil {
			continue
		}
		script := shell.Words(h.Words)
		if h.Form == dockerfile.ShellForm {
			script = shell.ParseText(h.Text, shell.DialectOf("/bin/sh"))
		}
		if name, at := lacking(script, ref, im); name != "" {
			list = append(list, BrokenProbe{name, at, ref, StageSubject(im.Stage)})
		}
	}
	for _, s := range u.stacks {
		mounted := func(m container.Mount) bool { return ofSystem(m.Target) } // which may hold the program
		if !s.Container.Image.Known || s.Container.Built && !s.searchable() || slices.ContainsFunc(s.Container.Mounts, mounted) {
			continue
		}
		if name, at := lacking(testScript(s.Service.Healthcheck), s.Container.Image.Value, s.Image); name != "" {
			list = append(list, BrokenProbe{name, at, s.Container.Image.Value, s.Container.Subject})
		}
	}
	return list
}

// testScript reads the test of a service.
func testScript(h compose.Healthcheck) *shell.Script {
	t := h.Test
	switch {
	case !t.Set || !t.Known || !h.Off().IsZero():
	case t.Shell:
		return shell.ParseText(t.Text.Text(), shell.DialectOf("/bin/sh"))
	case len(t.Words) == 2 && t.Words[0].V == "CMD-SHELL":
		return shell.ParseText(t.Words[1].Text(), shell.DialectOf("/bin/sh"))
	case len(t.Words) > 1 && t.Words[0].V == "CMD":
		var words []source.Text
		for _, w := range t.Words[1:] {
			words = append(words, w.Text())
		}
		return shell.Words(words)
	}
	return &shell.Script{}
}

// lacking returns the first program of a health check that is not there, if none of those that could take its place is.
func lacking(script *shell.Script, base image.Ref, im *dockerfile.Image) (name string, at source.Span) {
	for _, c := range script.Commands {
		if c.Name != "curl" && c.Name != "wget" {
			continue
		}
		if len(c.Words) == 0 || !image.Lacks(base, c.Name) || im != nil && mayBring(im, c.Name) {
			return "", source.Span{}
		}
		if name == "" {
			name, at = c.Name, c.Words[0].Span()
		}
	}
	return name, at
}

// mayBring reports whether a stage, or one that it is built on, may put a program into the image: it names the program, runs a
// script, or takes whole folders of programs from elsewhere.
func mayBring(im *dockerfile.Image, program string) bool {
	for _, stage := range im.Chain() {
		for in := range stage.All() {
			text := in.Span().Bytes()
			switch in := in.(type) {
			case *dockerfile.Run:
				if bytes.Contains(text, []byte(program)) || bytes.Contains(text, []byte(".sh")) {
					return true
				}
			case *dockerfile.Add, *dockerfile.OnBuild, *dockerfile.Invalid:
				return true
			case *dockerfile.Copy:
				dest := path.Clean(in.Dest.Value)
				folder := dest == "/usr" || dest == "/bin" || dest == "/usr/bin" || dest == "/usr/local" || dest == "/usr/local/bin"
				if dest == "/" || folder && !in.From.IsZero() || bytes.Contains(text, []byte(program)) {
					return true
				}
			}
		}
	}
	return false
}
