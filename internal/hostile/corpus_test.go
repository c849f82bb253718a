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
	t.Logf("%d findings, %d errors, exit %d, %v, at most %d MiB",
		len(rep.Findings), len(rep.Errors), first.exit, first.elapsed, min(first.memory, second.memory)>>20)
	if len(rep.Findings) == 0 {
		t.Error("no finding at all")
	}
	if !bytes.Equal(first.stdout, second.stdout) || first.exit != second.exit {
		t.Error("two runs differ")
	}
	if c, found := raw(first.stdout); found {
		t.Errorf("the report holds a raw %U", c)
	}
	// The lower of the two: the other may be a collection of garbage that came late.
	if memory := min(first.memory, second.memory); memory > corpusMemory {
		t.Errorf("took %d MiB of memory, more than %d", memory>>20, corpusMemory>>20)
	}
}
