package shell

// PrecompilesAssets reports whether the command makes the assets of a Rails application, for which it loads the application
// and so wants a secret_key_base. key is set where the command is given one, real or a dummy.
func (c *Command) PrecompilesAssets() (key, ok bool) {
	switch c.Name {
	case "rails", "rake", "bundle", "bundler", "ruby":
	default:
		return false, false
	}
	for i := range c.Args() {
		switch c.Args()[i].Value {
		case "assets:precompile", "assets:environment":
			ok = true
		case "SECRET_KEY_BASE_DUMMY=1":
			key = true
		}
	}
	if !ok {
		return false, false
	}
	for _, other := range c.script.Commands[:c.index+1] {
		for i := range other.Assigns {
			if name := other.Assigns[i].Name; name == "SECRET_KEY_BASE" || name == "SECRET_KEY_BASE_DUMMY" || name == "RAILS_MASTER_KEY" {
				return true, true
			}
		}
	}
	return key || hasPrefixedArg(c, "SECRET_KEY_BASE="), true
}

func hasPrefixedArg(c *Command, prefix string) bool {
	for i := range c.Args() {
		if v := c.Args()[i].Value; len(v) > len(prefix) && v[:len(prefix)] == prefix {
			return true
		}
	}
	return false
}
