package container

import (
	"path"
	"strings"

	"github.com/plimsoll-lint/plimsoll/lint/compose"
	"github.com/plimsoll-lint/plimsoll/lint/source"
)

// FromService returns what a Compose service runs as. shipped is what its image brings along.
func FromService(project *compose.Project, s *compose.Service, shipped Shipped) *Container {
	c := &Container{
		Name: s.Key.Value, Subject: "services." + s.Key.Value, Anchor: s.Key.Span, Deployed: true,
		Image: shipped.Image, Built: shipped.Built, Scratch: shipped.Scratch, Stage: shipped.Stage,
		OwnStart:        ownStarted(s, shipped),
		Privileged:      setting(s.Privileged, false),
		NoNewPrivileges: defaulted(s.SecurityOpt.Known, false),
		Seccomp:         defaulted(s.SecurityOpt.Known, Seccomp{}),
		AppArmor:        defaulted(s.SecurityOpt.Known, AppArmor{}),
		SELinux:         defaulted(s.SecurityOpt.Known, SELinux{}),
		UnmaskedPaths:   defaulted(s.SecurityOpt.Known, false),
		WritableCgroups: defaulted(s.SecurityOpt.Known, false),
		ReadOnly:        setting(s.ReadOnly, false),
		UseSocket:       setting(s.UseAPISocket, false),
		Restart:         setting(s.Restart, "no"),
		Runtime:         setting(s.Runtime, ""),
		CgroupParent:    setting(s.CgroupParent, ""),
		Groups:          words(s.GroupAdd),
		Healthcheck:     healthcheck(s, shipped),
		Serves:          shipped.Serves || s.Command.Set || s.Entrypoint.Set,
		editor:          editorOf(s),
	}
	c.setCapabilities(s)
	c.setUser(s, shipped)
	c.applySecurityOptions(entries(s.SecurityOpt))
	c.applyPrivilege()
	c.setNamespaces(project, s)
	c.setLimits(s)
	c.setMounts(project, s)
	c.setDevices(s)
	c.setHooks(project, s)
	c.setTmpfs(s)
	c.setPorts(project, s)
	c.setNetworks(s)
	c.setDebuggers(s)
	c.setEnvironment(s)
	c.setLayers(s)
	c.setSysctls(s)
	return c
}

// setting takes over a value of a service; def is what Docker does where nobody set it.
func setting[T any](v compose.Value[T], def T) Setting[T] {
	switch {
	case !v.Set || v.Null:
		return defaulted(v.Known, def)
	case v.Known:
		s := known(v.V, v.Span(), v.Related()...)
		s.Origin.Key = v.Key().Span
		return s
	}
	return unknown[T](v.Span(), v.Related()...)
}

// defaulted returns Docker's default, or unknown where a part of the service was not read.
func defaulted[T any](complete bool, def T) Setting[T] {
	if complete {
		return unset(def)
	}
	return Setting[T]{}
}

func entries(l compose.List) []entry {
	list := make([]entry, 0, len(l.Items))
	for _, i := range l.Items {
		list = append(list, entry{text: i.Text().WithSpan(i.Span()), known: i.Known, notes: i.Related()})
	}
	return list
}

// words returns the entries of a list that are read one by one.
func words(l compose.List) []Entry {
	list := make([]Entry, 0, len(l.Items))
	for _, e := range entries(l) {
		list = append(list, Entry{Text: e.text, Known: e.known, Notes: e.notes})
	}
	return list
}

func (c *Container) setUser(s *compose.Service, shipped Shipped) {
	if !s.User.Set || s.User.Null || s.User.Known && s.User.V == "" {
		c.User, c.UserPlace = c.started(shipped.User, s, shipped), c.Anchor
		if !s.User.Known {
			c.User = Setting[User]{}
		}
		return
	}
	c.UserPlace = s.User.Span()
	if !s.User.Known {
		c.User = unknown[User](s.User.Span(), s.User.Related()...)
		// An empty user would be that of the image.
		if missing := s.User.Missing(); len(missing) > 0 && s.User.Shipped() != "" && ParseUser(s.User.Shipped()).Root {
			c.RootWhile = missing[0]
			if s.Owns(s.User.Span()) {
				c.editor.user = s.User.Raw()
			}
		}
		return
	}
	u := known(ParseUser(s.User.V), s.User.Span(), s.User.Related()...)
	switch own := shipped.User; {
	case !u.Value.Root:
	case own.Known && own.Value.Root && own.Value.DropsTo != "":
		// The image's own entrypoint runs all the same, and drops what user: gave it.
		u.Value.DropsTo, u.Value.DropsWith = own.Value.DropsTo, own.Value.DropsWith
	case own.Known && !own.Value.Root && own.Set():
		u.Origin.Notes = append(u.Origin.Notes[:len(u.Origin.Notes):len(u.Origin.Notes)], source.Note{
			Span: own.Origin.Span, Message: "the Dockerfile means it to run as " + own.Value.String(),
		})
	}
	c.User = c.started(u, s, shipped)
}

