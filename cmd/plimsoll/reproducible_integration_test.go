//go:build integration

package main

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"
)

// TestBuildsAreReproducible builds two clones of this repository, in folders of different names, as a release is built: both give the
// same bytes.
func TestBuildsAreReproducible(t *testing.T) {
	var first []byte
	for range 2 {
		dir := cloned(t)
		mustRun(t, dir, "env", "CGO_ENABLED=0", "go", "build", "-trimpath", "-ldflags=-s -w -buildid= -X main.release=1.2.3", "-o", "out/plimsoll",
			"./cmd/plimsoll")
		built, err := os.ReadFile(filepath.Join(dir, "out", "plimsoll"))
		if err != nil {
			t.Fatal(err)
		}
		if first == nil {
			first = built
		} else if !bytes.Equal(first, built) {
			t.Errorf("two builds of %d and %d bytes differ", len(first), len(built))
		}
	}
}
