package project

import (
	"path"
	"strings"

	"github.com/plimsoll-lint/plimsoll/lint/dockerfile"
	"github.com/plimsoll-lint/plimsoll/lint/shell"
	"github.com/plimsoll-lint/plimsoll/lint/source"
)

// Production reports whether the image says that it runs in production, by a variable of its framework, where the command installs
// and in the end.
func (c *PackageCommand) Production() bool {
	said := false
	for _, name := range []string{"RAILS_ENV", "RACK_ENV", "APP_ENV", "HANAMI_ENV"} {
		if value, known, set := c.Setting(name); set {
			if !known || value != "production" {
				return false
			}
			said = true
		}
	}
	if final := c.unit.Final(); final != nil && !said {
		for _, v := range final.Env() {
			switch v.Name {
			case "RAILS_ENV", "RACK_ENV", "APP_ENV", "HANAMI_ENV":
				said = said || v.Known && v.Value == "production"
			}
		}
	}
	return said
}

// Development reports whether the stage, the final one or the file is named as something for development or tests, or an
// environment variable of the framework says so.
func (c *PackageCommand) Development() bool {
	if ForDevelopment(path.Base(c.unit.Name())) {
		return true
	}
	if stage := c.Run.Stage(); stage == nil || ForDevelopment(stage.Name.Value) {
		return true
	}
	final := c.unit.Final()
	if final == nil || ForDevelopment(final.Stage.Name.Value) {
		return true
	}
	value, known, set := c.Setting("APP_ENV")
	return set && (!known || ForDevelopment(value) || value == "local")
}

// ForDevelopment reports whether a word of a name says development, test, ci or debug.
func ForDevelopment(name string) bool {
	for word := range strings.FieldsFuncSeq(strings.ToLower(name), func(r rune) bool { return r == '-' || r == '_' || r == '.' }) {
		switch {
		case strings.HasPrefix(word, "dev"), strings.HasPrefix(word, "test"), word == "ci", word == "debug", word == "local":
			return true
		}
	}
	return false
}

// Delivers reports whether what the command installs into a folder below its working directory gets into the final image: its stage
// ends in it, or a stage that does copies the folder or one around it.
func (c *PackageCommand) Delivers(folder, usual string) bool {
	stage := c.Run.Stage()
	if stage == nil || c.Ships() {
		return stage != nil
	}
	target, known := c.unit.below(folder, c.Run)
	if !known {
		target = path.Join(usual, folder)
	}
	for _, p := range c.unit.packages.copied[stage] {
		if shell.CoversPath(p, target) {
			return true
		}
	}
	return false
}

// Undone reports whether a later command of the stage installs without the packages for development.
func (c *PackageCommand) Undone() bool {
	d := c.unit.packages.withoutDev[c.Run.Stage()]
	return d != nil && (d.Run.Index() > c.Run.Index() || d.Run == c.Run && d.Follows(c.Command))
}

// Above returns the edit that adds an instruction above the command's own. It fails for triggers of ONBUILD, and in files of
// another kind.
func (c *PackageCommand) Above(instruction string) (source.Edit, bool) {
	span := c.Run.Span()
	if span.File != c.unit.Dockerfile.Source || c.Run.OnBuild() {
		return source.Edit{}, false
	}
	return source.Edit{Span: span.File.Span(span.Start, span.Start), New: instruction + "\n"}, true
}

// BundlerSays reports whether a setting of Bundler has a value, or may have: by an option of the command, a variable, `bundle
// config` in front of it, or a file that comes with the program. says judges the values that are known.
func (c *PackageCommand) BundlerSays(name string, says func(value string) bool) bool {
	if c.Open || c.Configured(BundleConfig) {
		return true
	}
	if opt := c.Opts.Find("--" + name); opt != nil && (opt.Value.IsZero() || !opt.Value.Literal || says(opt.Value.Value)) {
		return true
	}
	if value, known, set := c.Setting("BUNDLE_" + strings.ToUpper(name)); set && (!known || says(value)) {
		return true
	}
	for i, d := range c.unit.packages.bundlerConfigs {
		if i == maxConfigs {
			return true
		}
		if d.Run == c.Run && !c.Follows(d.Command) || !c.behind(d.Run) {
			continue
		}
		words := d.Operands
		if len(words) > 0 && words[0].Value == "set" {
			words = words[1:]
		}
		if len(words) > 1 && words[0].Value == name && (!words[1].Literal || says(join(words[1:]))) {
			return true
		}
	}
	return false
}

func join(words []shell.Word) string {
	var values []string
	for i := range words {
		values = append(values, words[i].Value)
	}
	return strings.Join(values, " ")
}

// findPackageFacts reads the commands of a file for what they are to one another.
func (u *Unit) findPackageFacts() {
	f := &u.packages
	f.ships = map[*dockerfile.Stage]bool{}
	for im := u.Final(); im != nil; im = im.Parent {
		f.ships[im.Stage] = true
	}
	f.listsUsed, f.listsInherited = map[*dockerfile.Stage]int{}, -1
	f.withoutDev = map[*dockerfile.Stage]*PackageCommand{}
	var updated *dockerfile.Run
	composer := false
	for i := range f.commands {
		c := &f.commands[i]
		stage := c.Run.Stage()
		switch {
		case stage == nil || len(u.Builds) == 0:
		case c.Manager == "apt" && c.Action == shell.Refreshing:
			updated = c.Run
		case c.Manager == "apt" && c.Action == shell.Installing && updated != c.Run:
			f.listsUsed[stage] = c.Run.Index()
			if u.Builds[0].Image(stage).Parent != nil {
				f.listsInherited = stage.Index
			}
		case c.Manager == "bundle" && c.Verb.Value == "config" && len(f.bundlerConfigs) <= maxConfigs:
			f.bundlerConfigs = append(f.bundlerConfigs, c)
		case c.Manager == "composer":
			composer = true
			if c.Action != shell.OtherAction && c.Opts.Find("--no-dev") != nil {
				f.withoutDev[stage] = c
			}
		}
	}
	if composer {
		u.findCopied()
	}
}

const maxCopied = 64 // paths that are copied from one stage

// findCopied notes what shipping stages copy from other stages.
func (u *Unit) findCopied() {
	f := &u.packages
	f.copied = map[*dockerfile.Stage][]string{}
	for i := range u.Transfers() {
		t := &u.transfers[i]
		if t.From == "" || !f.ships[t.At.Stage()] {
			continue
		}
		stage := u.Dockerfile.Stage(t.From)
		for _, p := range t.Paths {
			if stage != nil && p.Known && len(f.copied[stage]) < maxCopied {
				f.copied[stage] = append(f.copied[stage], shell.CleanPath("/"+p.Value))
			}
		}
	}
}
