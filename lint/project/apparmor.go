package project

import (
	"bytes"
	"cmp"
	"path"
	"slices"
	"strings"
	"sync"

	"github.com/plimsoll-lint/plimsoll/lint/apparmor"
	"github.com/plimsoll-lint/plimsoll/lint/container"
	"github.com/plimsoll-lint/plimsoll/lint/source"
)

// profiles are the AppArmor profiles of a root by name, and who runs under them.
type profiles struct {
	once   sync.Once
	files  map[string]*apparmor.File // by path
	byName map[string]*apparmor.Profile
	all    bool // the whole root was walked, so that what is not there is nowhere

	mu   sync.Mutex
	uses map[string][]source.Note // by name: the entries of security_opt
}

// maxProfileUses bounds how many services are named that run under one profile.
const maxProfileUses = 20

// load parses the AppArmor files of the root once.
func (p *profiles) load(root *Root) {
	p.once.Do(func() {
		p.files, p.byName = map[string]*apparmor.File{}, map[string]*apparmor.Profile{}
		p.all = slices.Contains(root.walked, "")
		for _, d := range root.Documents {
			if d.Kind != AppArmor {
				continue
			}
			f := apparmor.Parse(d.File)
			p.files[d.Path] = f
			for _, profile := range f.Profiles {
				p.byName[profile.Name.Value] = profile
			}
		}
	})
}

// appArmorUnit returns the model of a file of profiles, with the services that run under them.
func (l *Linker) appArmorUnit(u *Unit, d Document) {
	l.profiles.load(l.root)
	u.AppArmor = l.profiles.files[d.Path]
	if u.AppArmor == nil { // it was not discovered in a walk
		u.AppArmor = apparmor.Parse(d.File)
	}
	u.Problems = u.AppArmor.Problems
	u.profiles = &l.profiles
}

// joinAppArmor notes which profiles the containers of a project name, for when those are linted.
func (l *Linker) joinAppArmor(u *Unit) {
	u.profiles = &l.profiles
	for _, c := range u.Containers {
		name, at := c.AppArmor.Value.Profile, c.AppArmor.Origin.Span
		if !c.AppArmor.Known || name == "" || at.IsZero() {
			continue
		}
		l.profiles.load(l.root)
		l.profiles.mu.Lock()
		if l.profiles.uses == nil {
			l.profiles.uses = map[string][]source.Note{}
		}
		if n := len(l.profiles.uses[name]); n < maxProfileUses {
			l.profiles.uses[name] = append(l.profiles.uses[name], source.Note{Span: at, Message: c.Name + " runs under it"})
		}
		l.profiles.mu.Unlock()
	}
}

// Undefined reports whether a container names an AppArmor profile that no file of the repository defines. Where only a part of the
// repository was looked through, nobody knows.
func (u *Unit) Undefined(c *container.Container) bool {
	name := c.AppArmor.Value.Profile
	if u.profiles == nil || !c.AppArmor.Known || !c.AppArmor.Set() || name == "" {
		return false
	}
	return u.profiles.all && u.profiles.byName[name] == nil
}

// Under returns the entries of Compose files that name a profile.
func (u *Unit) Under(p *apparmor.Profile) []source.Note {
	if u.profiles == nil {
		return nil
	}
	u.profiles.mu.Lock()
	defer u.profiles.mu.Unlock()
	notes := u.profiles.uses[p.Top().Name.Value]
	sorted := append([]source.Note(nil), notes...)
	sortNotes(sorted)
	return sorted
}

// ContainerProfiles returns the AppArmor profiles of the unit that containers run under, as a service names them or as they themselves
// tell, each before those inside it.
func (u *Unit) ContainerProfiles() []*apparmor.Profile {
	if u.AppArmor == nil {
		return nil
	}
	return slices.DeleteFunc(u.AppArmor.All(), func(p *apparmor.Profile) bool {
		return p.ForContainers() != apparmor.Yes && len(u.Under(p)) == 0
	})
}

// appArmorName knows files whose name says apparmor, as apparmor.txt of add-ons for Home Assistant, and everything in a folder of
// that name. The content must agree.
func appArmorName(name string) verdict {
	base, dir := path.Base(name), path.Base(path.Dir(name))
	switch path.Ext(base) {
	case ".md", ".rst", ".adoc", ".html", ".go", ".py", ".sh", ".rb", ".c", ".h", ".rs", ".js", ".ts", ".yml", ".yaml", ".json", ".toml",
		".tf", ".patch", ".diff", ".j2", ".tmpl", ".tpl", ".erb", ".in", ".log":
		return no
	}
	if strings.Contains(base, "apparmor") || dir == "apparmor" || dir == "apparmor.d" || dir == "apparmor-profiles" {
		return maybe
	}
	return no
}

// appArmorContent looks for the head of a profile: profile NAME ... {, or /path ... {. A file of another kind of settings may look like
// it; AppArmor's own words tell.
func appArmorContent(content []byte) verdict {
	head := false
	for line := range bytes.Lines(content) {
		line, _, _ = bytes.Cut(line, []byte(" #"))
		line = bytes.TrimSpace(line)
		if !head {
			word, rest := firstWord(line)
			head = bytes.HasSuffix(line, []byte("{")) && (string(word) == "profile" && len(rest) > 1 || len(word) > 1 && word[0] == '/')
			continue
		}
		if bytes.HasSuffix(line, []byte(",")) || bytes.HasPrefix(line, []byte("include")) || bytes.HasPrefix(line, []byte("#include")) ||
			bytes.Equal(line, []byte("}")) {
			return yes
		}
	}
	return no
}

// sortNotes puts notes in the order of their places, which does not depend on which project was read first.
func sortNotes(notes []source.Note) {
	slices.SortFunc(notes, func(a, b source.Note) int {
		return cmp.Or(cmp.Compare(a.Span.File.Path, b.Span.File.Path), cmp.Compare(a.Span.Start, b.Span.Start), cmp.Compare(a.Message, b.Message))
	})
}
