// Package loader lets the Docker daemon's own code read its settings: flags and daemon.json, as dockerd does when it starts.
package loader

import (
	"io"

	"github.com/docker/go-connections/tlsconfig"
	"github.com/moby/moby/v2/daemon/config"
	"github.com/sirupsen/logrus"
	"github.com/spf13/pflag"

	_ "unsafe" // for go:linkname

	_ "github.com/moby/moby/v2/daemon/command" // what the names below belong to
)

// options is laid out as daemonOptions of daemon/command is.
type options struct {
	configFile   string
	daemonConfig *config.Config
	flags        *pflag.FlagSet
	Debug        bool
	Hosts        []string
	TLS          bool
	TLSVerify    bool
	TLSOptions   *tlsconfig.Options
	Validate     bool
}

//go:linkname newDaemonOptions github.com/moby/moby/v2/daemon/command.newDaemonOptions
func newDaemonOptions(*config.Config) *options

//go:linkname installFlags github.com/moby/moby/v2/daemon/command.(*daemonOptions).installFlags
func installFlags(*options, *pflag.FlagSet)

//go:linkname installConfigFlags github.com/moby/moby/v2/daemon/command.installConfigFlags
func installConfigFlags(*config.Config, *pflag.FlagSet)

//go:linkname loadDaemonCliConfig github.com/moby/moby/v2/daemon/command.loadDaemonCliConfig
func loadDaemonCliConfig(*options) (*config.Config, error)

func prepare() (*options, error) {
	logrus.SetOutput(io.Discard)
	cfg, err := config.New()
	if err != nil {
		return nil, err
	}
	cfg.UserlandProxyPath = "/bin/true" // there is no docker-proxy here, which has to be there for the settings to be valid
	o := newDaemonOptions(cfg)
	o.flags = pflag.NewFlagSet("dockerd", pflag.ContinueOnError)
	o.flags.StringVar(&o.configFile, "config-file", o.configFile, "")
	o.flags.BoolP("version", "v", false, "")
	o.flags.BoolP("help", "h", false, "")
	installFlags(o, o.flags)
	installConfigFlags(o.daemonConfig, o.flags)
	return o, nil
}

// Flags returns the flags of dockerd.
func Flags() (*pflag.FlagSet, *config.Config, error) {
	o, err := prepare()
	if err != nil {
		return nil, nil, err
	}
	return o.flags, o.daemonConfig, nil
}

// Load returns the settings that dockerd starts with, given a daemon.json and the arguments of its command line.
func Load(file string, args ...string) (*config.Config, error) {
	o, err := prepare()
	if err != nil {
		return nil, err
	}
	if err := o.flags.Parse(append(args, "--config-file="+file)); err != nil {
		return nil, err
	}
	return loadDaemonCliConfig(o)
}
