package container

import (
	"strings"

	"github.com/plimsoll-lint/plimsoll/lint/daemon"
	"github.com/plimsoll-lint/plimsoll/lint/image"
	"github.com/plimsoll-lint/plimsoll/lint/seccomp"
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
	// at the end of the FROM chain. Built says that a Dockerfile stands between it and the container, and Stage is the name of
	// the stage that ships, if it has one. Scratch says that the chain begins with nothing, so that there is no Image.
	Image   Setting[image.Ref]
	Built   bool
	Scratch bool
	Stage   string
	// OwnStart says that the container is known to run what Image does of itself, so that what is known of the image's start
	// holds for it. It is never set for an image that starts a shell or an interpreter.
	OwnStart bool

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
	SeccompProfile  *seccomp.Profile // what Seccomp names, where it could be read
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
	Outside  []Joined // those of containers that no file in sight describes

	ReadOnly  Setting[bool]
	Pids      Setting[Limit]
	Memory    Setting[Limit]
	CPUs      Setting[Limit]
	UseSocket Setting[bool] // use_api_socket: Compose mounts the Docker socket and the registry credentials by itself

	Mounts      []Mount
	Devices     []Device
	DeviceRules []DeviceRule
	Tmpfs       []TmpfsMount
	Hooks       []Hook
	// BeforeStart are the containers that pre_start hooks run in, with the settings that they take over from this one.
	BeforeStart []*Container
	Ports       []Port
	Networks    Setting[[]Attachment]
	Links       []Link
	Environment []Variable
	// Listens says that a file names a port that the container answers on, for outside or for its neighbours.
	Listens bool
	// Profiles are those of which one has to be active for the container to run; none for one that always does.
	Profiles []string

	// Weakened is what earlier files and extended services meant to protect, and Unmerged what lists of merged mappings did.
	Weakened []Weakened
	Unmerged []Unmerged

	Healthcheck Setting[Healthcheck]
	// Serves says that the container is known to start a program of its own, rather than a shell or an interpreter that waits
	// for input.
	Serves  bool
	Restart Setting[string]
	Runtime Setting[string]

	// Daemon holds the settings of the daemon that runs the container, nil where they are not known. Remapped says that it gives
	// root in the container another user on the host, and Bound is the address that it publishes ports on which name none.
	Daemon   *daemon.File
	Remapped Setting[bool]
	Bound    Setting[string]

	CgroupParent Setting[string]
	Groups       []Entry // group_add
	// BadOptions are the entries of security_opt that Docker does not know or refuses.
	BadOptions []BadOption
	// BadSysctls are the parameters of the kernel that the container is not allowed to set.
	BadSysctls []BadOption

	debuggers []debugger
	editor    editor
}

// Entry is one word of a list.
type Entry struct {
	Text  source.Text
	Known bool
	Notes []source.Note
}

// CapabilityEntry is one word of cap_add or cap_drop.
type CapabilityEntry = Entry

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
	Source Setting[HostPath]
	Target string
	// Volume is the key of the named volume; empty for one without a name.
	Volume   string
	ReadOnly bool
	// ModeUnknown says that a variable decides whether it is read-only.
	ModeUnknown bool
	// Via says how the path gets into the container where it is no plain bind: "volume data", "secret key".
	Via string
	// Span is the entry; SourceSpan is the part of it that names the host's path.
	Span, SourceSpan source.Span
	Notes            []source.Note
	// Propagation is empty where it is Docker's default or not known.
	Propagation     string
	PropagationSpan source.Span

	mode mode
}

// TakesHost reports whether the mount is known to be writable and of a place from which the host can be taken over.
func (m Mount) TakesHost() bool {
	return m.Source.Known && !m.ReadOnly && !m.ModeUnknown && m.Source.Value.TakesHost()
}

// Granted reports whether the mount is a file that the project hands over by name, as a secret or a config.
func (m Mount) Granted() bool {
	return strings.HasPrefix(m.Via, "secret ") || strings.HasPrefix(m.Via, "config ")
}

// Variable is an entry of the container's environment.
type Variable struct {
	Name  string
	Value source.Text // as written, before interpolation from outside the file
	Known bool
}

// Healthcheck is how the runtime asks whether the container works.
type Healthcheck struct{ Present, Disabled bool }

// IsPrivileged reports whether the container is known to be privileged.
func (c *Container) IsPrivileged() bool { return Is(c.Privileged, true) }

// entry is one element of a list, with the hops to it.
type entry struct {
	text  source.Text
	known bool
	notes []source.Note
}
