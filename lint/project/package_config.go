package project

import (
	"path"
	"slices"
	"strings"

	"github.com/plimsoll-lint/plimsoll/lint/dockerfile"
	"github.com/plimsoll-lint/plimsoll/lint/shell"
)

// PackageSetting is a setting of a package manager that a file of the image may hold.
type PackageSetting int

// The settings.
const (
	AptAssumeYes PackageSetting = iota
	AptNoRecommends
	DnfAssumeYes
	PipNoCache
	BundleConfig // any
	YarnPlugAndPlay
	AptSnapshot // packages come from a mirror of one day
)

// Configured reports whether the build may have put a setting into a configuration file in front of the command: what it
// writes says so, or it copies a file there whose content is not known.
func (c *PackageCommand) Configured(setting PackageSetting) bool {
	c.unit.configsOnce.Do(c.unit.readConfigs)
	for i, at := range c.unit.configs[setting] {
		if i == maxConfigs || c.behind(at) {
			return true
		}
	}
	return false
}

// readConfigs finds what writes the settings.
func (u *Unit) readConfigs() {
	u.configs = map[PackageSetting][]dockerfile.Instruction{}
	add := func(setting PackageSetting, at dockerfile.Instruction) {
		u.configs[setting] = append(u.configs[setting], at)
	}
	for i := range u.Transfers() {
		t := &u.transfers[i]
		for _, p := range t.Paths {
			if name := path.Base(p.Value); strings.HasPrefix(name, ".pnp.") || name == ".yarn" || name == ".yarnrc.yml" {
				add(YarnPlugAndPlay, t.At)
			}
			if t.From == "" && mayHoldProgram(p.Value) {
				add(BundleConfig, t.At)
			}
		}
		for setting := AptAssumeYes; t.Known && len(t.Sources) > 0 && setting < AptSnapshot; setting++ {
			for _, file := range setting.files() {
				// Into /, people copy trees of files; into a home, their program.
				if below(t.Target, file) || t.Folder && below(file, t.Target) && strings.HasPrefix(file, "/etc/") {
					add(setting, t.At)
					break
				}
			}
		}
	}
	for i := range u.PackageCommands() {
		c := &u.packages.commands[i]
		if c.Manager == "pip" && c.Verb.Value == "config" && slices.ContainsFunc(c.Operands, func(w shell.Word) bool {
			return strings.HasSuffix(w.Value, "no-cache-dir")
		}) {
			add(PipNoCache, c.Run)
		}
	}
	for i := range u.Writes() {
		w := &u.writes[i]
		for setting := AptAssumeYes; setting <= AptSnapshot; setting++ {
			for _, file := range setting.files() {
				if below(w.Path, file) && w.says(setting) {
					add(setting, w.Instruction)
					break
				}
			}
		}
	}
}

// mayHoldProgram reports whether a path of the build context may be the folder of a Ruby program, or the one of its settings.
func mayHoldProgram(p string) bool {
	p = path.Clean("/" + p)
	switch name := path.Base(p); name {
	case "/", ".bundle", "*":
		return true
	case "config", "lib", "vendor", "bin", "db", "public", "spec", "script", "scripts", "engines", "gems", "Rakefile", "Procfile":
		return false
	default:
		return !strings.Contains(name, ".") && !strings.HasPrefix(name, "Gemfile")
	}
}

// files are the files, and the beginnings of names of files, that hold a setting.
func (s PackageSetting) files() []string {
	switch s {
	case AptAssumeYes, AptNoRecommends:
		return []string{"/etc/apt/apt.conf"}
	case DnfAssumeYes:
		return []string{"/etc/dnf/dnf.conf", "/etc/yum.conf"}
	case PipNoCache:
		return []string{"/etc/pip.conf", "/root/.pip", "/root/.config/pip", "/etc/xdg/pip"}
	case BundleConfig:
		return []string{"/usr/local/bundle/config", "/root/.bundle"}
	case AptSnapshot:
		return []string{"/etc/apt/sources.list"}
	}
	return nil
}

// below reports whether a path is a file, one whose name begins so, or lies in it if it is a folder.
func below(p, file string) bool {
	if p == file || file == "/" {
		return true
	}
	rest, ok := strings.CutPrefix(p, strings.TrimSuffix(file, "/"))
	return ok && rest != "" && (rest[0] == '/' || rest[0] == '.')
}

// says reports whether the text holds a setting.
func (w *Write) says(setting PackageSetting) bool {
	for _, text := range w.Content {
		lower := strings.ToLower(text.Value)
		switch setting {
		case AptAssumeYes:
			if aptSays(lower, "assume-yes", true) {
				return true
			}
		case AptNoRecommends:
			if aptSays(lower, "install-recommends", false) {
				return true
			}
		case DnfAssumeYes:
			if strings.Contains(lower, "assumeyes") {
				return true
			}
		case PipNoCache:
			if strings.Contains(lower, "no-cache-dir") || strings.Contains(lower, "no_cache_dir") {
				return true
			}
		case AptSnapshot:
			if strings.Contains(lower, "snapshot.") {
				return true
			}
		case BundleConfig:
			return true
		}
	}
	return false
}

// aptSays reports whether a setting of apt has a value in a configuration file: `APT::Get::Assume-Yes "true";`.
func aptSays(text, name string, on bool) bool {
	for {
		_, behind, ok := strings.Cut(text, name)
		if !ok {
			return false
		}
		value := strings.TrimLeft(behind, "\"'\\ \t=")
		if n := strings.IndexAny(value, "\"'\\;} \n\t"); n >= 0 {
			value = value[:n]
		}
		if shell.AptTrue(value) == on {
			return true
		}
		text = behind
	}
}
