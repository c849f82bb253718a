package shell

import "strings"

// OpenLogin returns the option with which a command starts a server that lets everybody on the network in: jupyter with an
// empty token, code-server --auth none, mongod --noauth, redis-server --protected-mode no. Most listen to the machine itself
// unless they are told otherwise. A password besides, and settings in a file that nobody sees, take it back.
func (c *Command) OpenLogin() (option Word, ok bool) {
	args := c.Args()
	switch c.Name {
	case "jupyter", "jupyter-lab", "jupyter-notebook", "jupyter-server":
		if listensEverywhere(args, "--ip", "--NotebookApp.ip", "--ServerApp.ip") {
			return openJupyter(args)
		}
	case "start-notebook.sh", "start-notebook.py":
		return openJupyter(args)
	case "code-server":
		if listensEverywhere(args, "--bind-addr", "--host") {
			return optionWith(args, "--auth", "none")
		}
	case "mongod":
		if _, all := optionWith(args, "--bind_ip_all", ""); all || listensEverywhere(args, "--bind_ip") {
			return optionWith(args, "--noauth", "")
		}
	case "redis-server", "valkey-server":
		if len(args) > 0 && strings.HasPrefix(args[0].Value, "-") {
			for i := range args {
				switch v := args[i].Value; {
				case strings.HasPrefix(v, "--requirepass"), strings.HasPrefix(v, "--aclfile"), v == "--bind":
					return Word{}, false
				}
			}
			return optionWith(args, "--protected-mode", "no")
		}
	}
	return option, ok
}

func openJupyter(args []Word) (option Word, ok bool) {
	for i := range args {
		name, value, _ := strings.Cut(args[i].Value, "=")
		empty := value == "" || value == "''" || value == `""`
		switch name {
		case "--NotebookApp.token", "--ServerApp.token", "--IdentityProvider.token":
			if empty {
				option, ok = args[i], true
			}
		case "--NotebookApp.password", "--ServerApp.password", "--PasswordIdentityProvider.hashed_password":
			if !empty {
				return Word{}, false
			}
		}
	}
	return option, ok
}

// listensEverywhere reports whether an option of one of the names gives an address that stands for all of the machine's.
func listensEverywhere(args []Word, names ...string) bool {
	for i := range args {
		for _, name := range names {
			value, ok := strings.CutPrefix(args[i].Value, name)
			switch {
			case !ok:
			case value == "" && i+1 < len(args) && everyAddress(args[i+1].Value):
				return true
			case strings.HasPrefix(value, "=") && everyAddress(strings.Trim(value[1:], `'"`)):
				return true
			}
		}
	}
	return false
}

// optionWith returns an option that has a value, behind "=" or as the next word, or none.
func optionWith(args []Word, name, value string) (Word, bool) {
	for i := range args {
		switch v := args[i].Value; {
		case v == "--":
			return Word{}, false
		case value == "" && v == name, value != "" && v == name+"="+value:
			return args[i], true
		case value != "" && v == name && i+1 < len(args) && args[i+1].Value == value:
			return args[i], true
		}
	}
	return Word{}, false
}