func (c *Container) setCapabilities(s *compose.Service) {
	complete := s.CapAdd.Known && s.CapDrop.Known && c.Privileged.Known
	take := func(l compose.List) (list []CapabilityEntry, names []string) {
		for _, e := range entries(l) {
			list = append(list, CapabilityEntry{Text: e.text, Known: e.known, Notes: e.notes})
			names = append(names, e.text.Value)
			complete = complete && e.known
		}
		return list, names
	}
	var adds, drops []string
	c.CapAdd, adds = take(s.CapAdd)
	c.CapDrop, drops = take(s.CapDrop)
	c.Capabilities = Setting[Capabilities]{Value: tweak(adds, drops, c.IsPrivileged()), Known: complete}
	if s.CapAdd.Set || s.CapDrop.Set {
		c.Capabilities.Origin = Origin{Kind: FromFile, Span: s.CapDrop.Span}
		if s.CapAdd.Set {
			c.Capabilities.Origin.Span = s.CapAdd.Span
		}
	}
}

func (c *Container) setLimits(s *compose.Service) {
	c.Pids = limits(s.Deploy.LimitPids, s.PidsLimit)
	c.Memory = limits(s.Deploy.LimitMemory, s.MemLimit)
	c.CPUs = limits(s.Deploy.LimitCPUs, s.CPUs)
	if quota := s.CPUQuota; quota.Set && !quota.Null && c.CPUs.Known && !c.CPUs.Value.Bounded {
		c.CPUs = limits(quota, quota)
	}
}

// limits reads a limit that stands in either of two places; Compose refuses them where they differ.
func limits[T int64 | float64](deploy, own compose.Value[T]) Setting[Limit] {
	v := own
	if deploy.Set && !deploy.Null {
		v = deploy
	}
	switch {
	case !v.Set || v.Null:
		return defaulted(own.Known && deploy.Known, Limit{})
	case !v.Known:
		return unknown[Limit](v.Span(), v.Related()...)
	case v.V <= 0:
		return known(Limit{}, v.Span(), v.Related()...)
	}
	return known(Limit{Bounded: true, Amount: v.Text().Value}, v.Span(), v.Related()...)
}

func ownMounts(s *compose.Service) []Mount {
	var mounts []Mount
	for _, v := range s.Volumes {
		mounts = append(mounts, serviceMount(v))
	}
	grant := func(kind string, g compose.Grant, file compose.String) {
		if !file.Set || file.Null {
			return
		}
		mounts = append(mounts, Mount{
			Kind: Bind, Source: hostPath(file), Target: g.Target.V, ReadOnly: true, Via: kind + " " + g.Source.V,
			Span: g.Span, SourceSpan: g.Span, Notes: []source.Note{{Span: file.Span(), Message: "the file of the " + kind}},
		})
	}
	for _, g := range s.Secrets {
		if g.Secret != nil {
			grant("secret", g, g.Secret.File)
		}
	}
	for _, g := range s.Configs {
		if g.Config != nil {
			grant("config", g, g.Config.File)
		}
	}
	return mounts
}

