package harden

import (
	"slices"
	"strings"

	"github.com/plimsoll-lint/plimsoll/lint/container"
	"github.com/plimsoll-lint/plimsoll/lint/image"
)

// capabilities drops all capabilities and gives back what the start needs, where that is known.
func (h *service) capabilities() {
	c := h.c
	if e, all := c.AddsAll(); all {
		h.say("cap_add gives it every capability (%s). Name those that it needs instead; then the others can be dropped.",
			place(e.Text.Span))
		return
	}
	for _, e := range c.CapDrop {
		if e.Known && container.IsAll(e.Text.Value) {
			h.already = append(h.already, "cap_drop")
			return
		}
	}
	if !c.Capabilities.Known {
		h.say("A variable decides about its capabilities, so they are left as they are.")
		return
	}
	needs := h.facts.Needs().Capabilities
	switch {
	case c.User.Known && !c.User.Value.Root:
		h.dropOfUser(needs)
	case h.ownRoot() && needs != nil && h.firm():
		h.dropOfRoot(needs)
	default:
		h.proposeDrop(needs)
	}
}

// ownRoot reports whether the container starts as its image means it to, as root.
func (h *service) ownRoot() bool {
	u := h.c.User
	if !h.c.OwnStart || h.facts.Root() != image.Yes {
		return false
	}
	return u.Known || !u.Set() && u.Origin.Doubt == "" && !h.s.User.Set
}

// dropOfUser is for a service that starts as an ordinary user.
func (h *service) dropOfUser(needs []image.Need) {
	name := h.c.User.Value.String()
	if raw := h.s.User.Raw().Value; strings.Contains(raw, "$") {
		name = raw // what a .env file holds is not shown
	}
	why := "it runs as " + name
	switch at := h.c.User.Origin; {
	case at.Fact != "":
		why += " (" + at.Fact + ")"
	case at.Span.File != nil:
		why += " (" + place(at.Span) + ")"
	}
	why += ", whose programs hold none of these unless their files carry them"
	if needs == nil || !h.c.OwnStart {
		why = "guess: " + why
	}
	var grants []grant
	for _, n := range needs {
		if h.c.OwnStart && !n.Maybe && !ofRoot(n.Name) {
			grants = append(grants, grant{need: n})
		}
	}
	h.drop(why, grants)
}

// ofRoot reports whether a capability is one that root uses while a container starts.
func ofRoot(name string) bool {
	switch name {
	case "CHOWN", "DAC_OVERRIDE", "DAC_READ_SEARCH", "FOWNER", "FSETID", "KILL", "SETGID", "SETUID", "SETPCAP", "SETFCAP",
		"SYS_CHROOT", "MKNOD":
		return true
	}
	return false
}

// dropOfRoot is for a service whose image starts as root and whose needs are known.
func (h *service) dropOfRoot(needs []image.Need) {
	var grants []grant
	for _, n := range needs {
		grants = append(grants, grant{need: n})
	}
	for _, name := range h.facts.Drop.IfCaps {
		if !given(grants, name) {
			n := image.Need{Name: name, Why: "without it the image stays root and says nothing"}
			grants = append(grants, grant{need: n})
		}
	}
	if h.facts.Drop.Kind != image.Drops && !given(grants, "DAC_OVERRIDE") {
		for _, m := range h.c.Mounts {
			if m.Kind == container.Bind && !m.ReadOnly && !m.Granted() {
				n := image.Need{Name: "DAC_OVERRIDE", Why: "root writes to " + m.Target + ", where files may belong to another user"}
				grants = append(grants, grant{need: n, guess: true})
				break
			}
		}
	}
	if v := h.facts.Volumes; h.facts.Drop.Kind == image.WorkersOnly && len(v) > 0 && !given(grants, "DAC_OVERRIDE") {
		n := image.Need{Name: "DAC_OVERRIDE", Why: "what starts as root may write to " + v[0] + ", where files belong to its workers"}
		grants = append(grants, grant{need: n, guess: true})
	}
	why := h.image() + " starts as root"
	if h.facts.Drop.Kind == image.Drops && h.facts.Drop.To != "" {
		why += " and becomes " + h.facts.Drop.To
	}
	if len(grants) == 0 {
		why += " and needs none"
	} else {
		why += " and needs only those below"
	}
	if h.c.Built {
		why = "built on it: " + why
	}
	if h.facts.Confidence < image.Documented {
		why = "guess: " + why
	}
	h.drop(why+" ("+h.evidence()+")", grants)
}

