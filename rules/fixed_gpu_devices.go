package rules

import (
	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/project"
)

// FixedGpuDevices reports images that choose the graphics cards of the machines they will run on: a number or an id in
// `NVIDIA_VISIBLE_DEVICES` or `CUDA_VISIBLE_DEVICES`.
//
// Which cards a container gets is for those to say who run it. With `--gpus` or a device plugin the value of the image is
// overruled; without, the container takes a card that may be another one's.
//
// `all`, `none` and `void`, which NVIDIA's images set, are no choice of a card.
//
// # What to do
//
// Delete the variable, and use `--gpus` or `deploy.resources.reservations.devices`.
var FixedGpuDevices = define(lint.Rule{
	ID: "fixed-gpu-devices", Title: "Graphics cards chosen by the image", Severity: lint.Info, Since: "0.1",
	Presets: lint.Hygiene,
	Aliases: []string{"tally/gpu/no-hardcoded-visible-devices"},
	Check:   lint.EachUnit(checkFixedGpuDevices),
})

func checkFixedGpuDevices(p *lint.Pass, u *project.Unit) {
	for _, v := range u.ShippedVariables() {
		if !v.Last || v.Name.Value != "NVIDIA_VISIBLE_DEVICES" && v.Name.Value != "CUDA_VISIBLE_DEVICES" {
			continue
		}
		switch v.Text.Value {
		case "", "all", "none", "void":
			continue
		}
		if v.Known {
			p.Report(v.Text.Span, "%s chooses the cards of machines it does not know; set it at run time", v.Name.Value).
				About(v.Subject).Keyed(v.Name.Value)
		}
	}
}
