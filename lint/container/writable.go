package container

import (
	"path"
	"strings"
)

// Inside reports whether a path of the container is another one or lies below it. /var/run is a link to /run.
func Inside(name, dir string) bool {
	name, dir = resolved(name), resolved(dir)
	return name == dir || strings.HasPrefix(name, strings.TrimSuffix(dir, "/")+"/")
}

func resolved(name string) string {
	name = path.Clean("/" + name)
	if rest, ok := strings.CutPrefix(name, "/var/run"); ok && (rest == "" || rest[0] == '/') {
		return "/run" + rest
	}
	return name
}

// Covered reports whether a path lies in a mount that is not known to be read-only.
func (c *Container) Covered(name string) bool {
	for _, m := range c.Mounts {
		if m.Target != "" && !m.ReadOnly && Inside(name, m.Target) {
			return true
		}
	}
	for _, t := range c.Tmpfs {
		if Inside(name, t.Target) {
			return true
		}
	}
	return false
}

// Mounted reports whether a file or another file system is mounted at the very path.
func (c *Container) Mounted(name string) bool {
	for _, m := range c.Mounts {
		if m.Target != "" && resolved(m.Target) == resolved(name) {
			return true
		}
	}
	for _, t := range c.Tmpfs {
		if resolved(t.Target) == resolved(name) {
			return true
		}
	}
	return false
}

// Scratch reports whether what lies at a path can be lost with the container, and nothing of the image lies there.
func Scratch(name string) bool {
	for _, dir := range [...]string{"/tmp", "/run", "/var/tmp", "/var/cache", "/var/lock", "/var/log"} {
		if Inside(name, dir) {
			return true
		}
	}
	return false
}
