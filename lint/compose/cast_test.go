package compose

import (
	"strings"
	"testing"

	"github.com/compose-spec/compose-go/v2/loader"
	ctree "github.com/compose-spec/compose-go/v2/tree"
	"github.com/compose-spec/compose-go/v2/types"

	"github.com/plimsoll-lint/plimsoll/lint/source"
	"github.com/plimsoll-lint/plimsoll/lint/tree"
)

// TestUsableCasts writes a file with a value at the path of each cast that compose-go has.
func TestUsableCasts(t *testing.T) {
	casts := loader.ToOptions(&types.ConfigDetails{}, nil).Interpolate.TypeCastMapping
	if len(casts) < 50 {
		t.Fatalf("compose-go has only %d casts", len(casts))
	}
	read := func(content string) *evaluator {
		stream := tree.Parse(source.New("compose.yaml", []byte(content)), tree.Limits{})
		if len(stream.Docs) != 1 || len(stream.Problems) > 0 {
			t.Fatalf("%q: %v", content, stream.Problems)
		}
		return &evaluator{main: []string{"compose.yaml"}, streams: map[string]*tree.Stream{"compose.yaml": stream}}
	}
	for path := range casts {
		content, behind := "", ""
		for part := range strings.SplitSeq(string(path), ".") {
			switch part {
			case ctree.PathMatchList:
				content, behind = content+"[", "]"+behind
			case ctree.PathMatchAll:
				content, behind = content+"{name: ", "}"+behind
			default:
				content, behind = content+"{"+part+": ", "}"+behind
			}
		}
		for _, file := range []string{
			content + "'1'" + behind,
			"x-a: &a " + content + "'1'" + behind + "\n<<: *a", // the same, merged
		} {
			if got := read(file).usable(casts); got[path] == nil {
				t.Errorf("%s is not usable for %s", path, file)
			}
		}
	}
	if got := read("services: {web: {image: nginx, environment: {A: b}}}").usable(casts); len(got) > 0 {
		t.Errorf("%d casts are usable for a file that needs none", len(got))
	}
}
