package project

import (
	"slices"
	"strings"

	"github.com/plimsoll-lint/plimsoll/lint/shell"
)

// Ships reports whether what the command leaves behind is in the final image.
func (c *PackageCommand) Ships() bool { return c.unit.packages.ships[c.Run.Stage()] }

// Base returns the image that the command's stage begins with, as far as it is known.
func (c *PackageCommand) Base() string {
	if c.Run.Stage() == nil || len(c.unit.Builds) == 0 {
		return ""
	}
	if im := c.unit.Builds[0].Image(c.Run.Stage()); im != nil {
		return im.Base.Image.Value
	}
	return ""
}

// Last reports whether no other command of the manager with one of the actions runs behind this one in the instruction.
func (c *PackageCommand) Last(actions ...shell.Action) bool {
	for i := c.at + 1; i < len(c.group.commands); i++ {
		if d := &c.group.commands[i]; d.Manager == c.Manager && slices.Contains(actions, d.Action) {
			return false
		}
	}
	return true
}

// Cleaned reports whether a command of the manager removes its downloads behind this one in the instruction, or may.
func (c *PackageCommand) Cleaned() bool {
	for _, i := range c.group.cleaning {
		d := &c.group.commands[i]
		if d.Manager != c.Manager || !d.Follows(c.Command) {
			continue
		}
		switch c.Manager {
		case "apt": // `apt-get clean` leaves the lists
			if strings.HasPrefix(d.Verb.Value, "dist") {
				return true
			}
		case "dnf":
			if d.Open || slices.ContainsFunc(d.Operands, func(w shell.Word) bool { return w.Value == "all" }) {
				return true
			}
		default:
			return true
		}
	}
	return false
}

// KeepsLists reports whether `apt-get update` leaves the lists of packages in the layer.
func (c *PackageCommand) KeepsLists() bool {
	return c.Manager == "apt" && c.Action == shell.Refreshing && c.Last(shell.Refreshing) && !c.Cleaned() &&
		c.Kept("/var/lib/apt/lists")
}

// ListsNeeded reports whether an instruction behind this one may install from the lists of packages: it installs without an
// `apt-get update` of its own.
func (c *PackageCommand) ListsNeeded() bool {
	stage := c.Run.Stage()
	return stage == nil || c.unit.packages.listsUsed[stage] > c.Run.Index() || c.unit.packages.listsInherited > stage.Index
}

// KeepsCache reports whether an installation or upgrade leaves what the manager downloaded in the layer.
func (c *PackageCommand) KeepsCache() bool {
	if c.Action != shell.Installing && c.Action != shell.Upgrading && c.Action != shell.UpgradingRelease || c.Open {
		return false
	}
	switch c.Manager {
	case "apk":
		return c.Action == shell.Installing && c.Opts.Find("--no-cache", "--no-network", "--simulate", "-s") == nil &&
			!c.Cleaned() && c.Kept("/var/cache/apk")
	case "dnf":
		return c.Opts.Find("--installroot", "--assumeno") == nil &&
			c.Last(shell.Installing, shell.Upgrading, shell.UpgradingRelease) && !c.Cleaned() &&
			c.Kept("/var/cache/yum", "/var/cache/dnf", "/var/cache/libdnf5", "/var/cache/tdnf")
	case "zypper":
		return c.Opts.Find("--root", "--installroot", "--dry-run") == nil &&
			c.Last(shell.Installing, shell.Upgrading, shell.UpgradingRelease) && !c.Cleaned() && c.Kept("/var/cache/zypp")
	case "pip":
		return c.Action == shell.Installing && c.Wrapped("uv") == nil && c.pipKeeps()
	case "yarn":
		return c.Action == shell.Installing && c.Last(shell.Installing) && !c.Cleaned() && c.yarnKeeps()
	}
	return false
}

