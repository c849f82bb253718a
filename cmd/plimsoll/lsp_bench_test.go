//go:build unix

package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/plimsoll-lint/plimsoll/lint/lsp"
)

// BenchmarkEdit changes one character of a Dockerfile of 200 lines, beside a Compose file that builds it, and waits for the findings: what a
// keystroke costs. The metric that counts is the processor time; between keystrokes the server waits on purpose.
func BenchmarkEdit(b *testing.B) {
	dir := b.TempDir()
	var text strings.Builder
	text.WriteString("FROM debian:13.1 AS build\nARG VERSION=1\nWORKDIR /src\n")
	for i := strings.Count(text.String(), "\n"); i < 194; i += 3 {
		fmt.Fprintf(&text, "COPY part%d /src/part%d\nRUN apt-get update && apt-get install -y --no-install-recommends tool%d=1.2 \\\n && make -C part%d \"V=$VERSION\"\n", i, i, i, i)
	}
	text.WriteString("FROM debian:13.1\nCOPY --from=build /src/out /app\nRUN curl -k -o /x https://example.com/x\nUSER 1000\nCMD [\"/app\"]\n")
	lines := strings.Count(text.String(), "\n")
	path := filepath.Join(dir, "Dockerfile")
	for name, content := range map[string]string{
		path: text.String(), filepath.Join(dir, "compose.yaml"): "services:\n  web:\n    build: .\n    ports: [\"8080:80\"]\n",
	} {
		if err := os.WriteFile(name, []byte(content), 0o600); err != nil {
			b.Fatal(err)
		}
	}
	if err := os.Mkdir(filepath.Join(dir, ".git"), 0o755); err != nil {
		b.Fatal(err)
	}
	server, toServer := io.Pipe()
	fromServer, client := io.Pipe()
	defer toServer.Close()
	a := &app{stderr: io.Discard}
	go lsp.Run(b.Context(), server, client, lsp.Options{
		Log: os.Stderr, Linter: (*editorLinter)(a), URL: pageOf, Page: func(string) string { return "" },
	})
	send := func(method string, id, params any) {
		m := map[string]any{"jsonrpc": "2.0", "method": method, "params": params}
		if id != nil {
			m["id"] = id
		}
		body, err := json.Marshal(m)
		if err != nil {
			b.Fatal(err)
		}
		fmt.Fprintf(toServer, "Content-Length: %d\r\n\r\n%s", len(body), body)
	}
	in := bufio.NewReader(fromServer)
	read := func() string {
		header, err := in.ReadString('\n')
		if err != nil {
			b.Fatal(err)
		}
		n, err := strconv.Atoi(strings.TrimSpace(strings.TrimPrefix(header, "Content-Length:")))
		if err != nil {
			b.Fatal(err)
		}
		body := make([]byte, n+2)
		if _, err := io.ReadFull(in, body); err != nil {
			b.Fatal(err)
		}
		return string(body)
	}
	document := map[string]any{"uri": "file://" + path, "version": 0, "text": text.String()}
	send("initialize", 1, map[string]any{})
	read()
	send("textDocument/didOpen", nil, map[string]any{"textDocument": document})
	if first := read(); !strings.Contains(first, "tls-check-off") {
		b.Fatal("nothing is found: ", first)
	}
	used := func() time.Duration {
		var u syscall.Rusage
		if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
			b.Fatal(err)
		}
		return time.Duration(u.Utime.Nano() + u.Stime.Nano())
	}
	before, version := used(), 0
	for b.Loop() {
		version++
		at := map[string]int{"line": lines - 1, "character": 5}
		end := map[string]int{"line": lines - 1, "character": 6}
		send("textDocument/didChange", nil, map[string]any{
			"textDocument":   map[string]any{"uri": document["uri"], "version": version},
			"contentChanges": []any{map[string]any{"range": map[string]any{"start": at, "end": end}, "text": string(rune('a' + version%26))}},
		})
		read()
	}
	b.ReportMetric(float64((used()-before).Microseconds())/1000/float64(version), "cpu-ms/op")
	b.ReportMetric(float64(lines), "lines")
}
