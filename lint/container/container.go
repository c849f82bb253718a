package container

import (
	"strings"

	"github.com/plimsoll-lint/plimsoll/lint/image"
	"github.com/plimsoll-lint/plimsoll/lint/source"
)

// Container holds the effective settings of one container.
type Container struct {
	// Name is the service's, or for a Dockerfile alone the shipping stage's.
	Name string
	// Subject is the container in findings and logical locations: "services.web" or "stage final".
	Subject string
	// Anchor is where a finding about something absent stands: the service's key, or the last FROM.
	Anchor source.Span
	// Deployed says that a file tells how the container is run. For a Dockerfile alone it is false, and the settings that
	// only a run can make are unknown.
	Deployed bool

	// Image is the image that the container starts from as the registry knows it: the one that a service names, or the base
	// at the end of the FROM chain. Built says that a Dockerfile stands between it and the container.
	Image Setting[image.Ref]
	Built bool

	User      Setting[User]
	UserPlace source.Span // the place for a finding about the user: what set it, else the anchor
	// RootWhile is the variable of user: that nobody sets and without which Docker takes the rest for root, as in
	// "${UID}:${GID}"; empty otherwise.
	RootWhile    string
	Privileged   Setting[bool]
	CapAdd       []CapabilityEntry
	CapDrop      []CapabilityEntry
	Capabilities Setting[Capabilities] // the bounding set

	NoNewPrivileges Setting[bool]
	Seccomp         Setting[Seccomp]
	AppArmor        Setting[AppArmor]
	SELinux         Setting[SELinux]
	UnmaskedPaths   Setting[bool] // systempaths=unconfined
	WritableCgroups Setting[bool]

	Network  Setting[Namespace]
	PID      Setting[Namespace]
	IPC      Setting[Namespace]
	UTS      Setting[Namespace]
	UserNS   Setting[Namespace]
	CgroupNS Setting[Namespace]

	ReadOnly  Setting[bool]
	Pids      Setting[Limit]
	Memory    Setting[Limit]
	CPUs      Setting[Limit]
	UseSocket Setting[bool] // use_api_socket: Compose mounts the Docker socket and the registry credentials by itself

	Mounts      []Mount
	Devices     []Device
	DeviceRules []DeviceRule
	Hooks       []Hook
	Ports       []Port
	Environment []Variable

	Healthcheck Setting[Healthcheck]
	// Serves says that the container is known to start a program of its own, rather than a shell or an interpreter that waits
	// for input.
	Serves  bool
	Restart Setting[string]
	Runtime Setting[string]

	debuggers []debugger
	editor    editor
}

// CapabilityEntry is one word of cap_add or cap_drop.
type CapabilityEntry struct {
	Text  source.Text
	Known bool
	Notes []source.Note
}

// Namespace is how a container shares a kernel namespace. The zero value is one of its own.
type Namespace struct {
	Host bool
	// Of names the service or container whose namespace is joined: "service:db", "container:x"; empty otherwise.
	Of string
}

// String shows the namespace as Docker's flags name it.
func (n Namespace) String() string {
	switch {
	case n.Host:
		return "host"
	case n.Of != "":
		return n.Of
	}
	return "own"
}

// Limit bounds a resource. The zero value is no bound.
type Limit struct {
	Bounded bool
	Amount  string // as written
}

// String shows the limit, or "unlimited".
func (l Limit) String() string {
	if !l.Bounded {
		return "unlimited"
	}
	return l.Amount
}

// MountKind classes mounts.
type MountKind int

// The kinds of mounts.
const (
	Bind   MountKind = iota // a path of the host
	Volume                  // a volume that the runtime manages
	Tmpfs
	Other // npipe, cluster, image
)

// String names the kind as show prints it.
func (k MountKind) String() string { return [...]string{"bind", "volume", "tmpfs", "other"}[k] }

// Mount is something that the container sees at Target.
type Mount struct {
	Kind MountKind
	// Source is the host's path of a bind, also of a named volume that is bound by driver options and of a file-based
	// secret or config. Unknown when it is made of variables that nobody set.
	Source   Setting[HostPath]
	Target   string
	ReadOnly bool
	// ModeUnknown says that a variable decides whether it is read-only.
	ModeUnknown bool
	// Via says how the path gets into the container where it is no plain bind: "volume data", "secret key".
	Via string
	// Span is the entry; SourceSpan is the part of it that names the host's path.
	Span, SourceSpan source.Span
	Notes            []source.Note
	Propagation      string
}

