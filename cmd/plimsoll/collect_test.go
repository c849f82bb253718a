package main

import (
	"runtime"
	"runtime/debug"
	"runtime/metrics"
	"testing"
	"time"
)

func TestCollectLate(t *testing.T) {
	percent := func() uint64 {
		sample := []metrics.Sample{{Name: "/gc/gogc:percent"}}
		metrics.Read(sample)
		return sample[0].Value.Uint64()
	}
	defer debug.SetGCPercent(debug.SetGCPercent(70))

	t.Setenv("GOGC", "70")
	collectLate()
	if got := percent(); got != 70 {
		t.Errorf("GOGC is 70, and the collector works with %d", got)
	}
	t.Setenv("GOGC", "")
	collectLate()
	if got := percent(); got != 400 {
		t.Errorf("before the first collection the collector works with %d, want 400", got)
	}
	runtime.GC()
	for deadline := time.Now().Add(10 * time.Second); percent() != 70; time.Sleep(time.Millisecond) {
		if time.Now().After(deadline) {
			t.Fatalf("behind the first collection the collector works with %d, want 70 as before", percent())
		}
	}
}
