package compose

import (
	"fmt"
	"strings"
	"testing"

	"github.com/plimsoll-lint/plimsoll/lint/source"
)

func TestTooManyServices(t *testing.T) {
	var content strings.Builder
	content.WriteString("services:\n")
	for i := range maxServices + 2 {
		fmt.Fprintf(&content, " s%d: {image: x, depends_on: [s%d]}\n", i, maxServices+1)
	}
	p := Load(source.NewMemory(map[string]string{"compose.yaml": content.String()}), Options{Dir: "."})
	if len(p.Services) != maxServices {
		t.Errorf("%d services are read, want %d", len(p.Services), maxServices)
	}
	if len(p.Problems) != 1 {
		t.Fatalf("%d problems, the first %v; want one, since what was not read may hold what is missing",
			len(p.Problems), p.Problems[:min(1, len(p.Problems))])
	}
	got := p.Problems[0]
	if want := fmt.Sprintf("s%d", maxServices); got.Kind != source.Unread || string(got.Span.Bytes()) != want {
		t.Errorf("problem %q of kind %d at %q, want one at %s that says what was not read",
			got.Message, got.Kind, got.Span.Bytes(), want)
	}
}
