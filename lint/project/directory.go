package project

import (
	"path"
	"strings"

	"github.com/plimsoll-lint/plimsoll/lint/container"
	"github.com/plimsoll-lint/plimsoll/lint/dockerfile"
	"github.com/plimsoll-lint/plimsoll/lint/source"
)

// Directory is a working directory that a build or a service sets, where it is known.
type Directory struct {
	Path string // absolute, and clean where the kernel does not get more of it
	// Leaves is set where the path goes through what a process has open. BuildKit makes a WORKDIR clean; a working_dir goes to
	// the kernel as it is, which follows each part in turn.
	Leaves  bool
	At      source.Span
	Subject string
	Notes   []source.Note
}

// Directories returns what the WORKDIR instructions of a Dockerfile, and the services of a Compose project, set as working
// directories.
func (u *Unit) Directories() []Directory {
	var dirs []Directory
	if u.Dockerfile != nil {
		for in := range u.Dockerfile.All() {
			if w, ok := in.(*dockerfile.Workdir); ok {
				if name, known := u.Directory(w); known {
					dirs = append(dirs, Directory{
						Path: name, Leaves: descriptor(name), At: w.Path.Span, Subject: StageSubject(w.Stage()),
					})
				}
			}
		}
	}
	if u.Compose != nil {
		for _, s := range u.Compose.Services {
			if d := s.WorkingDir; d.Set && d.Known && path.IsAbs(d.V) {
				name := path.Clean(d.V)
				leaves := descriptor(name)
				if descriptor(d.V) {
					name, leaves = d.V, true
				}
				dirs = append(dirs, Directory{name, leaves, d.Span(), "services." + s.Key.Value, d.Related()})
			}
		}
	}
	return dirs
}

// Directory returns the absolute path that a WORKDIR comes to, where that is known.
func (u *Unit) Directory(w *dockerfile.Workdir) (string, bool) {
	r := u.Resolve(w.Path, w)
	switch {
	case !r.Known || r.Value == "":
		return r.Value, false
	case path.IsAbs(r.Value):
		return path.Clean(r.Value), true
	}
	return u.below(r.Value, w)
}

// Adrift reports whether the base image decides where the target of a COPY or ADD lies: it is relative, and no WORKDIR of
// the file is in force.
func (u *Unit) Adrift(t *Transfer) bool {
	if t.At.OnBuild() || t.Known || len(u.Builds) == 0 || u.FromScratch(t.At.Stage()) {
		return false
	}
	dest := u.Resolve(t.Dest, t.At)
	if !dest.Known || dest.Value == "" || path.IsAbs(dest.Value) || drive(dest.Value) {
		return false
	}
	for _, b := range u.Builds {
		if b.Workdir(t.At) != nil {
			return false
		}
	}
	return true
}

// drive reports whether a path begins with a drive of Windows or with its separator.
func drive(name string) bool {
	return len(name) > 1 && name[1] == ':' || strings.HasPrefix(name, `\`)
}

// descriptor reports whether a path leads to what a process has open, or to the folder or root it is in.
func descriptor(name string) bool {
	if rest, ok := strings.CutPrefix(name, "/dev/fd/"); ok {
		name = "/proc/self/fd/" + rest // which it is a link to
	}
	parts := strings.Split(strings.TrimPrefix(name, "/"), "/")
	if parts[0] != "proc" || len(parts) < 3 {
		return false
	}
	if parts[2] == "task" && len(parts) > 4 {
		parts = parts[2:]
	}
	switch parts[2] {
	case "fd", "cwd", "root", "map_files":
		return true
	}
	return false
}

// OfSystem reports whether a path lies in a folder of the kernel, of devices or of what boots the machine.
func OfSystem(name string) bool {
	top, rest, _ := strings.Cut(strings.TrimPrefix(name, "/"), "/")
	switch top {
	case "proc", "sys", "boot", "initrd", "lost+found":
		return true
	case "dev":
		return rest != "shm" && !strings.HasPrefix(rest, "shm/")
	}
	return false
}

// WholeSystem reports whether a path is a folder of the system as a whole, or lies in one of its programs or of the kernel.
func WholeSystem(name string) bool {
	switch name {
	case "/", "/etc", "/root", "/usr", "/usr/local", "/var", "/var/lib", "/lib",
		"/lib32", "/lib64", "/usr/lib", "/usr/local/lib", "/usr/libexec", "/boot", "/etc/ssh", "/etc/ssl", "/etc/cron.d",
		"/etc/init.d", "/etc/pam.d", "/etc/sudoers.d", "/etc/profile.d", "/etc/apt", "/etc/passwd", "/etc/shadow", "/etc/group":
		return true
	case "/sys/fs/cgroup":
		return false // images that run systemd have it mounted there
	}
	for _, dir := range [...]string{
		"/bin", "/sbin", "/usr/bin", "/usr/sbin", "/usr/local/bin", "/usr/local/sbin", "/root/.ssh",
	} {
		if name == dir || strings.HasPrefix(name, dir+"/") {
			return true
		}
	}
	return OfSystem(name)
}

// VolumeAt returns the path of a VOLUME, clean, where it is known. Of `host:container`, which VOLUME does not know but some
// write, it is the first part.
func (u *Unit) VolumeAt(word source.Text, v *dockerfile.Volume) (container.HostPath, bool) {
	r := u.Resolve(word, v)
	name, _, _ := strings.Cut(r.Value, ":")
	if !r.Known || !path.IsAbs(name) {
		return "", false
	}
	return container.NewHostPath(name), true
}
