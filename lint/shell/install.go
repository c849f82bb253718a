package shell

import "slices"

// Install is a command that installs packages.
type Install struct {
	Command  *Command
	Manager  string // "apt", "apk", "dnf", "pip", "npm", ...: variants of a program have one name
	Packages []Word // as written, versions included; none where a list in a file names them
}

// Installs returns the package installations, in source order.
func (s *Script) Installs() []Install {
	var out []Install
	for _, c := range s.Commands {
		if manager, verbs := managerOf(c.Name); manager != "" {
			opts := c.Options()
			if slices.Contains(verbs, opts.Operand(0)) && opts.Operands[0].Literal {
				out = append(out, Install{Command: c, Manager: manager, Packages: opts.Operands[1:]})
			}
		}
	}
	return out
}

func managerOf(name string) (manager string, verbs []string) {
	switch name {
	case "apt", "apt-get", "aptitude":
		return "apt", []string{"install", "reinstall", "build-dep"}
	case "apk":
		return "apk", []string{"add"}
	case "yum", "dnf", "dnf5", "dnf-3", "microdnf", "tdnf":
		return "dnf", []string{"install", "reinstall", "localinstall", "groupinstall"}
	case "zypper":
		return "zypper", []string{"install", "in"}
	case "npm":
		return "npm", []string{"install", "i", "add", "ci"}
	case "pnpm":
		return "pnpm", []string{"install", "i", "add"}
	case "yarn", "yarnpkg":
		return "yarn", []string{"install", "add"}
	case "gem":
		return "gem", []string{"install", "i"}
	case "bundle", "bundler":
		return "bundle", []string{"install"}
	case "go":
		return "go", []string{"install", "get"}
	case "cargo":
		return "cargo", []string{"install"}
	case "composer":
		return "composer", []string{"install", "require", "create-project"}
	}
	if isPip(name) {
		return "pip", []string{"install"}
	}
	return "", nil
}
