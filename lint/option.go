package lint

// Strings returns a list option of the rule at work, as the configuration sets it or by default.
func (p *Pass) Strings(name string) []string { return option[[]string](p, name) }

// Bool returns a switch of the rule at work.
func (p *Pass) Bool(name string) bool { return option[bool](p, name) }

// Int returns a number option of the rule at work.
func (p *Pass) Int(name string) int { return option[int](p, name) }

// option finds a value of the right type: the configuration has checked types before, so anything else is a fault of the
// rule that asks.
func option[T any](p *Pass, name string) T {
	if p.settings != nil {
		if v, ok := p.settings.Option(p.Rule.ID, name); ok {
			if t, ok := v.(T); ok {
				return t
			}
		}
	}
	for _, o := range p.Rule.Options {
		if o.Name == name {
			return o.Default.(T)
		}
	}
	panic("rule " + p.Rule.ID + " has no option " + name)
}
