package main

import (
	"os"
	"runtime"
	"runtime/debug"
)

// collectLate has the first garbage collection wait for a heap of 16 MiB instead of 4: linting one file ends before, and
// what a collection costs is a seventh of such a run. From the first one on all is as usual, so that a large run needs no
// more memory than it would anyway. Who sets GOGC knows better.
func collectLate() {
	if os.Getenv("GOGC") != "" {
		return
	}
	before := debug.SetGCPercent(400)
	// Nothing refers to the sentinel, so the first collection finds it.
	runtime.SetFinalizer(new(sentinel), func(*sentinel) { debug.SetGCPercent(before) })
}

// sentinel has a pointer, because small objects without one are collected together with their neighbours.
type sentinel struct{ _ *byte }
