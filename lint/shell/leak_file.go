package shell

import (
	"path"
	"slices"
	"strings"
)

// file reports whether a word names the file of a secret, or a folder that only holds such.
func (l *leaks) file(c *Command, w *Word) (drop, bool) {
	if len(l.secrets.Files) == 0 || w.IsZero() {
		return drop{}, false
	}
	name := l.path(c, w)
	if name == "" || name[0] == '-' {
		return drop{}, false
	}
	for _, f := range l.secrets.Files {
		full := homePath(f)
		if full == name || name == "/run/secrets" && strings.HasPrefix(full, "/run/secrets/") {
			return drop{f, w.Span()}, true
		}
		if ok, err := path.Match(name, full); err == nil && ok {
			return drop{f, w.Span()}, true
		}
	}
	return drop{}, false
}

// path returns the path that a word names, made comparable.
func (l *leaks) path(c *Command, w *Word) string {
	name := c.Expand(*w, nil)
	if l.secrets.Dir != "" && !l.moved && name != "" && strings.IndexByte("/~$-", name[0]) < 0 {
		name = path.Join(l.secrets.Dir, name)
	}
	return homePath(name)
}

// homePath makes paths that mean the same equal as text, in the home of root too.
func homePath(name string) string {
	name = plainPath(name)
	for _, home := range [...]string{"$HOME/", "/root/"} {
		if rest, ok := strings.CutPrefix(name, home); ok {
			return "~/" + rest
		}
	}
	return name
}

// certificate reports whether a file holds certificates by its name or place. These are public, and are mounted as secrets
// where an authority of one's own is only wanted in the build.
func certificate(name string) bool {
	switch path.Ext(name) {
	case ".crt", ".cer":
		return true
	}
	for _, dir := range [...]string{
		"/usr/local/share/ca-certificates", "/usr/share/ca-certificates", "/etc/ssl/certs", "/etc/pki/ca-trust", "/etc/pki/tls/certs",
		"/etc/pki/trust", "/etc/ca-certificates",
	} {
		if name == dir || strings.HasPrefix(name, dir+"/") {
			return true
		}
	}
	return false
}

// gone reports whether a file lies in what does not stay.
func (l *leaks) gone(name string) bool {
	return slices.ContainsFunc(l.secrets.Gone, func(dir string) bool {
		dir = homePath(dir)
		return name == dir || strings.HasPrefix(name, strings.TrimSuffix(dir, "/")+"/")
	})
}

// removed reports whether a later command of the script takes the file away, or writes it anew. Names count by their last
// element: the working directory may change on the way.
func (l *leaks) removed(by *Command, name string) bool {
	for _, c := range l.script.Commands {
		if l.looks--; l.looks < 0 {
			return true
		}
		switch c.Name {
		case "trap":
			if len(c.Words) > 1 && strings.Contains(c.Words[1].Value, path.Base(name)) {
				return true
			}
			continue
		case "rm", "shred", "unlink", "srm", "truncate", "find":
			if c.index <= by.index {
				continue
			}
			for i := range c.Args() {
				if covers(homePath(c.Expand(c.Args()[i], nil)), name) {
					return true
				}
			}
			continue
		}
		if c.index <= by.index {
			continue
		}
		if c.forgets(by) {
			return true
		}
		if r := c.output(); r != nil && !strings.HasSuffix(r.Op, ">>") && l.path(c, &r.Word) == name {
			if _, again := l.emits(c, 0); !again {
				return true
			}
		}
		if (c.Name == "sed" || c.Name == "mv") && len(c.Words) > 1 && l.path(c, &c.Words[len(c.Words)-1]) == name {
			return true
		}
	}
	return false
}

// covers reports whether what is removed is the file, a folder that it lies in, or a pattern for them.
func covers(removed, name string) bool {
	removed = strings.TrimSuffix(removed, "/")
	if removed == "" || removed[0] == '-' {
		return false
	}
	if removed == name || strings.HasPrefix(name, removed+"/") {
		return true
	}
	base := path.Base(removed)
	for name != "." && name != "/" && name != "" && name != "~" {
		if ok, err := path.Match(base, path.Base(name)); err == nil && ok && base != "*" || err == nil && removed == path.Dir(name)+"/*" {
			return true
		}
		if next := path.Dir(name); next != name {
			name = next
			continue
		}
		break
	}
	return false
}
