package seccomp

import (
	"testing"

	"github.com/plimsoll-lint/plimsoll/lint/source"
)

func BenchmarkParse(b *testing.B) {
	b.SetBytes(int64(len(defaultProfile)))
	for b.Loop() {
		Parse(source.New("default.json", defaultProfile))
	}
}

func BenchmarkCompare(b *testing.B) {
	h := Host{Machine: AMD64}
	for b.Loop() {
		Compare(Default().Evaluate(h), Default().Evaluate(h))
	}
}
