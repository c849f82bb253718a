package shell

import (
	"slices"
	"strings"
)

// Pin says how far a word that names a package says its version.
type Pin int

// The pins.
const (
	Unpinned   Pin = iota // whatever version there is at the time
	Pinned                // a version, or a range that has an upper end
	Elsewhere             // a file, an address, a group: the word is no place for a version
	PinUnknown            // a variable that is not known
)

// Package is a package that a command installs.
type Package struct {
	Word Word
	// Name is without the version.
	Name string
	// Version is what the word says of it, operators included where the manager has several; "" for none.
	Version string
	Pin     Pin
}

// Packages returns the packages that the command names to be installed. There are none where a list in a file names them, or
// where the versions follow from what is there already.
func (p *PackageCommand) Packages() []Package {
	if p.Action != Installing {
		return nil
	}
	words, split := p.Operands, splitter(p)
	if split == nil {
		return nil
	}
	if p.Manager == "gem" {
		words = p.untilDashes()
	}
	out := make([]Package, 0, len(words))
	for i := range words {
		pkg := Package{Word: words[i], Name: words[i].Value, Pin: PinUnknown}
		switch {
		case words[i].Value == "":
			continue
		case words[i].Literal:
			split(&pkg)
		}
		out = append(out, pkg)
	}
	return out
}

// Mentions reports whether one of the words behind the verb holds a text, so that it is worth reading them.
func (p *PackageCommand) Mentions(text string) bool {
	return slices.ContainsFunc(p.Operands, func(w Word) bool { return strings.Contains(w.Value, text) })
}

// untilDashes returns the operands in front of `--`, behind which gem takes arguments for compilers.
func (p *PackageCommand) untilDashes() []Word {
	for i := range p.Words {
		if p.Words[i].Value != "--" {
			continue
		}
		n := 0
		for n < len(p.Operands) && p.Operands[n].start < p.Words[i].start {
			n++
		}
		return p.Operands[:n]
	}
	return p.Operands
}

// splitter returns what tells name and version apart, nil where the command installs what has its versions elsewhere.
func splitter(p *PackageCommand) func(*Package) {
	switch p.Manager {
	case "apt":
		if p.Verb.Value == "install" {
			return splitApt
		}
	case "apk":
		return splitApk
	case "dnf":
		switch p.Verb.Value {
		case "install", "in", "localinstall":
			switch p.Opts.Operand(0) {
			case "module":
				return splitModule
			case "group", "groups":
				return nil
			}
			return splitRPM
		}
	case "zypper":
		if p.Verb.Value == "install" || p.Verb.Value == "in" {
			if t := p.Opts.Find("-t", "--type"); t == nil || t.Value.Value == "package" {
				return splitZypper
			}
		}
	case "pip":
		return p.pip()
	case "pipx":
		return splitPip
	case "npm", "pnpm", "yarn", "bun":
		return splitNPM
	case "gem":
		return p.gem()
	case "go":
		return p.golang()
	}
	return nil
}

// cutAny cuts s in front of the first of the characters.
func cutAny(s, chars string) (before, from string) {
	if i := strings.IndexAny(s, chars); i >= 0 {
		return s[:i], s[i:]
	}
	return s, ""
}

// set says the version of the package.
func (p *Package) set(name, version string, pin Pin) { p.Name, p.Version, p.Pin = name, version, pin }

// splitApt knows name=version, name/release, name- to remove, and files, whose names hold a slash or end in .deb.
func splitApt(p *Package) {
	v := p.Word.Value
	name, version, pinned := strings.Cut(v, "=")
	switch {
	case strings.HasPrefix(v, "/") || strings.HasPrefix(v, ".") || strings.HasPrefix(v, "~") ||
		strings.Contains(v, "://") || strings.HasSuffix(v, ".deb") || strings.HasSuffix(v, "-"):
		p.Pin = Elsewhere
	case pinned:
		p.set(name, version, Pinned)
	default:
		if name, release, ok := strings.Cut(v, "/"); ok {
			p.set(name, release, Pinned)
			return
		}
		p.Pin = Unpinned
	}
}

// splitApk knows name=1, name~1, name<2, name>1, name@repository, !name, and files.
func splitApk(p *Package) {
	v := p.Word.Value
	if strings.HasSuffix(v, ".apk") || strings.ContainsAny(v, "/!") {
		p.Pin = Elsewhere
		return
	}
	name, version := cutAny(v, "=~<>")
	name, _, _ = strings.Cut(name, "@")
	p.set(name, version, rangePin(version))
}

// rangePin reads a list of bounds such as `>=1,<2`: one of them has to be an upper end.
func rangePin(bounds string) Pin {
	for bound := range strings.FieldsFuncSeq(bounds, func(r rune) bool { return r == ',' }) {
		bound = strings.TrimSpace(bound)
		switch {
		case strings.HasPrefix(bound, ">") || strings.HasPrefix(bound, "!"):
		case strings.TrimLeft(bound, "=~<^ ") == "*":
		case strings.TrimLeft(bound, "=~<^ ") != "":
			return Pinned
		}
	}
	return Unpinned
}

// splitZypper knows name=1, name<2, name>=1, repository:name, -name and !name to remove, and files.
func splitZypper(p *Package) {
	v := p.Word.Value
	kind, _, _ := strings.Cut(v, ":")
	switch {
	case strings.HasSuffix(v, ".rpm") || strings.HasPrefix(v, "-") || strings.HasPrefix(v, "!") || strings.ContainsAny(v, "/("),
		kind == "pattern" || kind == "product" || kind == "patch":
		p.Pin = Elsewhere
	default:
		name, version := cutAny(v, "=<>")
		p.set(name, version, rangePin(version))
	}
}

// splitModule knows name:stream.
func splitModule(p *Package) {
	name, stream, ok := strings.Cut(p.Word.Value, ":")
	if ok && stream != "" {
		p.set(name, stream, Pinned)
		return
	}
	p.set(name, "", Unpinned)
}

// splitRPM knows name-version, name-version-release with and without architecture, `name >= 1`, @group, files, addresses, and
// what any package may provide, such as perl(JSON).
// Names may end in a number as versions do: that counts as a version.
func splitRPM(p *Package) {
	v := p.Word.Value
	if strings.HasSuffix(v, ".rpm") || strings.HasPrefix(v, "@") || strings.ContainsAny(v, "/(") {
		p.Pin = Elsewhere
		return
	}
	if name, version := cutAny(v, "=<>"); version != "" {
		p.set(strings.TrimSpace(name), version, rangePin(version))
		return
	}
	p.set(v, "", Unpinned)
	i := strings.LastIndexByte(v, '-')
	if i <= 0 {
		return
	}
	last := v[i+1:]
	j := strings.LastIndexByte(v[:i], '-')
	switch {
	case j > 0 && digit(v[j+1:]) && (digit(last) || strings.Contains(v[j+1:i], ".") && strings.ContainsAny(last, "0123456789*")):
		p.set(v[:j], v[j+1:], Pinned)
	case digit(last):
		p.set(v[:i], last, Pinned)
	}
}

// digit reports whether a text begins with a digit.
func digit(s string) bool { return s != "" && s[0] >= '0' && s[0] <= '9' }
