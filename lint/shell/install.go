package shell

import "strings"

// Action is what a command of a package manager does.
type Action int

// The actions. OtherAction are those that change no packages: searching, asking, configuring.
const (
	OtherAction Action = iota
	Installing
	Refreshing // the index of what there is
	Upgrading
	UpgradingRelease // upgrading as far as it takes other packages away: dist-upgrade, distro-sync
	Removing
	Cleaning // what was downloaded
)

// PackageCommand is a command of a package manager.
type PackageCommand struct {
	*Command
	// Manager is one name for all variants of a program: "apt", "apk", "dnf", "pip", "npm". Command.Name tells yum from dnf.
	Manager string
	Action  Action
	// Verb is the word that says the action, the last of several as in `yarn global add`; the zero Word where none does.
	Verb Word
	// Operands are the words behind the verb that are no options, and Opts all options, with the words of known
	// variables in place of the variables.
	Operands []Word
	Opts     *Options
	// Open is set where a word is a variable whose value is not known, or more than is read: it may hold further options.
	Open bool
}

// PackageCommand returns what the command is to a package manager; ok is false for other programs. budget bounds the bytes
// of variables that are put in place, over all calls that share it.
func (c *Command) PackageCommand(budget *int) (p PackageCommand, ok bool) {
	manager, own := managerOf(c.Name), c.Words
	if c.Name == "php" {
		manager, own = c.composer()
	}
	if manager == "" {
		return PackageCommand{}, false
	}
	p = PackageCommand{Command: c, Manager: manager}
	words := p.expand(own, budget)
	if words == nil && len(own) == len(c.Words) {
		p.Opts = c.Options()
	} else {
		g := &composerGrammar
		if c.Name != "php" {
			g = grammarOf(c.Name)
		}
		if words == nil {
			words = own
		}
		opts := g.read(words)
		p.Opts = &opts
	}
	ops := p.Opts.Operands
	for p.Open && len(ops) > 1 && !ops[0].Literal {
		ops = ops[1:] // options, most likely
	}
	switch {
	case len(ops) == 0:
		if (manager == "yarn" || manager == "bundle") && p.Opts.Find("--version", "-v", "--help", "-h") == nil {
			// What they do without a word.
			p.Action = Installing
		}
		return p, true
	case !ops[0].Literal:
		return p, true
	}
	n := 1
	verb := ops[0].Value
	if len(ops) > 1 && qualifies(manager, verb) && ops[1].Literal {
		verb, n = verb+" "+ops[1].Value, 2
	}
	p.Action = actionOf(manager, verb)
	p.Verb, p.Operands = ops[n-1], ops[n:]
	return p, true
}

const maxPackageWords = 4096 // of one command, of which more is known than it says

// composer returns the words from Composer on, where php runs it.
func (c *Command) composer() (manager string, words []Word) {
	for i := 1; i < len(c.Words); i++ {
		switch v := c.Words[i].Value; {
		case v == "-d" || v == "-c":
			i++
		case strings.HasPrefix(v, "-"):
		default:
			name, _ := c.Words[i].program()
			return managerOf(name), c.Words[i:]
		}
	}
	return "", nil
}

// expand returns words of the command with those of known variables in place of the variables, nil where there are none.
func (p *PackageCommand) expand(words []Word, budget *int) []Word {
	var out []Word
	for i := range words {
		w := &words[i]
		if i == 0 || w.Literal {
			if out != nil {
				out = append(out, *w)
			}
			continue
		}
		if out == nil {
			out = append(make([]Word, 0, len(words)), words[:i]...)
		}
		if *budget <= 0 || len(out) > maxPackageWords {
			p.Open = true
			return append(out, words[i:]...)
		}
		text, known := p.Resolve(*w, nil)
		*budget -= len(text.Value)
		if !known {
			p.Open = p.Open || strings.HasPrefix(w.Value, "$") && len(w.Variables()) > 0
			out = append(out, *w)
			continue
		}
		end := 0
		for field := range strings.FieldsSeq(text.Value) {
			start := end + strings.Index(text.Value[end:], field)
			end = start + len(field)
			out = append(out, plainWord(text.Slice(start, end)))
		}
	}
	return out
}

// Install is a command that installs packages.
type Install struct {
	Command  *Command
	Manager  string // "apt", "apk", "dnf", "pip", "npm", ...: variants of a program have one name
	Packages []Word // as written, versions included; none where a list in a file names them
}

// Installs returns the package installations, in source order.
func (s *Script) Installs() []Install {
	var out []Install
	budget := 0
	for _, c := range s.Commands {
		if p, ok := c.PackageCommand(&budget); ok && p.Action == Installing {
			out = append(out, Install{Command: c, Manager: p.Manager, Packages: p.Operands})
		}
	}
	return out
}

