package rules

import (
	"strings"

	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/project"
)

// AllGpuCapabilities reports `NVIDIA_DRIVER_CAPABILITIES=all` in what ships.
//
// The runtime then mounts every library of the driver into the container, for graphics, video and displays too. Each is
// code of the driver that a process in the container reaches, and the driver has had holes.
//
// # What to do
//
// Name what the program needs: `compute,utility` for CUDA.
var AllGpuCapabilities = define(lint.Rule{
	ID: "all-gpu-capabilities", Title: "All of the graphics driver in the container", Severity: lint.Low, Since: "0.1",
	Presets: lint.Hygiene,
	Aliases: []string{"tally/gpu/prefer-minimal-driver-capabilities"},
	Refs: []lint.Ref{lint.Doc("Driver capabilities",
		"https://docs.nvidia.com/datacenter/cloud-native/container-toolkit/latest/docker-specialized.html")},
	Check: lint.EachUnit(checkAllGpuCapabilities),
})

func checkAllGpuCapabilities(p *lint.Pass, u *project.Unit) {
	for _, v := range u.ShippedVariables() {
		if v.Last && v.Name.Value == "NVIDIA_DRIVER_CAPABILITIES" && strings.EqualFold(v.Text.Value, "all") {
			p.Report(v.Text.Span, "this mounts all of the driver; name what is needed, such as compute,utility").About(v.Subject)
		}
	}
}
