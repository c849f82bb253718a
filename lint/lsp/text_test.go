package lsp

import (
	"encoding/json"
	"io"
	"math/rand/v2"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/plimsoll-lint/plimsoll/lint/source"
)

// client is a document as an editor holds it: a list of lines, each with its end. It shares no code with the server.
type client struct {
	lines []string
	units func(string) int
}

func newClient(text string, e encoding) *client {
	c := &client{units: func(s string) int { return len(s) }}
	if e == utf16Encoding {
		c.units = func(s string) int { return len(utf16.Encode([]rune(s))) }
	}
	c.split(text)
	return c
}

func (c *client) split(text string) {
	c.lines = nil
	for {
		i := strings.IndexAny(text, "\r\n")
		if i < 0 {
			c.lines = append(c.lines, text)
			return
		}
		if text[i] == '\r' && strings.HasPrefix(text[i+1:], "\n") {
			i++
		}
		c.lines = append(c.lines, text[:i+1])
		text = text[i+1:]
	}
}

func (c *client) text() string { return strings.Join(c.lines, "") }

// place returns a random position and how many bytes of the text stand in front of it. Positions are on characters and not between the two of
// a CRLF, as cursors are.
func (c *client) place(r *rand.Rand) (position, int) {
	line := r.IntN(len(c.lines))
	at := 0
	for _, l := range c.lines[:line] {
		at += len(l)
	}
	chars := []rune(strings.TrimRight(c.lines[line], "\r\n"))
	before := string(chars[:r.IntN(len(chars)+1)])
	return position{line, c.units(before)}, at + len(before)
}

// pieces are what is typed and pasted.
var pieces = []string{
	"", "a", "\n", "\r\n", "\r", "ä", "€", "𝄞", "👩‍👩‍👧", "e\u0301", "FROM x\n", "RUN a \\\r\n && b\r\n", "\t", "\u2028", "\u0085", "\ufeff", "\x00",
}

// TestRandomEdits sends ten thousand edits, some of them several in a message, and compares the two documents after each message.
func TestRandomEdits(t *testing.T) {
	for _, e := range []encoding{utf8Encoding, utf16Encoding} {
		t.Run(string(e), func(t *testing.T) {
			r := rand.New(rand.NewPCG(20260901, uint64(len(e))))
			c := newClient("FROM alpine\r\n# größer 𝄞\nUSER 1000\n", e)
			s := newServer(t.Context(), io.Discard, Options{Log: io.Discard})
			defer s.stop()
			send := func(method string, params any) {
				t.Helper()
				body, err := json.Marshal(map[string]any{"jsonrpc": "2.0", "method": method, "params": params})
				if err != nil {
					t.Fatal(err)
				}
				s.receive(body)
			}
			// A client that asks for diagnostics and never does: nothing is linted.
			s.receive([]byte(`{"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": {"capabilities": {
				"general": {"positionEncodings": ["` + string(e) + `"]}, "textDocument": {"diagnostic": {}}}}}`))
			uri := uriOf(filepath.Join(t.TempDir(), "Dockerfile"), s.windows)
			send("textDocument/didOpen", map[string]any{"textDocument": map[string]any{"uri": uri, "version": 0, "text": c.text()}})
			doc := s.document(uri)
			var edits []change
			for i := range 10_000 {
				text := c.text()
				start, from := c.place(r)
				end, to := start, from
				if r.IntN(2) == 0 {
					if end, to = c.place(r); to < from {
						start, from, end, to = end, to, start, from
					}
					if to-from > 40 && len(text) < 4000 { // large cuts are rare, so that the text grows
						end, to = start, from
					}
				}
				var piece strings.Builder
				for range r.IntN(4) {
					piece.WriteString(pieces[r.IntN(len(pieces))])
				}
				edit := change{&textRange{start, end}, piece.String()}
				if r.IntN(500) == 0 {
					edit.Range, from, to = nil, 0, len(text)
				}
				c.split(text[:from] + edit.Text + text[to:])
				if edits = append(edits, edit); i < 9_999 && r.IntN(3) == 0 {
					continue
				}
				send("textDocument/didChange", map[string]any{
					"textDocument": map[string]any{"uri": uri, "version": i}, "contentChanges": edits,
				})
				if string(doc.text) != c.text() || doc.version != i {
					t.Fatalf("edits until %d: %+v make version %d\n%q, want\n%q", i, edits, doc.version, doc.text, c.text())
				}
				edits = nil
			}
			// What the server says of places is what the client makes of them.
			f := source.New("Dockerfile", doc.text)
			for range 2000 {
				want, at := c.place(r)
				if got := e.position(f, at); got != want {
					t.Fatalf("byte %d is at %v, want %v", at, got, want)
				}
			}
		})
	}
}

func TestOffset(t *testing.T) {
	const text = "a𝄞b\r\nä\n"
	for _, c := range []struct {
		encoding encoding
		at       position
		want     int
	}{
		{utf16Encoding, position{0, 0}, 0},
		{utf16Encoding, position{0, 1}, 1},
		{utf16Encoding, position{0, 2}, 1}, // inside of the pair
		{utf16Encoding, position{0, 3}, 5},
		{utf16Encoding, position{0, 99}, 6},
		{utf16Encoding, position{1, 1}, 10},
		{utf16Encoding, position{2, 5}, 11},
		{utf16Encoding, position{9, 0}, 11},
		{utf16Encoding, position{-1, -1}, 0},
		{utf8Encoding, position{0, 3}, 1},
		{utf8Encoding, position{0, 5}, 5},
		{utf8Encoding, position{1, 2}, 10},
	} {
		if got := c.encoding.offset([]byte(text), c.at); got != c.want {
			t.Errorf("%s %v is %d, want %d", c.encoding, c.at, got, c.want)
		}
	}
}

func TestNegotiate(t *testing.T) {
	for want, offered := range map[encoding][]string{
		utf16Encoding: nil, utf8Encoding: {"utf-32", "utf-8", "utf-16"},
	} {
		if got := negotiate(offered); got != want {
			t.Errorf("of %q it takes %s, want %s", offered, got, want)
		}
	}
}

// FuzzEdit holds that an edit keeps what stands before and behind it, wherever a client says that it is.
func FuzzEdit(f *testing.F) {
	f.Add("a𝄞b\r\nä\n", 0, 2, 1, 1, "\r\n", true)
	f.Add("\r\r\n\n\xff", 3, -4, 0, 99, "x", false)
	f.Fuzz(func(t *testing.T, text string, line, column, endLine, endColumn int, with string, wide bool) {
		if max(line, endLine) > 1<<20 {
			t.Skip("so many lines take long to count")
		}
		e := utf8Encoding
		if wide {
			e = utf16Encoding
		}
		out := e.edit([]byte(text), change{&textRange{position{line, column}, position{endLine, endColumn}}, with})
		a, b := e.offset([]byte(text), position{line, column}), e.offset([]byte(text), position{endLine, endColumn})
		if a > b {
			a, b = b, a
		}
		if want := text[:a] + with + text[b:]; string(out) != want {
			t.Errorf("%q, want %q", out, want)
		}
		at := e.position(source.New("", []byte(text)), a)
		if e.offset([]byte(text), at) != a {
			t.Errorf("byte %d of %q is at %v, which is byte %d", a, text, at, e.offset([]byte(text), at))
		}
	})
}
