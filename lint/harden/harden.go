// Package harden writes the override file that takes from the services of a Compose project what they are not known to need:
// `docker compose -f compose.yaml -f compose.hardened.yaml up` runs the project with it. What is likely to break a service is
// only proposed, as a comment. Each line says why it is there and what it rests on.
package harden

import (
	"fmt"
	"path"
	"slices"
	"strings"

	"github.com/plimsoll-lint/plimsoll/lint/compose"
	"github.com/plimsoll-lint/plimsoll/lint/container"
	"github.com/plimsoll-lint/plimsoll/lint/image"
	"github.com/plimsoll-lint/plimsoll/lint/project"
	"github.com/plimsoll-lint/plimsoll/lint/report/glyph"
	"github.com/plimsoll-lint/plimsoll/lint/source"
)

// FileName is the name of the override file, which belongs beside the first file of the project.
const FileName = "compose.hardened.yaml"

// Override returns the override file for a Compose project. files are those that are loaded together, without the override
// itself. The same project gives the same bytes.
func Override(u *project.Unit, files []string) string {
	var b strings.Builder
	header(&b, files)
	var services strings.Builder
	active := false
	for i, s := range u.Compose.Services {
		if i >= len(u.Containers) {
			break
		}
		h := newService(s, u.Containers[i], files)
		h.write()
		services.WriteString("\n")
		services.WriteString(h.text())
		active = active || h.active
	}
	if active {
		b.WriteString("services:\n")
	} else {
		b.WriteString("services: {} # nothing is added\n")
	}
	b.WriteString(services.String())
	return b.String()
}

func header(b *strings.Builder, files []string) {
	var names, args []string
	for _, f := range files {
		name := relative(path.Dir(files[0]), f)
		names = append(names, glyph.Visible(name))
		args = append(args, "-f "+argument(name))
	}
	args = append(args, "-f "+FileName)
	fmt.Fprintf(b, `# Made by "plimsoll harden" for %s. Read it, then use it on top:
#
#   docker compose %s up -d
#
# What is said of images was read from their Dockerfiles and start scripts, and not tried. "perhaps" is said of what an
# ordinary start does without, "guess" of what rests on habit alone, "choice" of what only you can know. Lines that are
# commented out might break the service.
`, strings.Join(names, " and "), strings.Join(args, " "))
}

// relative returns the path of a file as seen from a folder.
func relative(dir, file string) string {
	up := ""
	for ; dir != "." && dir != "/"; dir = path.Dir(dir) {
		if rest, ok := strings.CutPrefix(file, dir+"/"); ok {
			return up + rest
		}
		up += "../"
	}
	return up + file
}

// argument quotes a file name for a shell, as far as that needs it.
func argument(name string) string {
	plain := func(r rune) bool {
		return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || strings.ContainsRune("._-/", r)
	}
	if strings.TrimFunc(name, plain) == "" && name != "" && name[0] != '-' {
		return name
	}
	return "'" + strings.ReplaceAll(glyph.Visible(name), "'", `'\''`) + "'"
}

// service writes the part of one service.
type service struct {
	s     *compose.Service
	c     *container.Container
	files []string

	facts   image.Facts
	known   bool // that facts hold something
	already []string
	output
}

func newService(s *compose.Service, c *container.Container, files []string) *service {
	h := &service{s: s, c: c, files: files}
	if c.Image.Known {
		h.facts, h.known = image.Lookup(c.Image.Value)
	}
	return h
}

func (h *service) write() {
	if why := h.beyond(); why != "" {
		h.say("%s", why)
		return
	}
	h.reaches()
	h.capabilities()
	h.privileges()
	h.readOnly()
	h.limits()
	h.ports()
	if len(h.already) > 0 {
		h.say("Already so: %s.", strings.Join(h.already, ", "))
	}
}

// beyond says why nothing can be added to a service; "" where something can.
func (h *service) beyond() string {
	s, c := h.s, h.c
	file := ""
	if f := s.Key.Span.File; f != nil {
		file = f.Path
	}
	switch {
	case s.Job:
		return "A job: an override of services does not reach it."
	case s.Provider.Set:
		return "A program of the host provides it, and no container: there is nothing to harden here."
	case !slices.Contains(h.files, file):
		return fmt.Sprintf("Comes from %s by include, which Compose lets nobody override: harden that project.", glyph.Visible(file))
	case s.Partial:
		return "A part of it was not read, so what it has and lacks is not known."
	case c.IsPrivileged():
		return "Privileged at " + place(c.Privileged.Origin.Span) + ": it holds the host, and nothing that could stand here changes that. Take it away first."
	case !c.Privileged.Known:
		return "A variable decides at " + place(c.Privileged.Origin.Span) + " whether it is privileged, so nothing is added."
	case h.known && h.facts.OS == "windows", strings.HasPrefix(s.Platform.V, "windows"):
		return "A container of Windows knows none of these settings."
	}
	return ""
}

// reaches says what of the host the service holds whatever stands here.
func (h *service) reaches() {
	c := h.c
	for _, n := range []struct {
		name    string
		setting container.Setting[container.Namespace]
		what    string
	}{
		{"network", c.Network, "it reaches all services of the host, and ports are not published"},
		{"pid", c.PID, "it sees and may reach the processes of the host"},
		{"ipc", c.IPC, "it shares memory with programs of the host"},
		{"userns", c.UserNS, "its root is that of the host"},
	} {
		if container.SharesHost(n.setting) {
			h.say("Shares the %s namespace of the host (%s): %s. Nothing that could stand here changes that.", n.name,
				place(n.setting.Origin.Span), n.what)
		}
	}
	for _, m := range c.Mounts {
		if m.TakesHost() || m.Source.Known && (m.Source.Value.IsControlSocket() || m.Source.Value.HoldsControlSocket()) {
			h.say("Mounts %s (%s), by which it may reach the host. Nothing that could stand here changes that.",
				glyph.Visible(string(m.Source.Value)), place(m.Span))
		}
	}
	if container.Is(c.UseSocket, true) {
		h.say("use_api_socket hands it the host (%s). Nothing that could stand here changes that.", place(c.UseSocket.Origin.Span))
	}
}

// image names the image that the facts are about.
func (h *service) image() string { return glyph.Visible(h.c.Image.Value.Familiar()) }

// evidence says on what the facts about the image rest.
func (h *service) evidence() string {
	return fmt.Sprintf("known from %s, %s", h.facts.Confidence, h.facts.Date)
}

// firm reports whether the facts about the image are more than a hint.
func (h *service) firm() bool { return h.known && h.facts.Confidence > image.WellKnown }

// doubt says why it is not known what the service starts.
func (h *service) doubt() string {
	c := h.c
	switch {
	case h.s.Entrypoint.Set && !h.s.Entrypoint.Null:
		return "what the entrypoint of this service needs is not known"
	case len(c.Hooks) > 0:
		return "what the hooks of this service need is not known"
	case h.s.Command.Set && !h.s.Command.Null && !c.OwnStart:
		return "what the command of this service needs is not known"
	case c.Built && !c.OwnStart:
		return "what the image that is built here needs is not known"
	case !c.Image.Known:
		return "the image is not known"
	case !c.OwnStart && h.known:
		return h.image() + " starts whatever it is given: what that needs is not known"
	}
	return "what " + h.image() + " needs is not known"
}

// place shows where a setting was made, as path and line.
func place(s source.Span) string {
	if s.File == nil {
		return "somewhere"
	}
	return fmt.Sprintf("%s:%d", glyph.Visible(s.File.Path), s.Position().Line)
}
