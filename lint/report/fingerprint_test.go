package report

import (
	"bytes"
	"fmt"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/plimsoll-lint/plimsoll/internal/fixture"
)

func fingerprintsOf(content string) []string {
	wanted := make(map[int]bool)
	n := len(lineHashes([]byte(content), 1<<30))
	for i := range n {
		wanted[i+1] = true
	}
	got := lineFingerprints([]byte(content), wanted)
	var out []string
	for i := range n {
		out = append(out, got[i+1])
	}
	return out
}

// The vectors are those of the CodeQL action's own tests, and more of its algorithm run under Node.
func TestLineFingerprints(t *testing.T) {
	for _, c := range []struct {
		content string
		want    []string
	}{
		{"", []string{"c129715d7a2bc9a3:1"}},
		{" a\nb\n  \t\tc\n d", []string{
			"271789c17abda88f:1", "54703d4cd895b18:1", "180aee12dab6264:1", "a23a3dc5e078b07b:1"}},
	} {
		if diff := cmp.Diff(c.want, fingerprintsOf(c.content)); diff != "" {
			t.Errorf("%q (-want +got):\n%s", c.content, diff)
		}
	}
}

func TestLineFingerprintsOfWantedLinesOnly(t *testing.T) {
	content := strings.Repeat("RUN x\n", 500)
	all := fingerprintsOf(content)
	got := lineFingerprints([]byte(content), map[int]bool{3: true, 250: true, 9999: true})
	if diff := cmp.Diff(map[int]string{3: all[2], 250: all[249]}, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if all[0][len(all[0])-2:] != ":1" || !strings.HasSuffix(all[249], ":250") {
		t.Errorf("equal lines are numbered %s and %s", all[0], all[249])
	}
}

// referenceFingerprints computes each hash for itself, from the units that it covers.
func referenceFingerprints(content string) []string {
	units := []uint16{}
	text := strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(content)
	// A blank between CR and LF keeps them apart, so line ends come first.
	for _, r := range strings.NewReplacer(" ", "", "\t", "").Replace(text) {
		if r > 0xffff {
			r -= 0x10000
			units = append(units, uint16(0xd800+r>>10), uint16(0xdc00+r&0x3ff))
			continue
		}
		units = append(units, uint16(r))
	}
	units = append(units, 65535)
	var out []string
	seen := map[uint64]int{}
	for i := range units {
		if i > 0 && units[i-1] != '\n' {
			continue
		}
		var h uint64
		for k := i; k < i+100; k++ {
			h *= 37
			if k < len(units) {
				h += uint64(units[k])
			}
		}
		seen[h]++
		out = append(out, fmt.Sprintf("%x:%d", h, seen[h]))
	}
	return out
}

func FuzzLineFingerprints(f *testing.F) {
	for _, s := range []string{"", "a", " a\nb\n  \t\tc\n d", "a\r\nb\rc\n\r\n", "\r \n", "\U0001f600\né", strings.Repeat("x\n", 150)} {
		f.Add(s)
	}
	for _, s := range fixture.Files(f, fixture.IsDockerfile) {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		s = strings.ToValidUTF8(s, "?")
		if diff := cmp.Diff(referenceFingerprints(s), fingerprintsOf(s)); diff != "" {
			t.Errorf("%q (-want +got):\n%s", s, diff)
		}
	})
}

func TestBrokenSequencesAreOneUnitEach(t *testing.T) {
	for _, c := range []struct {
		bytes string
		sizes []int
	}{
		{"\xff\xfe", []int{1, 1}},
		{"\xe2\x82", []int{2}},
		{"\xe2\x82A", []int{2, 1}},
		{"\xf0\x9f\x98", []int{3}},
		{"\xed\xa0\x80", []int{1, 1, 1}},
		{"\xf4\x90\x80", []int{1, 1, 1}},
		{"\xe0\x80", []int{1, 1}},
		{"\xc3\xc3\xa9", []int{1, 2}},
	} {
		var got []int
		for b := []byte(c.bytes); len(b) > 0; {
			_, size := decodeUnits(b)
			got = append(got, size)
			b = b[size:]
		}
		if diff := cmp.Diff(c.sizes, got); diff != "" {
			t.Errorf("%q (-want +got):\n%s", c.bytes, diff)
		}
	}
}

func BenchmarkLineHashes(b *testing.B) {
	var content []byte
	for i := range 20000 {
		content = append(content, "RUN echo "+strconv.Itoa(i)+" >> /file && true\n"...)
	}
	b.SetBytes(int64(len(content)))
	for b.Loop() {
		lineHashes(content, bytes.Count(content, []byte("\n")))
	}
}
