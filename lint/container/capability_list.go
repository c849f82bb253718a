package container

// Adds returns the entries of cap_add that add the capability; ALL is no entry of a capability.
func (c *Container) Adds(caps ...Capability) []CapabilityEntry {
	var found []CapabilityEntry
	for _, e := range c.CapAdd {
		if got, ok := ParseCapability(e.Text.Value); ok && e.Known {
			for _, want := range caps {
				if got == want {
					found = append(found, e)
				}
			}
		}
	}
	return found
}

// Holds reports whether the capability is known to be among those that the container can have.
func (c *Container) Holds(want Capability) bool {
	return c.Capabilities.Known && c.Capabilities.Value.Has(want)
}

// AddsAll returns the entry of cap_add that is ALL.
func (c *Container) AddsAll() (CapabilityEntry, bool) {
	for _, e := range c.CapAdd {
		if e.Known && IsAll(e.Text.Value) {
			return e, true
		}
	}
	return CapabilityEntry{}, false
}

// KeptDefaults returns the capabilities of Docker's default set that the container holds without having asked for them.
func (c *Container) KeptDefaults() Capabilities {
	kept := c.Capabilities.Value & DefaultCapabilities
	for _, e := range c.CapDrop {
		if IsAll(e.Text.Value) {
			return 0
		}
	}
	for _, e := range c.CapAdd {
		if added, ok := ParseCapability(e.Text.Value); ok {
			kept = kept.Without(1 << added)
		}
	}
	return kept
}

// Redundant returns the entries of cap_add that name a capability of Docker's default set which nothing drops.
func (c *Container) Redundant() []CapabilityEntry {
	if _, all := c.AddsAll(); all || !c.Capabilities.Known || !Is(c.Privileged, false) {
		return nil
	}
	var list []CapabilityEntry
	for _, e := range c.CapAdd {
		if added, ok := ParseCapability(e.Text.Value); ok && DefaultCapabilities.Has(added) && !c.drops(added) {
			list = append(list, e)
		}
	}
	return list
}

// drops reports whether cap_drop names the capability or all of them.
func (c *Container) drops(want Capability) bool {
	for _, e := range c.CapDrop {
		if got, ok := ParseCapability(e.Text.Value); ok && got == want || IsAll(e.Text.Value) {
			return true
		}
	}
	return false
}

// Undoes returns the entry of cap_add for which an entry of cap_drop has no effect.
func (c *Container) Undoes(dropped CapabilityEntry) (CapabilityEntry, bool) {
	if !dropped.Known {
		return CapabilityEntry{}, false
	}
	if IsAll(dropped.Text.Value) {
		return c.AddsAll()
	}
	want, ok := ParseCapability(dropped.Text.Value)
	if _, all := c.AddsAll(); !ok || all {
		return CapabilityEntry{}, false // beside ALL, what is named is dropped
	}
	for _, e := range c.CapDrop {
		if IsAll(e.Text.Value) {
			return CapabilityEntry{}, false // the entry has no effect, but what is meant is plain
		}
	}
	if by := c.Adds(want); len(by) > 0 {
		return by[0], true
	}
	return CapabilityEntry{}, false
}
