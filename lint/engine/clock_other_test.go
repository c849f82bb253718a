//go:build !unix

package engine_test

import "time"

// processorTime is known on Unix only.
func processorTime() time.Duration { return 0 }
