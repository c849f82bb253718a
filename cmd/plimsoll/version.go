package main

import (
	"runtime/debug"
	"strings"
)

// release is set by the linker for released binaries.
var release string

// version returns the release, else the version of the module that was built, else "0.0.0-dev".
func version() string {
	if release != "" {
		return strings.TrimPrefix(release, "v")
	}
	if info, ok := debug.ReadBuildInfo(); ok && info.Main.Version != "" && info.Main.Version != "(devel)" {
		return strings.TrimPrefix(info.Main.Version, "v")
	}
	return "0.0.0-dev"
}
