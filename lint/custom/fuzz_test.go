package custom

import (
	"errors"
	"testing"

	"github.com/plimsoll-lint/plimsoll/lint/config"
	"github.com/plimsoll-lint/plimsoll/lint/source"
)

// FuzzPolicy reads any bytes as a policy: it has a place for each fault, or rules that can be asked.
func FuzzPolicy(f *testing.F) {
	for _, seed := range []string{
		"locked: [a]\ncustom:\n  - {id: acme-a, title: A, for: image, when: image.pinned, message: '{image.tag} b'}\n",
		"custom:\n  - id: a-b\n    title: x\n    for: container\n    when: |\n      container.root &&\n      container.x\n    message: \"{a\"\n",
		"custom: [{id: &a a-b, when: *a}]\nfail-on: never\nbaselines: no\n",
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, content []byte) {
		policy, err := config.ParsePolicy(source.New("policy.yaml", content), nil)
		if err == nil {
			_, err = Compile(policy.Custom)
		}
		var faults *config.Error
		if err == nil {
			return
		}
		if !errors.As(err, &faults) {
			t.Fatal(err)
		}
		for _, p := range faults.Problems {
			if p.Span.File == nil || p.Span.End > len(content) || p.Message == "" {
				t.Fatalf("%q has no place: %v", p.Message, p.Span)
			}
		}
	})
}
