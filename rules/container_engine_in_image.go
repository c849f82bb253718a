package rules

import (
	"strings"

	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/project"
	"github.com/plimsoll-lint/plimsoll/lint/shell"
)

// ContainerEngineInImage reports packages of container engines that a stage which ships installs: the Docker daemon,
// containerd, NVIDIA's container toolkit.
//
// A daemon inside a container asks for `--privileged`, which gives the host away, and NVIDIA's toolkit does nothing there: it
// belongs to the host. What is installed is a hint at how the image will be run.
//
// The client alone (`docker-ce-cli`, `docker-cli`) is not reported; what it reaches is a matter of how the container is run.
//
// # What to do
//
// Leave the package out. Images can be built without a daemon by BuildKit rootless, Buildah or kaniko.
//
// # When it is fine
//
// Images that are meant to run Docker inside Docker.
var ContainerEngineInImage = define(lint.Rule{
	ID: "container-engine-in-image", Title: "Container engine in the image", Severity: lint.Low, Since: "0.1",
	Presets: lint.Hygiene,
	Aliases: []string{"tally/gpu/no-container-runtime-in-image"},
	Refs:    []lint.Ref{lint.OWASP("1"), lint.CWE("250")},
	Check:   lint.EachPackageCommand(checkContainerEngineInImage, "apt", "apk", "dnf", "zypper"),
})

func checkContainerEngineInImage(p *lint.Pass, c *project.PackageCommand) {
	if c.Action != shell.Installing || !c.Mentions("docker") && !c.Mentions("container") && !c.Mentions("moby") || !c.Ships() {
		return
	}
	for _, pkg := range c.Packages() {
		if containerEngine(pkg.Name) {
			p.Report(pkg.Word.Span(), "%s needs the privileges of the host in a container; leave it out", pkg.Name).
				About(c.Subject).Keyed(pkg.Name)
		}
	}
}

func containerEngine(name string) bool {
	switch name {
	case "docker-ce", "docker.io", "docker-engine", "moby-engine", "containerd", "containerd.io", "docker", "lxc-docker", "nvidia-docker2",
		"nvidia-container-toolkit", "nvidia-container-runtime":
		return true
	}
	return strings.HasPrefix(name, "libnvidia-container")
}
