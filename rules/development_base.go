package rules

import (
	"strings"

	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/project"
)

// DevelopmentBase reports what ships on the `devel` variant of NVIDIA's CUDA images although nothing is compiled in it.
//
// The variant holds compilers, headers and static libraries, some gigabytes of them: each a tool for who gets in, and each
// with holes that scanners will tell you about.
//
// # What to do
//
// Build in a stage on `devel`, and ship on `runtime` or `base`.
var DevelopmentBase = define(lint.Rule{
	ID: "development-base", Title: "Compilers shipped by the base image", Severity: lint.Info, Since: "0.1",
	Presets:   lint.Hygiene,
	Precision: lint.PrecisionMedium,
	Aliases:   []string{"tally/gpu/prefer-runtime-final-stage"},
	Check:     lint.EachUnit(checkDevelopmentBase),
})

func checkDevelopmentBase(p *lint.Pass, u *project.Unit) {
	for _, im := range u.Targets() {
		base := im.Base.Image
		if !base.Known || !strings.Contains(base.Value, "nvidia/cuda:") || !strings.Contains(base.Value, "-devel") {
			continue
		}
		compiled := false
		for _, c := range u.Commands("nvcc", "gcc", "g++", "cc", "c++", "clang", "make", "cmake", "ninja", "cargo", "pip", "pip3") {
			compiled = compiled || u.Ships(c.Run.Stage())
		}
		if !compiled {
			p.Report(base.Text.Span, "%s ships compilers that nothing here uses; ship on runtime or base", base.Value).
				About(project.StageSubject(im.Stage))
		}
	}
}
