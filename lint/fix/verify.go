package fix

// Verify asks check about every changed file, such as whether it still parses and has lost the findings of
// Change.Findings. Where check returns an error, the fixes of that file are tried again one upon the other, and those that
// bring an error are dropped from the plan as Rejected. A fix that changes several files stays or goes as a whole.
func (p *Plan) Verify(check func(Change) error) {
	bad := make(map[string]bool)
	for _, c := range p.Changes {
		if check(c) != nil {
			bad[c.Path] = true
		}
	}
	if len(bad) == 0 {
		return
	}
	kept, suspects := p.split(bad)
	for _, s := range suspects {
		try := append(kept[:len(kept):len(kept)], s)
		if err := checkAll(build(try, s.paths()), check); err != nil {
			p.skip(s.finding, Rejected, err.Error())
			continue
		}
		kept = try
	}
	p.accepted = kept
	p.settle()
}

// split parts the fixes that change a bad file, or a file that such a fix changes as well, from the others. It adds the
// latter files to bad.
func (p *Plan) split(bad map[string]bool) (kept, suspects []*candidate) {
	for grown := true; grown; {
		grown = false
		for _, c := range p.accepted {
			if !c.changesAny(bad) {
				continue
			}
			for path := range c.paths() {
				grown = grown || !bad[path]
				bad[path] = true
			}
		}
	}
	for _, c := range p.accepted {
		if c.changesAny(bad) {
			suspects = append(suspects, c)
		} else {
			kept = append(kept, c)
		}
	}
	return kept, suspects
}

func checkAll(changes []Change, check func(Change) error) error {
	for _, c := range changes {
		if err := check(c); err != nil {
			return err
		}
	}
	return nil
}

// paths returns the files that a fix changes.
func (c *candidate) paths() map[string]bool {
	paths := make(map[string]bool, 1)
	for _, e := range c.edits {
		paths[e.Span.File.Path] = true
	}
	return paths
}

func (c *candidate) changesAny(paths map[string]bool) bool {
	for _, e := range c.edits {
		if paths[e.Span.File.Path] {
			return true
		}
	}
	return false
}