func serviceMount(v compose.Mount) Mount {
	m := Mount{
		Kind: Other, Target: v.Target.V, ReadOnly: v.ReadOnly.Known && v.ReadOnly.V, ModeUnknown: !v.ReadOnly.Known,
		Span: v.Span, SourceSpan: v.Source.Span(), Notes: v.Related,
		mode: mode{v.Text, v.ReadOnly.Key().Span, v.ReadOnly.Span()},
	}
	if v.Propagation.Known {
		m.Propagation, m.PropagationSpan = v.Propagation.V, v.Propagation.Span()
	}
	if m.SourceSpan.IsZero() {
		m.SourceSpan = v.Span
	}
	switch v.Type.V {
	case "bind", "npipe":
		m.Kind, m.Source = Bind, hostPath(v.Source)
		m.Source.Value = m.Source.Value.climbed(v.Dir)
	case "volume":
		m.Kind = Volume
		if v.Source.Known {
			m.Volume = v.Source.V
		}
		if v.Volume == nil {
			if !v.Source.Known && strings.HasPrefix(v.Source.V, "$") {
				m.Kind, m.Source = Bind, hostPath(v.Source) // the variable may hold a path
			}
			break
		}
		if device, options, ok := v.Volume.Device(); ok {
			m.Kind, m.Source, m.Via = Bind, hostPath(device), "volume "+v.Volume.Key.Value
			m.ReadOnly = m.ReadOnly || hasWord(options.V, "ro")
			m.Notes = append(m.Notes[:len(m.Notes):len(m.Notes)],
				source.Note{Span: device.Span(), Message: "the volume is this path of the host"})
		}
	case "tmpfs":
		m.Kind = Tmpfs
	}
	return m
}

func hasWord(list, word string) bool {
	for w := range strings.SplitSeq(list, ",") {
		if strings.TrimSpace(w) == word {
			return true
		}
	}
	return false
}

// hostPath reads a path of the host. $HOME is set wherever Compose runs, so it stands for the home folder.
func hostPath(v compose.String) Setting[HostPath] {
	if !v.Set || v.Null {
		return Setting[HostPath]{}
	}
	if v.Known {
		return known(NewHostPath(v.V), v.Span(), v.Related()...)
	}
	for _, form := range [...]string{"${HOME}", "$HOME"} {
		rest, ok := strings.CutPrefix(v.V, form)
		if ok && (rest == "" || rest[0] == '/') && !strings.Contains(rest, "$") {
			return known(NewHostPath("~"+rest), v.Span(), v.Related()...)
		}
	}
	return unknown[HostPath](v.Span(), v.Related()...)
}

func (c *Container) setDevices(s *compose.Service) {
	for _, d := range s.Devices {
		device := Device{Path: unknown[HostPath](d.Span), Span: d.Span, Notes: d.Related}
		device.ReadOnly = d.Permissions.Known && d.Permissions.V != "" && !strings.Contains(d.Permissions.V, "w")
		if d.Source.Known {
			// Docker opens the path from its own root, whatever the number of slashes and dots.
			device.Path = known(HostPath(path.Clean("/"+d.Source.V)), d.Span, d.Related...)
			if !strings.HasPrefix(d.Source.V, "/") {
				device.Path = unknown[HostPath](d.Span) // a CDI name
			}
		}
		c.Devices = append(c.Devices, device)
	}
	for _, r := range s.DeviceCgroupRules.Items {
		c.DeviceRules = append(c.DeviceRules, DeviceRule{Text: r.V, Known: r.Known, Span: r.Span(), Notes: r.Related()})
	}
}

func (c *Container) setEnvironment(s *compose.Service) {
	for _, e := range s.Environment.Items {
		c.Environment = append(c.Environment, Variable{Name: e.Key.Value, Value: e.Value.Raw(), Known: e.Value.Known})
	}
}

// healthcheck returns how the container is asked. Without a test of its own the service takes the test of the image, and only
// changes when it is run (moby, daemon/commit.go, merge).
func healthcheck(s *compose.Service, shipped Shipped) Setting[Healthcheck] {
	h := s.Healthcheck
	var off bool
	switch {
	case !h.Set && !h.Test.Known:
		return Setting[Healthcheck]{} // a part of the service was not read
	case !h.Set:
		return shipped.Healthcheck
	case h.Disable.Set && !h.Disable.Null && !h.Disable.Known:
		return unknown[Healthcheck](h.Span)
	case h.Disable.Known && h.Disable.V:
		off = true
	case !h.Test.Set || h.Test.Null || !h.Test.Shell && len(h.Test.Words) == 0:
		return shipped.Healthcheck
	case !h.Test.Shell && len(h.Test.Words) == 1:
		if !h.Test.Words[0].Known {
			return unknown[Healthcheck](h.Span)
		}
		off = h.Test.Words[0].V == "NONE"
	}
	return known(Healthcheck{Present: !off, Disabled: off}, h.Span)
}
