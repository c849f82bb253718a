//go:build unix

package project

import (
	"path/filepath"
	"syscall"
	"testing"

	"github.com/plimsoll-lint/plimsoll/lint/source"
)

func TestPipesAreNotOpened(t *testing.T) {
	d := disk(t, map[string]string{"a/Dockerfile": "FROM a\n"})
	for _, name := range []string{"Dockerfile", "compose.yaml"} {
		if err := syscall.Mkfifo(filepath.Join(d.dir, name), 0o644); err != nil {
			t.Skip(err)
		}
	}
	if _, err := d.Read("Dockerfile"); source.ReasonOf(err) != source.Irregular {
		t.Errorf("Read of a pipe = %v", err)
	}
	r := discover(t, d.dir)
	checkGaps(t, r, "Dockerfile: Dockerfile is no plain file", "compose.yaml: compose.yaml is no plain file")
	checkDocuments(t, r, "a/Dockerfile")
}
