package compose

import "github.com/plimsoll-lint/plimsoll/lint/source"

// Service is one service with everything that extends, merge keys, override files and variables make of it.
type Service struct {
	// Key is the service's name as written in the file that first has it.
	Key source.Text
	// Span is the service's mapping, in the last file that has it.
	Span source.Span
	// Job is set for an entry of the jobs section, which runs a container as a service does, but only once.
	Job bool
	// Partial reports that something of the service was not read, such as a remote extends: what is absent is unknown.
	Partial bool
	// Dir is the folder that relative paths of the service start from unless a value says otherwise, relative to the
	// root of the tree.
	Dir string

	Container
	Build *Build

	// Before is the protection that earlier files, and services that this one extends, gave it, the last one first.
	Before []Protection
	// Merged is what mappings merged with << say of lists that another list stands for: YAML replaces lists, and so it is lost.
	Merged Protection
	// Removed are the keys that !reset takes away.
	Removed []source.Text

	Restart       String
	Scale         Value[int64]
	ContainerName String
	Profiles      List
	DependsOn     []Dependency
	Links         List
	ExternalLinks List
	Expose        List
	Ports         []Port
	Healthcheck   Healthcheck
	StdinOpen     Value[bool]
	TTY           Value[bool]
	Deploy        Deploy
	Provider      Provider
	PreStart      []Hook
	PostStart     []Hook
	PreStop       []Hook
	Watch         []Hook // develop.watch entries that run a command
}

// Container is the part of a service that a pre_start hook has as well.
type Container struct {
	Image      String
	Command    Command
	Entrypoint Command
	WorkingDir String
	Platform   String
	PullPolicy String
	Runtime    String
	Init       Value[bool]

	User           String
	GroupAdd       List
	Privileged     Value[bool]
	CapAdd         List
	CapDrop        List
	SecurityOpt    List
	ReadOnly       Value[bool]
	UseAPISocket   Value[bool]
	CredentialSpec Entries

	NetworkMode String
	Networks    []Attachment
	Hostname    String
	MacAddress  String
	DNS         List
	ExtraHosts  Entries

	PID, IPC, UTS, UsernsMode, Cgroup, CgroupParent, Isolation String

	Volumes           []Mount
	VolumesFrom       List
	Tmpfs             List
	Secrets           []Grant
	Configs           []Grant
	Devices           []Device
	DeviceCgroupRules List
	GPUs              Value[bool] // whether any are asked for

	PidsLimit      Value[int64]
	MemLimit       Value[int64] // bytes
	MemReservation Value[int64] // bytes
	MemswapLimit   Value[int64] // bytes; -1 is unlimited
	CPUs           Value[float64]
	CPUQuota       Value[int64]
	CPUPeriod      Value[int64]
	CPUShares      Value[int64]
	ShmSize        Value[int64] // bytes
	Ulimits        []Ulimit
	OomKillDisable Value[bool]
	OomScoreAdj    Value[int64]
	Sysctls        Entries
	StorageOpt     Entries

	Environment Entries
	EnvFile     []EnvFile
	LabelFile   List
	Labels      Entries
	Annotations Entries
	Logging     Logging
}

// Build says how the image of a service is built.
type Build struct {
	// Key is the build key, Span its value.
	Key  source.Text
	Span source.Span
	// Context is as written; it is the whole value in the short form.
	Context String
	// Dir is the folder that a relative context starts from, relative to the root of the tree.
	Dir string
	// Dockerfile is relative to the context. Where it is absent Compose takes "Dockerfile".
	Dockerfile         String
	DockerfileInline   String
	Target             String
	Args               Entries
	Secrets            []Grant
	SSH                Entries
	Network            String
	Privileged         Value[bool]
	Entitlements       List
	AdditionalContexts Entries
	ExtraHosts         Entries
	Labels             Entries
	CacheFrom, Tags    List
	Platforms          List
	NoCache, Pull      Value[bool]
	Isolation          String
	ShmSize            Value[int64]
	Ulimits            []Ulimit
}

// Port is one entry of ports, which may stand for a range.
type Port struct {
	Span source.Span
	// Text is the entry in the short form, zero in the long one.
	Text source.Text
	// Target and Published are the first and the last port of a range, of a single one twice the same. Published is
	// zero where Docker chooses a free port.
	Target, Published Range
	// HostIP is the address that is published on, absent or empty for all.
	HostIP      String
	Protocol    String
	Mode        String
	Name        String
	AppProtocol String
	// Known is false where a variable without a value takes part; the ranges are then zero.
	Known   bool
	Missing []string
	Shipped string
	Related []source.Note
}

