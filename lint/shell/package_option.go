package shell

import "strings"

// AptSetting returns what the options -o say of a setting of apt, whose names are case insensitive; set is false where they
// do not.
func (p *PackageCommand) AptSetting(name string) (on, set bool) {
	for i := range p.Opts.List {
		opt := &p.Opts.List[i]
		if opt.Name != "-o" && opt.Name != "--option" {
			continue
		}
		given, value, ok := strings.Cut(strings.TrimPrefix(opt.Value.Value, "="), "=")
		if ok && strings.EqualFold(given, name) {
			on, set = AptTrue(value), true
		}
	}
	return on, set
}

// AptTrue reports whether a value of a setting of apt means yes.
func AptTrue(value string) bool {
	return oneOf(strings.Trim(value, "\"' ;"), "true", "yes", "with", "on", "enable", "1")
}

// Answered reports whether the command is told to ask nothing, or may be: where Open is set, it is not known.
func (p *PackageCommand) Answered() bool {
	if p.Open || p.fed() {
		return true
	}
	switch p.Manager {
	case "apt":
		if on, _ := p.AptSetting("APT::Get::Assume-Yes"); on {
			return true
		}
		return p.Opts.Find("-y", "--yes", "--assume-yes") != nil || p.Name != "aptitude" && p.quiet() || p.simulates()
	case "dnf":
		return p.Opts.Find("-y", "--assumeyes") != nil || p.Setopt("assumeyes") || p.simulates()
	case "zypper":
		for i := range p.Opts.List {
			switch opt := &p.Opts.List[i]; opt.Name {
			case "--non-interactive", "-y", "--no-confirm", "--dry-run", "-D":
				return true
			case "-n": // behind the verb it means --name
				if opt.Word() < p.verbIndex() {
					return true
				}
			}
		}
		return false
	}
	return true
}

// verbIndex returns the index of the verb among the words of the options.
func (p *PackageCommand) verbIndex() int {
	for i := range p.Opts.Operands {
		if p.Opts.Operands[i] == p.Verb {
			return p.Opts.operands[i]
		}
	}
	return 0
}

// fed reports whether something answers the questions: `yes |`, a here-string, a file.
func (p *PackageCommand) fed() bool {
	c := p.Command
	for depth := 0; c != nil && depth < maxNested; depth++ {
		if c.input() != nil && c.Wrapped("xargs") == nil {
			return true
		}
		for _, from := range c.PipedFrom {
			if oneOf(from.Name, "yes", "echo", "printf") && c.Wrapped("xargs") == nil {
				return true
			}
		}
		c = c.Within
	}
	return false
}

// quiet reports whether apt is told to be so quiet that it asks nothing: -qq, -q -q, -q=2.
func (p *PackageCommand) quiet() bool {
	level := 0
	for i := range p.Opts.List {
		opt := &p.Opts.List[i]
		if opt.Name != "-q" && opt.Name != "--quiet" {
			continue
		}
		switch v := opt.Value.Value; {
		case v == "":
			level++
		case len(v) == 1 && digit(v):
			level = int(v[0] - '0')
		}
	}
	return level >= 2
}

func (p *PackageCommand) simulates() bool {
	return p.Opts.Find("-s", "--simulate", "--just-print", "--dry-run", "--recon", "--no-act", "--print-uris", "--assumeno") != nil
}

// Setopt reports whether dnf is given a setting that means yes by --setopt.
func (p *PackageCommand) Setopt(name string) bool {
	for i := range p.Opts.List {
		opt := &p.Opts.List[i]
		given, value, _ := strings.Cut(opt.Value.Value, "=")
		if opt.Name == "--setopt" && strings.EqualFold(given, name) && oneOf(value, "1", "true", "yes", "on") {
			return true
		}
	}
	return false
}

// Recommends reports whether an installation with apt takes along what packages recommend, by what is said of it in the command.
// It is false where options may stand in a variable that is not known, and where somebody asked for it.
func (p *PackageCommand) Recommends() bool {
	if p.Open || p.Verb.Value != "install" || len(p.Operands) == 0 && p.Wrapped("xargs") == nil {
		return false
	}
	if _, set := p.AptSetting("APT::Install-Recommends"); set {
		return false
	}
	return p.Opts.Find("--no-install-recommends", "--install-recommends", "--without-recommends", "--with-recommends", "-R", "-r") == nil
}

// AptTool returns the program that does for scripts what a command of apt does in just these words, "" where none does.
func (p *PackageCommand) AptTool() string {
	switch p.Verb.Value {
	case "install", "reinstall", "remove", "purge", "update", "build-dep", "source", "download", "changelog", "clean",
		"autoclean", "autoremove", "autopurge", "satisfy", "dist-upgrade":
		return "apt-get"
	case "search", "show", "policy", "depends", "rdepends", "showsrc":
		return "apt-cache"
	}
	return ""
}

// InstallsDevelopment reports whether Composer installs the packages of a program with those for its development.
func (p *PackageCommand) InstallsDevelopment() bool {
	return p.Manager == "composer" && (p.Verb.Value == "install" || p.Verb.Value == "i") && p.Opts.Operand(0) != "global" && !p.Open &&
		p.Opts.Find("--no-dev", "--dry-run", "--download-only") == nil
}

// ChangesRelease reports whether the command goes to another release of the distribution: zypper to what its repositories hold,
// dnf to the release that it is told. apt stays within the one that its list of sources names.
func (p *PackageCommand) ChangesRelease() bool {
	switch p.Manager {
	case "zypper":
		return p.Action == UpgradingRelease
	case "dnf":
		return p.Verb.Value == "system-upgrade" || (p.Action == UpgradingRelease || p.Action == Upgrading) &&
			p.Opts.Find("--releasever") != nil && p.Opts.Find("--installroot") == nil
	}
	return false
}
