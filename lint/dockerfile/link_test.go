package dockerfile

import (
	"testing"

	"github.com/plimsoll-lint/plimsoll/lint/source"
)

func TestCopyKnowsItsStage(t *testing.T) {
	f := Parse(source.New("Dockerfile", []byte(`FROM a AS one
FROM b AS ONE
FROM c
COPY --from=0 /a /a
COPY --from=One /a /a
COPY --from=image /a /a
COPY --from=7 /a /a
COPY --from=$one /a /a
COPY a a
ONBUILD COPY --from=one /a /a
`)))
	want := []*Stage{f.Stages[0], f.Stages[1], nil, nil, nil, nil, f.Stages[1]}
	i := 0
	for in := range f.All() {
		if c, ok := in.(*Copy); ok {
			if c.Source != want[i] {
				t.Errorf("%s: %v", c.Span().Bytes(), c.Source)
			}
			i++
		}
	}
	if i != len(want) {
		t.Errorf("%d copies", i)
	}
	if f.Named("oNe") != f.Stages[1] || f.Named("two") != nil || len(f.StageNames()) != 2 {
		t.Error("names of stages")
	}
}