// grant is a capability that is given back.
type grant struct {
	need       image.Need
	guess      bool
	capability container.Capability
	note       string
}

func given(grants []grant, name string) bool {
	return slices.ContainsFunc(grants, func(g grant) bool { return g.need.Name == name })
}

func (g grant) why() string {
	switch {
	case g.guess:
		return "guess: " + g.need.Why
	case g.need.Maybe:
		return strings.TrimSuffix("perhaps: "+g.need.Why, ": ")
	}
	return g.need.Why
}

// drop writes cap_drop and cap_add. What the project drops by name stays dropped, and what it adds stays added.
func (h *service) drop(why string, grants []grant) {
	h.set(0, "cap_drop:", "")
	h.set(1, "- ALL", why)
	host := container.SharesHost(h.c.Network)
	var back, left []grant
	for _, g := range grants {
		var ok bool
		if g.capability, ok = container.ParseCapability(g.need.Name); !ok || len(h.c.Adds(g.capability)) > 0 {
			continue
		}
		switch {
		case h.drops(g.capability):
			g.note = "left out, as the project drops it: "
			left = append(left, g)
		case container.DefaultCapabilities&(1<<g.capability) == 0:
			g.note = "left out, as it has not had it so far: "
			left = append(left, g)
		case g.need.LowPort && !host:
			g.note = "not needed since Docker 20.10: "
			left = append(left, g)
		default:
			back = append(back, g)
		}
	}
	list := h.suggest
	if len(back) > 0 {
		list = h.set
	}
	if len(back)+len(left) > 0 {
		list(0, "cap_add:", "")
	}
	for _, g := range back {
		h.set(1, "- "+g.capability.String(), g.why())
	}
	for _, g := range left {
		h.suggest(1, "- "+g.capability.String(), g.note+g.need.Why)
	}
}

// drops reports whether the project drops the capability by its name.
func (h *service) drops(want container.Capability) bool {
	for _, e := range h.c.CapDrop {
		if got, ok := container.ParseCapability(e.Text.Value); ok && got == want {
			return true
		}
	}
	return false
}

// proposeDrop is for a service of which it is not known what it needs.
func (h *service) proposeDrop(needs []image.Need) {
	why := h.doubt() + "; try it, and give back what is missed"
	if needs != nil && h.ownRoot() {
		why = "what " + h.image() + " needs is " + h.facts.Confidence.String() + ", no more than a hint"
	}
	h.suggest(0, "cap_drop: [ALL]", why)
	if len(needs) == 0 || !h.ownRoot() {
		return
	}
	var names []string
	for _, n := range needs {
		names = append(names, n.Name)
	}
	h.suggest(0, "cap_add: ["+strings.Join(names, ", ")+"]", "")
}

// privileges switches no-new-privileges on.
func (h *service) privileges() {
	n := h.c.NoNewPrivileges
	switch {
	case container.Is(n, true) && !n.Inherited(): // the default of one daemon is not that of the next
		h.already = append(h.already, "no-new-privileges")
	case n.Known && n.Set():
		h.say("no-new-privileges is switched off at %s, and is not overruled here.", place(n.Origin.Span))
	case !n.Known:
		h.say("A variable decides about no-new-privileges, so it is left as it is.")
	default:
		h.set(0, "security_opt:", "")
		h.set(1, "- no-new-privileges:true", "su, sudo and other set-user-ID programs raise nobody; gosu is not touched")
	}
}
