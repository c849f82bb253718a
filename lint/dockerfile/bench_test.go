package dockerfile

import (
	"bytes"
	"testing"

	"github.com/moby/buildkit/frontend/dockerfile/instructions"
	"github.com/moby/buildkit/frontend/dockerfile/parser"

	"github.com/plimsoll-lint/plimsoll/lint/source"
)

// sample is the files of the corpus that BuildKit takes.
func sample(b *testing.B) [][]byte {
	var out [][]byte
	size := 0
	for _, content := range dockerfiles(b) {
		if buildKit(content) == nil {
			out = append(out, content)
			size += len(content)
		}
	}
	b.SetBytes(int64(size))
	b.ReportAllocs()
	return out
}

func buildKit(content []byte) error {
	res, err := parser.Parse(bytes.NewReader(content))
	if err != nil {
		return err
	}
	_, _, err = instructions.Parse(res.AST, nil)
	return err
}

func BenchmarkBuildKit(b *testing.B) {
	files := sample(b)
	for b.Loop() {
		for _, content := range files {
			if err := buildKit(content); err != nil {
				b.Fatal(err)
			}
		}
	}
}

func BenchmarkParse(b *testing.B) {
	files := sample(b)
	for b.Loop() {
		for _, content := range files {
			Parse(source.New("Dockerfile", content))
		}
	}
}

func BenchmarkParseAndBuild(b *testing.B) {
	files := sample(b)
	for b.Loop() {
		for _, content := range files {
			Parse(source.New("Dockerfile", content)).Build(nil)
		}
	}
}
