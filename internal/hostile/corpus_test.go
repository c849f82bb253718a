//go:build unix

package hostile

import (
	"bytes"
	"testing"
)

// corpusMemory is what linting the whole corpus may take at most.
const corpusMemory = 150 << 20

// TestCorpus lints everything there is, twice.
func TestCorpus(t *testing.T) {
	dir := corpus(t)
	first := run(t, dir, "lint", "--format", "json", ".")
	second := run(t, dir, "lint", "--format", "json", ".")
	rep := decode(t, first)
	t.Logf("%d findings, %d errors, exit %d, %v, %d MiB at most",
		len(rep.Findings), len(rep.Errors), first.exit, first.elapsed, max(first.memory, second.memory)>>20)
	if len(rep.Findings) == 0 {
		t.Error("no finding at all")
	}
	if !bytes.Equal(first.stdout, second.stdout) || first.exit != second.exit {
		t.Error("two runs differ")
	}
	if c, found := raw(first.stdout); found {
		t.Errorf("the report holds a raw %U", c)
	}
	if first.memory > corpusMemory {
		t.Errorf("took %d MiB of memory, more than %d", first.memory>>20, corpusMemory>>20)
	}
}