// managerOf returns the package manager that a program is, "" for any other.
func managerOf(name string) string {
	switch name {
	case "apt", "apt-get", "aptitude":
		return "apt"
	case "apk", "zypper", "npm", "pnpm", "bun", "gem", "go", "cargo", "composer", "pipx":
		return name
	case "yum", "dnf", "dnf5", "dnf-3", "microdnf", "tdnf":
		return "dnf"
	case "yarn", "yarnpkg":
		return "yarn"
	case "bundle", "bundler":
		return "bundle"
	case "composer.phar":
		return "composer"
	}
	if isPip(name) {
		return "pip"
	}
	return ""
}

// qualifies reports whether a word says what the verb behind it is about, as in `dnf group install`.
func qualifies(manager, word string) bool {
	switch word {
	case "cache":
		return manager == "apk" || manager == "pip" || manager == "npm" || manager == "yarn"
	case "global":
		return manager == "yarn" || manager == "composer"
	case "group", "groups", "module":
		return manager == "dnf"
	case "store":
		return manager == "pnpm"
	}
	return false
}

// actionOf is the table of verbs and their synonyms.
func actionOf(manager, verb string) Action {
	switch manager {
	case "apt":
		return aptAction(verb)
	case "dnf":
		return dnfAction(verb)
	case "zypper":
		return zypperAction(verb)
	case "npm", "pnpm", "yarn", "bun":
		return npmAction(manager, verb)
	}
	switch manager + " " + verb {
	case "apk add", "pip install", "pipx install", "gem install", "gem i", "go install", "go get", "go run",
		"cargo install", "bundle install", "composer install", "composer i", "composer require", "composer r",
		"composer create-project", "composer global require", "composer global install":
		return Installing
	case "apk update":
		return Refreshing
	case "apk upgrade", "gem update", "bundle update", "composer update", "composer upgrade", "composer u", "pipx upgrade",
		"composer global update":
		return Upgrading
	case "apk del", "pip uninstall", "pipx uninstall", "gem uninstall", "composer remove", "bundle remove":
		return Removing
	case "apk cache clean", "apk cache purge", "pip cache purge", "gem cleanup", "go clean", "composer clear-cache",
		"composer clearcache", "composer cc", "bundle clean":
		return Cleaning
	}
	return OtherAction
}

func aptAction(verb string) Action {
	switch verb {
	case "install", "reinstall", "build-dep", "satisfy":
		return Installing
	case "update":
		return Refreshing
	case "upgrade", "safe-upgrade":
		return Upgrading
	case "dist-upgrade", "full-upgrade":
		return UpgradingRelease
	case "remove", "purge", "autoremove", "autopurge":
		return Removing
	case "clean", "distclean", "dist-clean":
		return Cleaning
	}
	return OtherAction
}

// dnfAction knows `update` as what it is to yum and dnf: an upgrade.
func dnfAction(verb string) Action {
	switch verb {
	case "install", "in", "reinstall", "rei", "localinstall", "groupinstall", "group install", "groups install",
		"module install", "downgrade", "swap", "install-n", "install-na", "install-nevra", "builddep":
		return Installing
	case "makecache", "check-update", "mc":
		return Refreshing
	case "upgrade", "update", "up", "upgrade-minimal", "update-minimal", "localupdate", "groupupdate", "group upgrade",
		"group update", "offline-upgrade":
		return Upgrading
	case "distro-sync", "distrosync", "dsync", "distribution-synchronization", "system-upgrade":
		return UpgradingRelease
	case "remove", "erase", "rm", "autoremove", "groupremove", "group remove", "module remove":
		return Removing
	case "clean":
		return Cleaning
	}
	return OtherAction
}

func zypperAction(verb string) Action {
	switch verb {
	case "install", "in", "source-install", "si", "install-new-recommends", "inr":
		return Installing
	case "refresh", "ref":
		return Refreshing
	case "update", "up", "patch":
		return Upgrading
	case "dist-upgrade", "dup":
		return UpgradingRelease
	case "remove", "rm":
		return Removing
	case "clean", "cc":
		return Cleaning
	}
	return OtherAction
}

func npmAction(manager, verb string) Action {
	switch verb {
	case "install", "i", "add", "global add":
		return Installing
	case "in", "ins", "inst", "insta", "instal", "isnt", "isnta", "isntal", "isntall", "ci", "clean-install", "ic",
		"install-clean", "isntall-clean", "install-test", "it", "install-ci-test", "cit":
		if manager == "npm" {
			return Installing
		}
	case "update", "up", "upgrade", "udpate":
		return Upgrading
	case "remove", "rm", "uninstall", "un", "unlink", "r", "global remove":
		return Removing
	case "cache clean", "cache clear", "store prune":
		return Cleaning
	}
	return OtherAction
}
