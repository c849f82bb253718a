package container

import (
	"slices"

	"github.com/plimsoll-lint/plimsoll/lint/source"
)

// IdleCapabilities returns the words of cap_add that no process of the container can use: the first one is not root, and has no
// capabilities then, and no program may gain any. What still counts of them is the bounding set, by which seccomp opens system
// calls.
func (c *Container) IdleCapabilities() []CapabilityEntry {
	if !c.User.Known || c.User.Value.Root || !Is(c.NoNewPrivileges, true) || !Is(c.Privileged, false) {
		return nil
	}
	for _, h := range c.Hooks { // they run as `docker exec` does
		if h.User.Set() || h.User.Known || !Is(h.Privileged, false) {
			return nil
		}
	}
	redundant := c.Redundant()
	return slices.DeleteFunc(slices.Clone(c.CapAdd), func(e CapabilityEntry) bool {
		return !e.Known || slices.ContainsFunc(redundant, func(r CapabilityEntry) bool { return r.Text.Span == e.Text.Span })
	})
}

// DropAdded returns the edit that deletes cap_add. It fails where an anchor shares the list.
func (c *Container) DropAdded() (source.Edit, bool) {
	at := c.editor.adds
	if !c.editor.block.Contains(at.Span) {
		return source.Edit{}, false
	}
	return source.DeleteLines(at.Key.Span, at.Span)
}
