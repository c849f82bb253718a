package project

import (
	"bytes"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"sync"

	"github.com/plimsoll-lint/plimsoll/lint/daemon"
	"github.com/plimsoll-lint/plimsoll/lint/source"
	"github.com/plimsoll-lint/plimsoll/lint/systemd"
)

// dropIns is the folder of the drop-ins of Docker's unit.
const dropIns = "docker.service.d"

// daemons are the daemons whose settings lie in one root.
type daemons struct {
	once  sync.Once
	given *daemon.File // holds for all containers

	files map[string]*daemon.File // by the path of daemon.json
	units map[string]*systemd.Unit
	// groups are the paths of a unit and its drop-ins, in their order, by the path of each of them.
	groups map[string][]string
	// joined are the files of the units that start the one daemon of the root.
	joined []*source.File

	mu    sync.Mutex
	above map[*source.File]*daemon.File
}

// UnderDaemon makes the settings of one daemon hold for all containers, instead of those that lie in the root.
func (l *Linker) UnderDaemon(f *daemon.File) { l.daemons.given = f }

// ReadDaemon reads the settings of a daemon from a path on the host.
func ReadDaemon(name string) (*daemon.File, error) {
	disk, err := OpenDisk(filepath.Dir(name))
	if err != nil {
		return nil, withoutPath(err)
	}
	defer disk.Close()
	file, err := disk.Read(filepath.Base(name))
	if err != nil {
		return nil, err
	}
	return daemon.Parse(source.New(filepath.ToSlash(filepath.Clean(name)), file.Content)), nil
}

// readDaemons reads all settings of daemons that were discovered. One daemon.json and one unit belong together; where there are
// more, nobody can tell which.
func (l *Linker) readDaemons() *daemons {
	d := &l.daemons
	d.once.Do(func() {
		d.files, d.units, d.groups = map[string]*daemon.File{}, map[string]*systemd.Unit{}, map[string][]string{}
		folders := map[string][]string{}
		for _, doc := range l.root.Documents {
			switch doc.Kind {
			case Daemon:
				d.files[doc.Path] = daemon.Parse(doc.File)
			case Systemd:
				d.units[doc.Path] = systemd.Parse(doc.File)
				dir := path.Dir(doc.Path)
				if path.Base(dir) == dropIns {
					dir = path.Dir(dir)
				}
				folders[dir] = append(folders[dir], doc.Path)
			}
		}
		for _, group := range folders {
			slices.SortFunc(group, func(a, b string) int { // the unit itself comes first
				if a, b := path.Base(path.Dir(a)) == dropIns, path.Base(path.Dir(b)) == dropIns; a != b {
					if b {
						return -1
					}
					return 1
				}
				return strings.Compare(a, b)
			})
			for _, name := range group {
				d.groups[name] = group
			}
		}
		if len(d.files) == 1 && len(folders) == 1 {
			for _, f := range d.files {
				for _, group := range folders {
					f.Start(d.unitsOf(group)...)
					for _, name := range group {
						d.joined = append(d.joined, d.units[name].Source)
					}
				}
			}
		}
	})
	return d
}

func (d *daemons) unitsOf(group []string) []*systemd.Unit {
	units := make([]*systemd.Unit, len(group))
	for i, name := range group {
		units[i] = d.units[name]
	}
	return units
}

// settingsOfDaemon fills in the unit of a daemon.json or a systemd unit. What several files of systemd say together is asked of
// the first of them.
func (l *Linker) settingsOfDaemon(u *Unit, doc Document) {
	d := l.readDaemons()
	if doc.Kind == Daemon {
		u.Daemon = d.files[doc.Path]
		u.Files = append([]*source.File{u.Daemon.Source}, d.joined...)
		u.Problems = slices.Clip(u.Daemon.Problems)
		return
	}
	u.Problems = d.units[doc.Path].Problems
	if group := d.groups[doc.Path]; len(d.joined) == 0 && group[0] == doc.Path {
		units := d.unitsOf(group)
		u.Daemon = daemon.FromUnits(units...)
		for _, other := range units[1:] {
			u.Files = append(u.Files, other.Source)
		}
	}
}

// daemonOf returns the settings of the daemon that runs the Compose project of a folder: those that were given, those of the one
// daemon.json in the root, and of several the nearest one in the folder or above it.
func (l *Linker) daemonOf(dir string) *daemon.File {
	if l.daemons.given != nil {
		return l.daemons.given
	}
	d := l.readDaemons()
	if len(d.files) == 1 {
		for _, f := range d.files {
			return f
		}
	}
	if len(d.files) == 0 {
		return l.daemonAbove(dir)
	}
	for ; ; dir = path.Dir(dir) {
		var near []*daemon.File
		for name, f := range d.files {
			if path.Dir(name) == dir {
				near = append(near, f)
			}
		}
		switch {
		case len(near) == 1:
			return near[0]
		case len(near) > 1 || dir == "." || dir == "/":
			return nil
		}
	}
}

// daemonAbove looks for a daemon.json in a folder and those above it: a Compose file that is named alone, as hooks and editors do, is
// judged as in a walk.
func (l *Linker) daemonAbove(dir string) *daemon.File {
	for ; ; dir = path.Dir(dir) {
		name := path.Join(dir, "daemon.json")
		if l.root.Tree != nil && !slices.Contains(l.root.Ignored, name) {
			if file, err := l.root.Tree.Read(name); err == nil && KindOf(file, false) == Daemon {
				return l.daemons.parse(file)
			}
		}
		if dir == "." || dir == "/" {
			return nil
		}
	}
}

// parse reads a file once.
func (d *daemons) parse(file *source.File) *daemon.File {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.above == nil {
		d.above = map[*source.File]*daemon.File{}
	}
	if d.above[file] == nil {
		d.above[file] = daemon.Parse(file)
	}
	return d.above[file]
}

// systemdName knows Docker's own unit and the drop-ins in its folder.
func systemdName(name string) verdict {
	if path.Base(name) == "docker.service" || path.Base(path.Dir(name)) == dropIns && strings.HasSuffix(name, ".conf") {
		return maybe
	}
	return no
}

// systemdContent says yes where the file starts dockerd.
func systemdContent(content []byte) verdict {
	if !bytes.Contains(content, []byte("dockerd")) || !bytes.Contains(content, []byte("ExecStart")) ||
		!bytes.Contains(content, []byte("[Service]")) {
		return no
	}
	if daemon.Starts(systemd.Start(systemd.Parse(source.New("", content)))) {
		return yes
	}
	return no
}
