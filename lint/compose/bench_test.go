package compose

import (
	"io"
	"testing"

	"github.com/sirupsen/logrus"

	"github.com/plimsoll-lint/plimsoll/lint/source"
	"github.com/plimsoll-lint/plimsoll/lint/tree"
)

// The four benchmarks work on the same projects; their ratios are what counts. ByComposeGo is the yardstick.

func benchProjects(b *testing.B) []corpusProject {
	logrus.SetOutput(io.Discard)
	var out []corpusProject
	for _, p := range corpusProjects(b) {
		if _, err := byComposeGo(p); err == nil {
			out = append(out, p)
		}
	}
	b.ReportAllocs()
	return out
}

func BenchmarkNodes(b *testing.B) {
	projects := benchProjects(b)
	for b.Loop() {
		for _, p := range projects {
			files := diskTree{p.root, map[string]*source.File{}}
			for _, name := range p.files {
				if f, err := files.Read(name); err == nil {
					tree.Parse(f, tree.Limits{})
				}
			}
		}
	}
}

func benchmarkLoad(b *testing.B, skip bool) {
	projects := benchProjects(b)
	for b.Loop() {
		for _, p := range projects {
			Load(diskTree{p.root, map[string]*source.File{}}, Options{Files: p.files, SkipReferee: skip})
		}
	}
}

func BenchmarkLoad(b *testing.B)           { benchmarkLoad(b, true) }
func BenchmarkLoadAndReferee(b *testing.B) { benchmarkLoad(b, false) }

func BenchmarkByComposeGo(b *testing.B) {
	projects := benchProjects(b)
	for b.Loop() {
		for _, p := range projects {
			if _, err := byComposeGo(p); err != nil {
				b.Fatal(err)
			}
		}
	}
}