// pipKeeps reports whether pip has a cache, and keeps it. Any value of PIP_NO_CACHE_DIR switches it off, "off" included.
func (c *PackageCommand) pipKeeps() bool {
	for i := range c.Opts.List {
		if strings.HasPrefix(c.Opts.List[i].Name, "--no-cache") || c.Opts.List[i].Name == "--dry-run" {
			return false
		}
	}
	if value, known, set := c.Setting("PIP_NO_CACHE_DIR"); set && (!known || value != "") {
		return false
	}
	folder, ok := c.cacheFolder("--cache-dir", "PIP_CACHE_DIR", "~/.cache/pip")
	return ok && !c.Configured(PipNoCache) && !c.Cleaned() && c.Kept(folder)
}

// yarnKeeps reports whether yarn keeps its cache, unless packages run from it.
func (c *PackageCommand) yarnKeeps() bool {
	folder, ok := c.cacheFolder("--cache-folder", "YARN_CACHE_FOLDER", "~/.cache/yarn")
	if !ok || c.Configured(YarnPlugAndPlay) {
		return false
	}
	if folder == "~/.cache/yarn" {
		return c.Kept(folder, "/usr/local/share/.cache/yarn")
	}
	return c.Kept(folder)
}

// cacheFolder returns where a cache lies: as an option or a variable say, else where it lies by itself. ok is false where it is not
// known, and in memory.
func (c *PackageCommand) cacheFolder(option, variable, usual string) (folder string, ok bool) {
	folder, ok = usual, true
	if opt := c.Opts.Find(option); opt != nil {
		folder, ok = opt.Value.Value, opt.Value.Literal
	} else if value, known, set := c.Setting(variable); set {
		folder, ok = value, known
	} else if value, known, set := c.Setting("XDG_CACHE_HOME"); set {
		folder, ok = value+strings.TrimPrefix(usual, "~/.cache"), known
	}
	return shell.CleanPath(folder), ok && folder != "" && !strings.HasPrefix(folder, "/dev/")
}

// Alone reports whether the command refreshes the index of packages, and nothing behind it in the instruction uses that or may.
func (c *PackageCommand) Alone() bool {
	if c.Action != shell.Refreshing || c.Open || !c.Last(shell.Refreshing) {
		return false
	}
	if c.Later(func(d *PackageCommand) bool { return d.Manager == c.Manager && !d.harmless() }) {
		return false
	}
	for _, d := range c.script.Commands {
		if (d.Index() > c.Index() || d.Has(shell.InFunction)) && !harmless(d) {
			return false
		}
	}
	switch c.Manager {
	case "apt":
		return !c.Cleaned() && c.Kept("/var/lib/apt/lists")
	case "apk":
		return !c.Cleaned() && c.Kept("/var/cache/apk")
	}
	return !c.Cleaned()
}

// harmless reports whether a command of a package manager needs no index.
func (c *PackageCommand) harmless() bool {
	switch c.Action {
	case shell.Refreshing, shell.Removing, shell.Cleaning:
		return true
	}
	return c.Verb.IsZero() || c.Verb.Value == "config-manager"
}

// harmless reports whether a command is known to install nothing.
func harmless(c *shell.Command) bool {
	switch c.Name {
	case "":
		return len(c.Words) == 0
	case "rm", "echo", "set", "true", ":", "mkdir", "ln", "cp", "mv", "chmod", "chown", "cat", "sed", "export", "printf", "test",
		"[", "cd", "touch", "apt-cache", "apt-mark", "apt-key", "locale-gen", "update-ca-certificates", "curl", "wget", "gpg", "tee",
		"grep", "sleep", "find", "date", "ls", "groupadd", "useradd", "adduser", "usermod", "add-apt-repository", "exit",
		"apt", "apt-get", "aptitude", "apk", "yum", "dnf", "microdnf", "tdnf", "zypper", "debconf-set-selections", "yum-config-manager",
		"ldconfig", "update-alternatives", "dpkg-reconfigure", "rpm", "tar", "unzip", "pwd", "id", "env":
		return true
	}
	return false
}