// Range is a range of ports, both ends inside.
type Range struct {
	First, Last uint16
	Span        source.Span
}

// Mount is one entry of volumes.
type Mount struct {
	Span source.Span
	// Text is the entry in the short form, zero in the long one.
	Text source.Text
	// Type is "bind", "volume", "tmpfs", "npipe", "cluster" or "image".
	Type   String
	Source String
	Target String
	// Dir is the folder that a relative Source of a bind starts from, relative to the root of the tree.
	Dir string
	// ReadOnly is what counts: of "ro" and "rw" in the short form the last one.
	ReadOnly       Value[bool]
	Propagation    String
	SELinux        String
	Recursive      String
	CreateHostPath Value[bool]
	NoCopy         Value[bool]
	Subpath        String
	TmpfsSize      Value[int64]
	// Volume is the named volume that Source refers to, nil if there is none.
	Volume  *Volume
	Known   bool
	Missing []string
	Related []source.Note
}

// Device is one entry of devices. For a CDI name Target is empty.
type Device struct {
	Span                        source.Span
	Text                        source.Text // the short form
	Source, Target, Permissions String
	Known                       bool
	Related                     []source.Note
}

// Grant is one entry of the secrets or configs of a service, or of the secrets of a build.
type Grant struct {
	Span   source.Span
	Source String
	Target String
	UID    String
	GID    String
	Mode   String
	// Secret or Config is the top-level entry, nil if there is none.
	Secret *Secret
	Config *Config
}

// EnvFile is one entry of env_file.
type EnvFile struct {
	Span     source.Span
	Path     String
	Required Value[bool]
	Format   String
	// Dir is the folder that a relative Path starts from, relative to the root of the tree.
	Dir string
	// File is the path relative to the root of the tree, empty where it leaves the root or is unknown.
	File string
}

// Attachment is a network that a service is in. Span is its name, or the alias or merge key that brings it.
type Attachment struct {
	Key     source.Text
	Span    source.Span
	Aliases List
	IPv4    String
	IPv6    String
	// Network is the top-level entry, nil for the implicit default one or if there is none.
	Network *Network
}

// Dependency is one entry of depends_on. Span is the name, or the alias or merge key that brings it.
type Dependency struct {
	Key       source.Text
	Span      source.Span
	Condition String
	Required  Value[bool]
	Restart   Value[bool]
	// Service is nil if there is none of that name.
	Service *Service
}

// Healthcheck is the healthcheck of a service.
type Healthcheck struct {
	Set     bool
	Key     source.Text
	Span    source.Span
	Disable Value[bool]
	Test    Command
	Retries Value[int64]

	Interval, Timeout, StartPeriod, StartInterval String
}

// Off returns the place that switches the health check off; zero where it is not known to be off.
func (h Healthcheck) Off() source.Span {
	switch {
	case h.Disable.Known && h.Disable.V:
		return h.Disable.Span()
	case !h.Test.Shell && len(h.Test.Words) == 1 && h.Test.Words[0].Known && h.Test.Words[0].V == "NONE":
		return h.Test.Words[0].Span()
	}
	return source.Span{}
}

// Deploy is the part of deploy that says something about a container.
type Deploy struct {
	Set           bool
	Key           source.Text
	Span          source.Span
	Replicas      Value[int64]
	Labels        Entries
	LimitsSet     bool
	Limits        source.Span // the mapping of the limits
	LimitCPUs     Value[float64]
	LimitMemory   Value[int64] // bytes
	LimitPids     Value[int64]
	ReserveMemory Value[int64] // bytes
	Restart       source.Span  // the mapping of the restart policy
	RestartPolicy String       // the condition
	// Swarm is a key that only a swarm heeds, such as placement; zero where there is none.
	Swarm source.Text
	// RestartAttempts bounds how often a container is started again.
	RestartAttempts Value[int64]
}

// Ulimit is one entry of ulimits. In the short form Soft and Hard are the same value.
type Ulimit struct {
	Key        source.Text
	Span       source.Span
	Soft, Hard Value[int64]
}

// Logging is where the output of a container goes.
type Logging struct {
	Set     bool
	Key     source.Text
	Span    source.Span
	Driver  String
	Options Entries
}

// Provider is a program on the host that stands in for a container.
type Provider struct {
	Set  bool
	Span source.Span
	Type String
}

// Hook is a command that runs beside the main one: in the container for post_start and pre_stop, in one of its own for
// pre_start, whose other settings are in Container.
type Hook struct {
	Span        source.Span
	Command     Command
	User        String
	Privileged  Value[bool]
	WorkingDir  String
	Environment Entries
	Container   *Container
}
