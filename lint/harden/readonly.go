package harden

import (
	"path"
	"strings"

	"github.com/plimsoll-lint/plimsoll/lint/container"
	"github.com/plimsoll-lint/plimsoll/lint/image"
)

// readOnly makes the root of the file system read-only where it is known what is written.
func (h *service) readOnly() {
	c := h.c
	switch {
	case container.Is(c.ReadOnly, true):
		h.already = append(h.already, "read_only")
		return
	case !c.ReadOnly.Known:
		h.say("A variable decides about read_only, so it is left as it is.")
		return
	}
	if why := h.refusesReadOnly(); why != "" {
		h.say("No read_only: %s.", why)
		return
	}
	needs := h.facts.Needs().Writable
	switch {
	case c.ReadOnly.Set():
		h.proposeReadOnly("it is set to false at "+place(c.ReadOnly.Origin.Span)+", and is not overruled here", nil)
		return
	case needs == nil || !c.OwnStart:
		why := strings.Replace(h.doubt(), "needs is not known", "writes to is not known", 1)
		why = strings.Replace(why, "need is not known", "write to is not known", 1)
		h.proposeReadOnly(why+"; give each such path a tmpfs or a volume", nil)
		return
	case h.facts.Confidence == image.SameImage:
		h.proposeReadOnly("nothing was read of this tag of "+h.image()+", so what it writes to is not known", needs)
		return
	case len(needs)+len(h.facts.Volumes) == 0 && !h.keeps():
		h.proposeReadOnly("the start of "+h.image()+" writes nowhere, but where it keeps its data is not known", nil)
		return
	case !h.firm():
		h.proposeReadOnly("what "+h.image()+" writes to is "+h.facts.Confidence.String()+", no more than a hint", needs)
		return
	}
	if at := h.elsewhere(); at != "" {
		h.proposeReadOnly("the environment names "+at+", and whether it writes there is not known: give that a volume first", needs)
		return
	}
	var mounts, perhaps []image.Need
	for _, n := range needs {
		if n.Maybe && !h.covered(n.Name) {
			if m := h.beside(n.Name); m != "" {
				h.proposeReadOnly("with "+m+" mounted it perhaps writes to "+n.Name+": "+n.Why, needs)
				return
			}
			perhaps = append(perhaps, n)
		}
		if n.Maybe || h.covered(n.Name) {
			continue
		}
		if !container.Scratch(n.Name) {
			h.proposeReadOnly("it writes to "+n.Name+", which may hold data or settings: give that a volume first", needs)
			return
		}
		mounts = append(mounts, n)
	}
	h.set(0, "read_only: true", "guess: what "+h.image()+" writes to at its start is mounted ("+h.evidence()+")"+h.volumes())
	begun := false
	add := func(name, why string) {
		if !begun {
			h.set(0, "tmpfs:", "")
			begun = true
		}
		h.set(1, "- "+value(name), why)
	}
	for _, n := range mounts {
		add(n.Name, n.Why)
	}
	if !h.covered("/tmp") && find(mounts, "/tmp") == nil {
		add("/tmp", "guess: most programs expect to write here")
	}
	if len(perhaps) > 0 {
		list := make([]string, len(perhaps))
		for i, n := range perhaps {
			list[i] = n.Name + " (" + n.Why + ")"
		}
		h.say("Perhaps it writes to these as well: %s.", strings.Join(list, ", "))
	}
}

// maxPaths is how many paths of the environment are looked up among the mounts.
const maxPaths = 100

// elsewhere returns a path of the environment that seems to be where the service keeps its data, and is not writable.
func (h *service) elsewhere() string {
	asked := 0
	for _, v := range h.c.Environment {
		name, at := strings.ToUpper(v.Name), v.Value.Value
		if !strings.HasPrefix(at, "/") || !strings.Contains(name, "DATA") && !strings.Contains(name, "DIR") || container.Scratch(at) {
			continue
		}
		if asked++; asked > maxPaths || !h.covered(at) {
			return at
		}
	}
	return ""
}

// beside returns a folder that is mounted beside a path which is perhaps written to: what a start script makes of templates
// goes there.
func (h *service) beside(name string) string {
	dir := path.Dir(name)
	for _, m := range h.c.Mounts {
		if target := path.Clean(m.Target); target != name && path.Dir(target) == dir && dir != "/" && path.Ext(target) == "" {
			return target
		}
	}
	return ""
}

// keeps reports whether the project gives the service a volume to write to.
func (h *service) keeps() bool {
	for _, m := range h.c.Mounts {
		if m.Kind == container.Volume && !m.ReadOnly {
			return true
		}
	}
	return false
}

// volumes says which volumes the image has of its own.
func (h *service) volumes() string {
	if len(h.facts.Volumes) == 0 {
		return ""
	}
	return "; its volumes stay writable: " + strings.Join(h.facts.Volumes, " ")
}

// proposeReadOnly writes the settings as comments.
func (h *service) proposeReadOnly(why string, needs []image.Need) {
	h.suggest(0, "read_only: true", why)
	paths := []string{}
	for _, n := range needs {
		if !n.Maybe && !h.covered(n.Name) && container.Scratch(n.Name) {
			paths = append(paths, value(n.Name))
		}
	}
	if find(needs, "/tmp") == nil && !h.covered("/tmp") {
		paths = append(paths, "/tmp")
	}
	if len(paths) > 0 {
		h.suggest(0, "tmpfs: ["+strings.Join(paths, ", ")+"]", "")
	}
}

func find(list []image.Need, name string) *image.Need {
	for i := range list {
		if list[i].Name == name {
			return &list[i]
		}
	}
	return nil
}

// refusesReadOnly says why Compose would not start the service with a read-only root: it copies these files into it.
func (h *service) refusesReadOnly() string {
	for _, g := range h.s.Secrets {
		if g.Secret != nil && g.Secret.Environment.Set {
			return "Compose refuses it beside the secret " + g.Source.V + ", whose content is a variable's"
		}
	}
	for _, g := range h.s.Configs {
		if g.Config != nil && (g.Config.Environment.Set || g.Config.Content.Set) {
			return "Compose refuses it beside the config " + g.Source.V + ", whose content stands in the project"
		}
	}
	if !container.Is(h.c.UseSocket, false) {
		return "Compose refuses it beside use_api_socket"
	}
	return ""
}

// covered reports whether a path lies in a mount that can be written to, or in a volume of the image.
func (h *service) covered(name string) bool {
	for _, v := range h.facts.Volumes {
		if container.Inside(name, v) {
			return true
		}
	}
	return h.c.Covered(name)
}
