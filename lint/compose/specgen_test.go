package compose

import (
	"os"
	"os/exec"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestTableIsCurrent holds the table of keys to the schema of the compose-go that go.mod names.
func TestTableIsCurrent(t *testing.T) {
	if testing.Short() {
		t.Skip("runs the generator")
	}
	want, err := exec.Command("go", "run", "specgen.go").Output()
	if err != nil {
		t.Fatalf("go run specgen.go: %v", err)
	}
	have, err := os.ReadFile("spec_table.go")
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), string(have)); diff != "" {
		t.Errorf("spec_table.go is not current; run: go generate ./lint/compose\n%s", diff)
	}
}