// TakesHost reports whether the mount is known to be writable and of a place from which the host can be taken over.
func (m Mount) TakesHost() bool {
	return m.Source.Known && !m.ReadOnly && !m.ModeUnknown && m.Source.Value.TakesHost()
}

// Granted reports whether the mount is a file that the project hands over by name, as a secret or a config.
func (m Mount) Granted() bool {
	return strings.HasPrefix(m.Via, "secret ") || strings.HasPrefix(m.Via, "config ")
}

// Device is an entry of devices.
type Device struct {
	Path Setting[HostPath]
	// ReadOnly says that the container may not write to the device.
	ReadOnly bool
	Span     source.Span
	Notes    []source.Note
}

// DeviceRule is an entry of device_cgroup_rules: it opens devices by their numbers, without making their files.
type DeviceRule struct {
	Text  string
	Known bool
	Span  source.Span
	Notes []source.Note
}

// OpensDisks reports whether the rule lets block devices be read or written that are no floppy or optical drive.
func (r DeviceRule) OpensDisks() bool {
	fields := strings.Fields(r.Text)
	if !r.Known || len(fields) != 3 || fields[0] != "a" && fields[0] != "b" || !strings.ContainsAny(fields[2], "rw") {
		return false
	}
	major, _, _ := strings.Cut(fields[1], ":")
	return major != "2" && major != "11" // Documentation/admin-guide/devices.txt
}

// Hook is a command that Compose runs beside the main one.
type Hook struct {
	When       string // the key: pre_start, post_start, pre_stop
	Privileged Setting[bool]
}

// Variable is an entry of the container's environment.
type Variable struct {
	Name  string
	Value source.Text // as written, before interpolation from outside the file
	Known bool
}

// Healthcheck is how the runtime asks whether the container works.
type Healthcheck struct{ Present, Disabled bool }

// SharesHost reports whether the setting is known to be the host's namespace.
func SharesHost(s Setting[Namespace]) bool { return s.Known && s.Value.Host }

// IsPrivileged reports whether the container is known to be privileged.
func (c *Container) IsPrivileged() bool { return Is(c.Privileged, true) }

// Adds returns the entries of cap_add that add the capability; ALL is no entry of a capability.
func (c *Container) Adds(caps ...Capability) []CapabilityEntry {
	var found []CapabilityEntry
	for _, e := range c.CapAdd {
		if got, ok := ParseCapability(e.Text.Value); ok && e.Known {
			for _, want := range caps {
				if got == want {
					found = append(found, e)
				}
			}
		}
	}
	return found
}

// Holds reports whether the capability is known to be among those that the container can have.
func (c *Container) Holds(want Capability) bool {
	return c.Capabilities.Known && c.Capabilities.Value.Has(want)
}

// AddsAll returns the entry of cap_add that is ALL.
func (c *Container) AddsAll() (CapabilityEntry, bool) {
	for _, e := range c.CapAdd {
		if e.Known && IsAll(e.Text.Value) {
			return e, true
		}
	}
	return CapabilityEntry{}, false
}

// entry is one element of a list, with the hops to it.
type entry struct {
	text  source.Text
	known bool
	notes []source.Note
}

// namespace reads the value of a namespace key. kinds that join another container keep their name.
func namespace(value string) Namespace {
	if value == "host" {
		return Namespace{Host: true}
	}
	if strings.HasPrefix(value, "service:") || strings.HasPrefix(value, "container:") {
		return Namespace{Of: value}
	}
	return Namespace{}
}

// KeptDefaults returns the capabilities of Docker's default set that the container holds without having asked for them.
func (c *Container) KeptDefaults() Capabilities {
	kept := c.Capabilities.Value & DefaultCapabilities
	for _, e := range c.CapDrop {
		if IsAll(e.Text.Value) {
			return 0
		}
	}
	for _, e := range c.CapAdd {
		if added, ok := ParseCapability(e.Text.Value); ok {
			kept = kept.Without(1 << added)
		}
	}
	return kept
}
