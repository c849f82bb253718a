package glyph

import (
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/plimsoll-lint/plimsoll/internal/fixture"
)

func TestVisible(t *testing.T) {
	for _, c := range []struct{ name, in, want string }{
		{"plain", "FROM alpine:3.20", "FROM alpine:3.20"},
		{"letters of other scripts", "größe, 名前, 이름, é", "größe, 名前, 이름, é"},
		{"line ends and tabs", "a\nb\r\nc\td", `a\nb\r\nc\td`},
		{"escape sequence", "\x1b[31mred", `\u{1b}[31mred`},
		{"C1 control", "a\u009bJ", `a\u{9b}J`},
		{"delete", "a\x7f", `a\u{7f}`},
		{"bidirectional override", "\u202eexe.txt", `\u{202e}exe.txt`},
		{"isolate", "a\u2066b", `a\u{2066}b`},
		{"zero width", "a\u200bb\u200dc\ufeffd", `a\u{200b}b\u{200d}c\u{feff}d`},
		{"line separator", "a\u2028b", `a\u{2028}b`},
		{"no-break space", "a\u00a0b", `a\u{a0}b`},
		{"ideographic space", "名\u3000前", "名\u3000前"},
		{"invisible letter", "a\u3164b", `a\u{3164}b`},
		{"tag", "a\U000e0041b", `a\u{e0041}b`},
		{"invalid bytes", "a\xff\xc3b", `a\x{ff}\x{c3}b`},
		{"replacement character", "a\ufffdb", "a\ufffdb"},
		{"emoji form", "\u2764\ufe0f 1\ufe0f", "\u2764\ufe0f 1\ufe0f"},
		{"run of selectors", "\u2764\ufe0f\ufe0f\ufe01", "\u2764\ufe0f" + `\u{fe0f}\u{fe01}`},
		{"combining mark", "e\u0301", "e\u0301"},
		{"leading combining mark", "\u0301e", `\u{301}e`},
		{"combining mark behind something spelled out", "\n\u0301", `\n\u{301}`},
	} {
		if got := Visible(c.in); got != c.want {
			t.Errorf("%s: Visible(%q) = %q, want %q", c.name, c.in, got, c.want)
		}
	}
}

func TestRender(t *testing.T) {
	long := strings.Repeat("x", 500)
	for _, c := range []struct {
		name, line string
		start, end int
		width      int
		want       Line
	}{
		{"plain", "FROM alpine", 5, 11, 80, Line{Text: "FROM alpine", Start: 5, End: 11}},
		{"empty", "", 0, 0, 80, Line{}},
		{"tab", "\ta\tb", 3, 4, 80, Line{Text: "    a   b", Start: 8, End: 9}},
		{"wide", "名前 x", 7, 8, 80, Line{Text: "名前 x", Start: 5, End: 6}},
		{"combining", "e\u0301x", 3, 4, 80, Line{Text: "e\u0301x", Start: 1, End: 2}},
		{"marked tab", "a\tb", 1, 2, 80, Line{Text: "a   b", Start: 1, End: 4}},
		{"spelled out", "a\u202eb", 4, 5, 80, Line{Text: `a\u{202e}b`, Start: 9, End: 10}},
		{"cut right", long, 0, 3, 20, Line{Text: long[:20], Start: 0, End: 3, CutRight: true}},
		{"cut left", long + "END", 500, 503, 20, Line{Text: long[:10] + "END", Start: 10, End: 13, CutLeft: true}},
		{"cut on both sides", long, 250, 252, 20, Line{Text: long[:20], Start: 10, End: 12, CutLeft: true, CutRight: true}},
		{"mark wider than the window", long, 100, 400, 20,
			Line{Text: long[:20], Start: 6, End: 20, CutLeft: true, CutRight: true}},
	} {
		if got := Render([]byte(c.line), c.start, c.end, c.width); got != c.want {
			t.Errorf("%s: Render = %+v, want %+v", c.name, got, c.want)
		}
	}
}

func TestWideRangesAreOrdered(t *testing.T) {
	last := rune(0)
	for _, w := range wide {
		if w[0] <= last || w[1] < w[0] {
			t.Errorf("range %x..%x follows %x", w[0], w[1], last)
		}
		last = w[1]
	}
}

func FuzzVisible(f *testing.F) {
	for _, s := range []string{"", "a\x1b[2J", "\u202e\u0301\xff", "\u2764\ufe0f\ufe0f", "a\r\n\tb", "\U000e0041"} {
		f.Add(s, 0, 1)
	}
	for _, s := range fixture.Files(f, fixture.IsDockerfile) {
		f.Add(s, len(s)/3, len(s)/2)
	}
	f.Fuzz(func(t *testing.T, s string, start, end int) {
		got := Visible(s)
		if !utf8.ValidString(got) {
			t.Fatalf("Visible(%q) is no UTF-8", s)
		}
		for _, r := range got {
			if unicode.IsControl(r) || unicode.Is(unicode.Cf, r) || unicode.Is(unicode.Zl, r) || unicode.Is(unicode.Zp, r) {
				t.Fatalf("Visible(%q) = %q holds %U", s, got, r)
			}
		}
		if again := Visible(got); again != got {
			t.Fatalf("Visible is not stable: %q, then %q", got, again)
		}
		line := Render([]byte(s), start, end, 40)
		if line.Start > line.End || line.End > 40 || Visible(line.Text) != line.Text {
			t.Fatalf("Render(%q, %d, %d) = %+v", s, start, end, line)
		}
	})
}

func BenchmarkRenderLongLine(b *testing.B) {
	line := []byte(strings.Repeat("key=value, ", 5<<20))
	for b.Loop() {
		Render(line, len(line)/2, len(line)/2+9, 100)
	}
}
