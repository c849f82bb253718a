package shell

import (
	"slices"
	"strings"
)

// Unlocked is a command that installs what the program depends on without holding to its lock file.
type Unlocked struct {
	Word Word // the verb
	// Use is what to write: another verb in its place, or an option behind it.
	Use    string
	Option bool
	// Sure is set where Use is right for every release of the program.
	Sure bool
}

// LockTools returns the names of the programs that Unlocked knows.
func LockTools() []string {
	return []string{"npm", "pnpm", "yarn", "yarnpkg", "bun", "cargo", "uv", "composer", "bundle", "poetry", "pipenv", "go"}
}

// Unlocked reports whether the command takes other versions than a lock file says, or would where there is none.
func (c *Command) Unlocked() (Unlocked, bool) {
	opts := c.Options()
	verb := opts.Operand(0)
	alone := len(opts.Operands) == 1
	switch c.Name {
	case "npm":
		if alone && opts.Find("-g", "--global", "--version", "--help") == nil {
			switch verb {
			case "install", "i", "update", "up", "upgrade":
				return c.unlocked(opts, "ci", false, true)
			}
		}
	case "pnpm", "bun":
		if alone && (verb == "install" || verb == "i") && !frozen(opts) && opts.Find("-g", "--global") == nil {
			return c.unlocked(opts, "--frozen-lockfile", true, true)
		}
		if alone && (verb == "update" || verb == "up") {
			return c.unlocked(opts, "install --frozen-lockfile", false, false)
		}
	case "yarn", "yarnpkg":
		if alone && verb == "install" && !frozen(opts) {
			return c.unlocked(opts, "--frozen-lockfile", true, false)
		}
		if len(c.Words) == 1 {
			return Unlocked{Word: c.Words[0], Use: "install --frozen-lockfile"}, true
		}
	case "cargo":
		if verb == "install" && len(opts.Operands) > 1 && opts.Find("--locked", "--frozen", "--list") == nil {
			return c.unlocked(opts, "--locked", true, true)
		}
	case "uv":
		if verb == "sync" && opts.Find("--locked", "--frozen") == nil {
			return c.unlocked(opts, "--locked", true, true)
		}
	case "composer":
		if verb == "update" && alone && opts.Find("--lock") == nil {
			return c.unlocked(opts, "install", false, false)
		}
	case "bundle":
		if verb == "update" {
			return c.unlocked(opts, "install", false, false)
		}
	case "poetry":
		if verb == "update" {
			return c.unlocked(opts, "install", false, false)
		}
	case "pipenv":
		if alone && verb == "install" && opts.Find("--deploy", "--ignore-pipfile") == nil {
			return c.unlocked(opts, "--deploy", true, true)
		}
	case "go":
		if verb == "get" {
			if u := opts.Find("-u"); u != nil && ownModules(opts.Operands[1:]) {
				return Unlocked{Word: c.Words[u.Word()], Use: "go mod download"}, true
			}
		}
	}
	return Unlocked{}, false
}

func (c *Command) unlocked(opts *Options, use string, option, sure bool) (Unlocked, bool) {
	return Unlocked{Word: opts.Operands[0], Use: use, Option: option, Sure: sure}, true
}

// ownModules reports whether go is given no modules by name.
func ownModules(words []Word) bool {
	return !slices.ContainsFunc(words, func(w Word) bool { return w.Value != "all" && !strings.HasPrefix(w.Value, ".") })
}

// frozen reports whether an option holds a package manager of node to its lock file.
func frozen(opts *Options) bool {
	return slices.ContainsFunc(opts.List, func(o Option) bool {
		switch o.Name {
		case "--frozen-lockfile", "--immutable", "--pure-lockfile", "--immutable-cache", "--offline":
			return o.Value.Value != "false"
		case "--version", "--help", "-v", "-h":
			return true
		}
		return false
	})
}
