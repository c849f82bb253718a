package rules

import (
	"strings"

	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/dockerfile"
	"github.com/plimsoll-lint/plimsoll/lint/project"
)

// ConstantPlatform reports `FROM --platform=linux/amd64` and its like.
//
// The stage is then built for that platform, whatever is asked for: an image that says it is for arm64 holds programs for
// amd64, and runs slowly under emulation or not at all.
//
// A platform that comes from a variable is left alone, and so is a stage whose name says the system or the architecture, as
// in BuildKit's own check. KICS and Semgrep report every `--platform`, even `$BUILDPLATFORM`, which is how one builds for
// another platform.
//
// # What to do
//
// Delete the flag and build with `--platform`. To cross-compile write `FROM --platform=$BUILDPLATFORM`.
//
// # When it is fine
//
// A stage for one platform only. Say so in its name: `FROM --platform=linux/amd64 debian:13 AS build-amd64`.
var ConstantPlatform = define(lint.Rule{
	ID: "constant-platform", Title: "Stage tied to one platform", Severity: lint.Info, Since: "0.1",
	Presets: lint.Hygiene | lint.Hadolint,
	Aliases: []string{
		"DL3029", "FromPlatformFlagConstDisallowed", "avoid-platform-with-from", "KICS:Using Platform Flag with FROM Command",
	},
	Refs: []lint.Ref{
		lint.Doc("FromPlatformFlagConstDisallowed",
			"https://docs.docker.com/reference/build-checks/from-platform-flag-const-disallowed/"),
	},
	Check: lint.EachStage(checkConstantPlatform),
})

func checkConstantPlatform(p *lint.Pass, s *dockerfile.Stage) {
	platform := s.From.Platform
	if platform.Value == "" || strings.Contains(platform.Value, "$") {
		return
	}
	system, arch, ok := dockerfile.ParsePlatform(platform.Value)
	name := strings.ToLower(s.Name.Value)
	if !ok || system != "" && strings.Contains(name, system) || arch != "" && strings.Contains(name, arch) {
		return
	}
	p.Report(platform.Span, "this stage is for %s whatever the build asks for; delete the flag", platform.Value).
		About(project.StageSubject(s))
}
