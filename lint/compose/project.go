// Package compose evaluates Compose projects as `docker compose` does, and keeps for every value the bytes it came from.
//
// See docs/decisions/0002-compose-evaluation.md for why the evaluation works on positioned trees and what compose-go
// decides.
package compose

import "github.com/plimsoll-lint/plimsoll/lint/source"

// Project is what one set of files makes together.
type Project struct {
	// Dir is the project folder, relative to the root of the tree, "." for the root itself.
	Dir string
	// Name is the project's name, where a file or .env gives one. Compose takes the folder's name otherwise.
	Name String
	// Version is the key version, which Compose ignores.
	Version String
	// Files are the Compose files that were read, each once: the main file first, then overrides, included and
	// extended ones. The .env files are EnvFiles.
	Files    []*source.File
	EnvFiles []*source.File
	// Services are in the order in which their names first appear, whatever their profiles, and behind them the jobs.
	Services []*Service
	Networks []*Network
	Volumes  []*Volume
	Secrets  []*Secret
	Configs  []*Config
	// Comments are those of all Files.
	Comments []Comment
	Problems []source.Problem
	// OldBooleans are the truth values that are written with a word of YAML 1.1, such as yes, each place once.
	OldBooleans []Value[bool]
	// Remotes are the files on other machines that this one is made of.
	Remotes []Remote

	// All of the above by their keys.
	services map[string]*Service
	named    map[string]*Service // by container_name
	networks map[string]*Network
	volumes  map[string]*Volume
	secrets  map[string]*Secret
	configs  map[string]*Config
}

// Comment is a comment in one of the files.
type Comment struct {
	Span source.Span
	Text source.Text // what follows the #
}

// Remote is a file on another machine that a project includes or extends. Its text has the place to report.
type Remote struct {
	Address source.Text
	Role    string // "included" or "extended"
}

// Service returns the service of that name, or nil.
func (p *Project) Service(name string) *Service { return p.services[name] }

// ContainerNamed returns the service whose container_name that is, or nil.
func (p *Project) ContainerNamed(name string) *Service { return p.named[name] }

// Network returns the network of that key, or nil.
func (p *Project) Network(key string) *Network { return p.networks[key] }

// Volume returns the volume of that key, or nil.
func (p *Project) Volume(key string) *Volume { return p.volumes[key] }

// Secret returns the secret of that key, or nil.
func (p *Project) Secret(key string) *Secret { return p.secrets[key] }

// Config returns the config of that key, or nil.
func (p *Project) Config(key string) *Config { return p.configs[key] }

// Network is an entry of the networks section.
type Network struct {
	Key        source.Text
	Span       source.Span
	Name       String
	Driver     String
	DriverOpts Entries
	External   Value[bool]
	Internal   Value[bool]
	Attachable Value[bool]
	EnableIPv6 Value[bool]
	Labels     Entries
}

// Volume is an entry of the volumes section.
type Volume struct {
	Key        source.Text
	Span       source.Span
	Name       String
	Driver     String
	DriverOpts Entries
	External   Value[bool]
	Labels     Entries
	Dir        string // the folder that a relative device starts from, relative to the root of the tree
}

// Device returns the host path that the local driver mounts for this volume, and the mount options, where driver_opts
// make it a bind mount (type none or absent with `o: bind` or `o: rbind` among the options).
func (v *Volume) Device() (device, options String, ok bool) {
	if v.Driver.Set && v.Driver.V != "" && v.Driver.V != "local" {
		return String{}, String{}, false
	}
	for _, e := range v.DriverOpts.Items {
		switch e.Key.Value {
		case "device":
			device = e.Value
		case "o":
			options = e.Value
		}
	}
	return device, options, device.Set && hasOption(options.V, "bind", "rbind")
}

// Secret is an entry of the secrets section.
type Secret struct {
	Key         source.Text
	Span        source.Span
	Name        String
	File        String
	Dir         string // the folder that a relative File starts from, relative to the root
	Environment String
	External    Value[bool]
	Driver      String
}

// Config is an entry of the configs section.
type Config struct {
	Key         source.Text
	Span        source.Span
	Name        String
	File        String
	Dir         string // as of Secret
	Environment String
	Content     String
	External    Value[bool]
}
