package source

import "testing"

func TestPositions(t *testing.T) {
	f := New("a", []byte("\xef\xbb\xbfab\r\né😀x\rq\n"))
	for _, c := range []struct {
		at           int
		line, column int
		utf16        int
	}{
		{3, 1, 1, 1}, {4, 1, 2, 2}, {7, 2, 1, 1}, {9, 2, 2, 2}, {13, 2, 3, 4}, {15, 3, 1, 1}, {17, 4, 1, 1},
	} {
		if got := f.Position(c.at); got != (Position{c.line, c.column}) {
			t.Errorf("Position(%d) = %v, want %d:%d", c.at, got, c.line, c.column)
		}
		if got := f.UTF16(c.at); got != (Position{c.line, c.utf16}) {
			t.Errorf("UTF16(%d) = %v, want %d:%d", c.at, got, c.line, c.utf16)
		}
	}
}

func TestTextMapsBack(t *testing.T) {
	// The value `a"b c` as written in `"a\"b \` + newline + `c"`.
	src := "x: \"a\\\"b \\\n  c\""
	f := New("f", []byte(src))
	b := NewBuilder(f)
	b.Append("a", 4, 5)
	b.Append("\"", 5, 7)
	b.Append("b ", 7, 9)
	b.Append("c", 13, 14)
	text := b.Text(3, 15)
	for _, c := range []struct {
		i, j int
		want string
	}{{0, 1, "a"}, {1, 2, `\"`}, {2, 3, "b"}, {4, 5, "c"}, {0, 5, src[4:14]}} {
		if got := string(text.At(c.i, c.j).Bytes()); got != c.want {
			t.Errorf("At(%d, %d) = %q, want %q", c.i, c.j, got, c.want)
		}
	}
	sub := text.Slice(1, 3)
	if got := string(sub.At(1, 2).Bytes()); sub.Value != `"b` || got != "b" {
		t.Errorf("Slice = %q, its b at %q", sub.Value, got)
	}
}

func TestEmbeddedSpansLieInTheOuterFile(t *testing.T) {
	f := New("compose.yaml", []byte("k: |\n  FROM a\n  RUN b\n"))
	b := NewBuilder(f)
	b.Append("FROM a\n", 7, 14)
	b.Append("RUN b\n", 16, 22)
	inner := Embed(b.Text(3, 22))
	if got := string(inner.Span(7, 10).Bytes()); got != "RUN" {
		t.Errorf("inner span covers %q", got)
	}
	if got := string(inner.Text(11, 12).At(0, 1).Bytes()); got != "b" {
		t.Errorf("inner text covers %q", got)
	}
}

func TestWhatWasDecodedAsAWholeMapsToTheWhole(t *testing.T) {
	// $A stands for "xy", which is as long by chance.
	f := New("Dockerfile", []byte("FROM r/$A:1"))
	b := NewBuilder(f)
	b.Append("r/", 5, 7)
	b.Append("xy", 7, 9)
	b.Append(":1", 9, 11)
	text := b.Text(5, 11)
	for _, c := range []struct {
		name string
		text Text
		i, j int
		want string
	}{
		{"in front", text, 0, 2, "r/"},
		{"first half", text, 2, 3, "$A"},
		{"second half", text, 3, 4, "$A"},
		{"behind", text, 5, 6, "1"},
		{"half of a slice", text.Slice(2, 5), 1, 2, "$A"},
		{"behind in a slice", text.Slice(2, 6), 2, 3, ":"},
	} {
		if got := string(c.text.At(c.i, c.j).Bytes()); got != c.want {
			t.Errorf("%s: At(%d, %d) covers %q, want %q", c.name, c.i, c.j, got, c.want)
		}
	}
	if got := string(text.Slice(2, 3).Slice(0, 1).Span.Bytes()); got != "$A" {
		t.Errorf("a slice of a slice covers %q", got)
	}
}
