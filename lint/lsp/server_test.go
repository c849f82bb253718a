package lsp_test

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/url"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/config"
	"github.com/plimsoll-lint/plimsoll/lint/engine"
	"github.com/plimsoll-lint/plimsoll/lint/fix"
	"github.com/plimsoll-lint/plimsoll/lint/lsp"
	"github.com/plimsoll-lint/plimsoll/lint/project"
	"github.com/plimsoll-lint/plimsoll/rules"
)

// linter lints with all rules of the settings, as the command does.
type linter struct {
	broken bool
	runs   func(path string)
}

func (l linter) Lint(ctx context.Context, path string, buffers map[string][]byte) (*project.Discovery, *engine.Outcome, error) {
	if l.runs != nil {
		l.runs(path)
	}
	if l.broken {
		panic("broken")
	}
	found, err := project.Discover([]string{path}, project.Options{Buffers: buffers})
	if err != nil {
		return nil, nil, err
	}
	outcome, err := engine.Lint(ctx, engine.Request{
		Roots: found.Roots, Rules: rules.All(), Flags: config.Flags{Presets: []string{"security"}}, Now: time.Date(2026, 9, 1, 0, 0, 0, 0, time.UTC),
	})
	return found, outcome, err
}

func (l linter) Fix(
	_ context.Context, _ string, _ map[string][]byte, _ *project.Discovery, _ *engine.Outcome, f *lint.Finding,
) (*fix.Plan, error) {
	return fix.New([]lint.Finding{*f}, fix.Options{Unsafe: true}), nil
}

func (l linter) FixAll(ctx context.Context, path string, buffers map[string][]byte) ([]fix.Change, error) {
	found, outcome, err := l.Lint(ctx, path, buffers)
	if err != nil {
		return nil, err
	}
	defer found.Close()
	plan := fix.New(outcome.Result.Findings, fix.Options{})
	for i := range plan.Changes {
		plan.Changes[i].Path = found.Host(plan.Changes[i].Path)
	}
	return plan.Changes, nil
}

// editor is a client at the other end of two pipes.
type editor struct {
	t      *testing.T
	in     io.WriteCloser
	out    *bufio.Reader
	log    *lockedBuffer
	ended  chan bool
	id     int
	told   map[string]json.RawMessage // the last diagnostics, by URI
	asked  []string                   // requests of the server
	logged []string
}

type lockedBuffer struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (l *lockedBuffer) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.Write(p)
}

func (l *lockedBuffer) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.String()
}

type object = map[string]any

func start(t *testing.T, l lsp.Linter) *editor {
	fromClient, toServer := io.Pipe()
	fromServer, toClient := io.Pipe()
	e := &editor{
		t: t, in: toServer, out: bufio.NewReader(fromServer), log: &lockedBuffer{}, ended: make(chan bool, 1), told: map[string]json.RawMessage{},
	}
	go func() {
		e.ended <- lsp.Run(t.Context(), fromClient, toClient, lsp.Options{
			Version: "test", Log: e.log, Linter: l, Delay: time.Millisecond,
			Page: func(id string) string { return "# The page of " + id },
			URL:  func(id string) string { return "https://example.com/" + id },
		})
		toClient.Close()
	}()
	t.Cleanup(func() { toServer.Close(); fromServer.Close() })
	return e
}

// initialized starts a server, with the capabilities of a client.
func initialized(t *testing.T, capabilities object) *editor {
	e := start(t, linter{})
	e.call("initialize", object{"processId": nil, "rootUri": nil, "capabilities": capabilities})
	e.notify("initialized", object{})
	return e
}

func (e *editor) send(m object) {
	e.t.Helper()
	m["jsonrpc"] = "2.0"
	body, err := json.Marshal(m)
	if err != nil {
		e.t.Fatal(err)
	}
	if _, err := fmt.Fprintf(e.in, "Content-Length: %d\r\nContent-Type: application/vscode-jsonrpc; charset=utf-8\r\n\r\n%s", len(body), body); err != nil {
		e.t.Fatal(err)
	}
}

func (e *editor) notify(method string, params any) {
	e.send(object{"method": method, "params": params})
}

type answer struct {
	ID     any
	Method string
	Params json.RawMessage
	Result json.RawMessage
	Error  *struct {
		Code    int
		Message string
	}
}

// next reads one message, and keeps what it tells.
func (e *editor) next() answer {
	e.t.Helper()
	header, err := e.out.ReadString('\n')
	if err != nil {
		e.t.Fatalf("the server is gone: %v\n%s", err, e.log)
	}
	n, err := strconv.Atoi(strings.TrimSpace(strings.TrimPrefix(header, "Content-Length:")))
	if err != nil {
		e.t.Fatal(err)
	}
	body := make([]byte, n+2)
	if _, err := io.ReadFull(e.out, body); err != nil {
		e.t.Fatal(err)
	}
	var a answer
	if err := json.Unmarshal(body, &a); err != nil {
		e.t.Fatal(err)
	}
	switch {
	case a.Method == "textDocument/publishDiagnostics":
		var p struct{ URI string }
		if err := json.Unmarshal(a.Params, &p); err != nil {
			e.t.Fatal(err)
		}
		e.told[p.URI] = a.Params
	case a.Method == "window/logMessage":
		e.logged = append(e.logged, string(a.Params))
	case a.Method != "" && a.ID != nil:
		e.asked = append(e.asked, a.Method)
		e.send(object{"id": a.ID, "result": nil})
	}
	return a
}

// reply sends a request and waits for its answer.
func (e *editor) reply(method string, params any) answer {
	e.t.Helper()
	e.id++
	id := e.id
	e.send(object{"id": id, "method": method, "params": params})
	for {
		if a := e.next(); a.Method == "" && a.ID == float64(id) {
			return a
		}
	}
}

func (e *editor) call(method string, params any) json.RawMessage {
	e.t.Helper()
	a := e.reply(method, params)
	if a.Error != nil {
		e.t.Fatalf("%s: %d %s\n%s", method, a.Error.Code, a.Error.Message, e.log)
	}
	return a.Result
}

type diagnostic struct {
	Range struct {
		Start, End struct{ Line, Character int }
	}
	Severity int
	Code     string
	Source   string
	Message  string
	Tags     []int
	Href     struct{ Href string } `json:"codeDescription"`
	Related  []struct {
		Location struct{ URI string }
		Message  string
	} `json:"relatedInformation"`
	Data object
}

type published struct {
	URI         string
	Version     int
	Diagnostics []diagnostic
}

// wait reads until the server has told of a document what is waited for.
func (e *editor) wait(uri string, until func(published) bool) published {
	e.t.Helper()
	for {
		var p published
		if raw := e.told[uri]; raw != nil {
			if err := json.Unmarshal(raw, &p); err != nil {
				e.t.Fatal(err)
			}
			if until(p) {
				return p
			}
		}
		e.next()
	}
}

func has(rule string) func(published) bool {
	return func(p published) bool { return p.find(rule) != nil }
}

func lacks(rule string, version int) func(published) bool {
	return func(p published) bool { return p.Version >= version && p.find(rule) == nil }
}

func (p published) find(rule string) *diagnostic {
	for i := range p.Diagnostics {
		if p.Diagnostics[i].Code == rule {
			return &p.Diagnostics[i]
		}
	}
	return nil
}

func (e *editor) open(path, text string) string {
	uri := uriOf(path)
	e.notify("textDocument/didOpen", object{"textDocument": object{"uri": uri, "languageId": "dockerfile", "version": 1, "text": text}})
	return uri
}

func (e *editor) change(uri string, version int, changes ...object) {
	e.notify("textDocument/didChange", object{"textDocument": object{"uri": uri, "version": version}, "contentChanges": changes})
}

func at(line, character, endLine, endCharacter int) object {
	return object{"start": object{"line": line, "character": character}, "end": object{"line": endLine, "character": endCharacter}}
}

func uriOf(path string) string {
	path = filepath.ToSlash(path)
	if runtime.GOOS == "windows" {
		path = "/" + path
	}
	return (&url.URL{Scheme: "file", Path: path}).String()
}

// repository writes files below a folder with a blank in its name.
func repository(t *testing.T, files map[string]string) string {
	dir := filepath.Join(t.TempDir(), "my project")
	files[".git/HEAD"] = ""
	for name, content := range files {
		name = filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

const (
	badDockerfile = "FROM debian:13.1\r\nRUN echo 𝄞 && curl -k -o /x https://example.com/x\r\nUSER root\r\n"
	badCompose    = "services:\n  web:\n    build: app\n    privileged: true\n"
)

func TestDiagnostics(t *testing.T) {
	dir := repository(t, map[string]string{"app/Dockerfile": "FROM scratch\n", "compose.yaml": badCompose})
	for encoding, column := range map[string]int{"utf-8": 22, "utf-16": 20} {
		e := initialized(t, object{"general": object{"positionEncodings": []string{"utf-32", encoding, "utf-16"}}})
		uri := e.open(filepath.Join(dir, "app", "Dockerfile"), badDockerfile)
		p := e.wait(uri, has("tls-check-off"))
		d := p.find("tls-check-off")
		if p.Version != 1 || d.Range.Start.Line != 1 || d.Range.Start.Character != column || d.Range.End.Character != column+2 {
			t.Errorf("%s: version %d, %+v; want column %d", encoding, p.Version, d.Range, column)
		}
		if d.Severity != 1 || d.Source != "plimsoll" || d.Href.Href != "https://example.com/tls-check-off" || d.Data["fixable"] != true {
			t.Errorf("%s: %+v", encoding, d)
		}
		e.change(uri, 2, object{"range": at(1, column, 1, column+3), "text": ""}, object{"range": at(2, 5, 2, 9), "text": "1000"})
		e.wait(uri, lacks("tls-check-off", 2))
		e.notify("textDocument/didClose", object{"textDocument": object{"uri": uri}})
		e.wait(uri, func(p published) bool { return p.Version == 0 && len(p.Diagnostics) == 0 })
	}
}

// TestNeighbours holds that what is not saved goes before the disk, and that documents which read it are linted again.
func TestNeighbours(t *testing.T) {
	dir := repository(t, map[string]string{"app/Dockerfile": "FROM debian:13.1\nUSER 1000\n", "compose.yaml": badCompose})
	e := initialized(t, object{"workspace": object{"didChangeWatchedFiles": object{"dynamicRegistration": true}}})
	compose := e.open(filepath.Join(dir, "compose.yaml"), badCompose)
	e.wait(compose, has("privileged-container"))
	e.wait(compose, lacks("root-user", 1))
	dockerfile := e.open(filepath.Join(dir, "app", "Dockerfile"), "FROM debian:13.1\nUSER root\n")
	p := e.wait(compose, has("root-user"))
	related := p.find("root-user").Related
	if len(related) == 0 || related[len(related)-1].Location.URI != dockerfile {
		t.Errorf("the Dockerfile is not named: %+v", related)
	}
	e.change(dockerfile, 2, object{"text": "FROM debian:13.1\nUSER 1000\n"})
	e.wait(compose, lacks("root-user", 1))
	if strings.Join(e.asked, " ") != "client/registerCapability" {
		t.Errorf("the client is asked for %q", e.asked)
	}
	// And what others do to the disk.
	settings := filepath.Join(dir, ".plimsoll.yaml")
	if err := os.WriteFile(settings, []byte("rules: {privileged-container: off}\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	e.notify("workspace/didChangeWatchedFiles", object{"changes": []object{{"uri": uriOf(settings), "type": 1}}})
	e.wait(compose, lacks("privileged-container", 1))
	if err := os.WriteFile(settings, []byte("rules: 5\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	e.notify("workspace/didChangeConfiguration", object{"settings": nil})
	e.wait(compose, has("coverage"))
	if len(e.logged) != 1 || !strings.Contains(e.logged[0], ".plimsoll.yaml") {
		t.Errorf("of the broken settings is said %q", e.logged)
	}
}

func TestRoots(t *testing.T) {
	first := repository(t, map[string]string{"Dockerfile": "", ".plimsoll.yaml": "rules: {tls-check-off: off}\n"})
	second := repository(t, map[string]string{"Dockerfile": ""})
	e := initialized(t, object{"workspace": object{"workspaceFolders": true}})
	a, b := e.open(filepath.Join(first, "Dockerfile"), badDockerfile), e.open(filepath.Join(second, "Dockerfile"), badDockerfile)
	e.wait(b, has("tls-check-off"))
	e.wait(a, func(p published) bool {
		return p.Version == 1 && p.find("tls-check-off") == nil && p.find("root-user") != nil
	})
}

func TestPull(t *testing.T) {
	dir := repository(t, map[string]string{"compose.yaml": badCompose})
	e := initialized(t, object{
		"textDocument": object{"diagnostic": object{}}, "workspace": object{"diagnostics": object{"refreshSupport": true}},
	})
	compose := e.open(filepath.Join(dir, "compose.yaml"), badCompose)
	dockerfile := e.open(filepath.Join(dir, "app", "Dockerfile"), badDockerfile)
	for uri, rule := range map[string]string{compose: "privileged-container", dockerfile: "tls-check-off"} {
		var r struct {
			Kind  string
			Items []diagnostic
		}
		if err := json.Unmarshal(e.call("textDocument/diagnostic", object{"textDocument": object{"uri": uri}}), &r); err != nil {
			t.Fatal(err)
		}
		if p := (published{Diagnostics: r.Items}); r.Kind != "full" || p.find(rule) == nil {
			t.Errorf("%s: %+v", uri, r)
		}
	}
	if len(e.told) > 0 {
		t.Error("a client that asks is told as well, and shows everything twice")
	}
	if strings.Join(e.asked, " ") != "workspace/diagnostic/refresh" {
		t.Errorf("the client is asked for %q", e.asked)
	}
}

type action struct {
	Title, Kind string
	Preferred   bool `json:"isPreferred"`
	Edit        struct {
		Changes         map[string][]edit
		DocumentChanges []struct {
			Document struct {
				URI     string
				Version *int
			} `json:"textDocument"`
			Edits []edit
		}
	}
}

type edit struct {
	Range   json.RawMessage
	NewText string
	Snippet struct{ Kind, Value string }
}

func (e *editor) actions(uri string, where object, only ...string) []action {
	e.t.Helper()
	context := object{"diagnostics": []object{}}
	if only != nil {
		context["only"] = only
	}
	var all []action
	result := e.call("textDocument/codeAction", object{"textDocument": object{"uri": uri}, "range": where, "context": context})
	if err := json.Unmarshal(result, &all); err != nil {
		e.t.Fatal(err)
	}
	return all
}

func TestActions(t *testing.T) {
	dir := repository(t, map[string]string{"app/Dockerfile": badDockerfile})
	e := initialized(t, object{"workspace": object{"workspaceEdit": object{"documentChanges": true}}})
	dockerfile := e.open(filepath.Join(dir, "app", "Dockerfile"), badDockerfile)
	compose := e.open(filepath.Join(dir, "compose.yaml"), badCompose)
	var titles []string
	for _, a := range e.actions(dockerfile, at(1, 20, 1, 20)) {
		titles = append(titles, a.Title)
		for _, c := range a.Edit.DocumentChanges {
			if c.Document.URI != dockerfile || c.Document.Version == nil || *c.Document.Version != 1 {
				t.Errorf("%s changes %+v", a.Title, c.Document)
			}
			titles = append(titles, fmt.Sprintf("%s %q", c.Edits[0].Range, c.Edits[0].NewText))
		}
	}
	want := []string{
		"delete -k; what does not pass the check fails (may change what the container can do)",
		`{"start":{"line":1,"character":19},"end":{"line":1,"character":22}} ""`,
		"ignore tls-check-off here, with a reason",
		`{"start":{"line":1,"character":0},"end":{"line":1,"character":0}} "# plimsoll:ignore=tls-check-off -- TODO: say why\r\n"`,
	}
	if strings.Join(titles, "\n") != strings.Join(want, "\n") {
		t.Errorf("have\n%s\nwant\n%s", strings.Join(titles, "\n"), strings.Join(want, "\n"))
	}
	if all := e.actions(dockerfile, at(0, 0, 3, 0), "source.fixAll"); len(all) != 0 {
		t.Errorf("what may change behaviour is among what is safe: %+v", all)
	}
	all := e.actions(compose, at(0, 0, 0, 0), "source.fixAll")
	if len(all) != 1 || all[0].Kind != "source.fixAll.plimsoll" || !strings.Contains(all[0].Edit.DocumentChanges[0].Edits[0].NewText, "no-new-privileges") {
		t.Errorf("fix all is %+v", all)
	}
	if all := e.actions(compose, at(0, 0, 9, 0), "refactor"); len(all) != 0 {
		t.Errorf("nobody asked for %+v", all)
	}
	ignored := false
	for _, a := range e.actions(compose, at(3, 18, 3, 18), "quickfix") {
		if strings.HasPrefix(a.Title, "ignore") {
			edit := a.Edit.DocumentChanges[0].Edits[0]
			ignored = edit.NewText == "    # plimsoll:ignore=privileged-container -- TODO: say why\n"
		}
	}
	if !ignored {
		t.Error("the comment in YAML is not as wanted")
	}
}

// TestActionForms holds that clients get edits in the form that they take.
func TestActionForms(t *testing.T) {
	dir := repository(t, map[string]string{})
	for _, snippets := range []bool{false, true} {
		e := initialized(t, object{"workspace": object{"workspaceEdit": object{"documentChanges": snippets, "snippetEditSupport": snippets}}})
		uri := e.open(filepath.Join(dir, "Dockerfile"), "# syntax=docker/dockerfile:1\nFROM debian:13.1\nUSER root\n")
		all := e.actions(uri, at(2, 6, 2, 6))
		if len(all) != 1 {
			t.Fatalf("%+v", all)
		}
		if !snippets && all[0].Edit.Changes[uri][0].NewText != "# plimsoll:ignore=root-user -- TODO: say why\n" {
			t.Errorf("without versions: %+v", all[0])
		}
		if snippets && all[0].Edit.DocumentChanges[0].Edits[0].Snippet.Value != "# plimsoll:ignore=root-user -- ${1:why}\n" {
			t.Errorf("with snippets: %+v", all[0])
		}
	}
}

func TestHover(t *testing.T) {
	dir := repository(t, map[string]string{})
	e := initialized(t, object{})
	uri := e.open(filepath.Join(dir, "Dockerfile"), badDockerfile)
	place := func(line, character int) object {
		return object{"textDocument": object{"uri": uri}, "position": object{"line": line, "character": character}}
	}
	var h struct{ Contents struct{ Kind, Value string } }
	if err := json.Unmarshal(e.call("textDocument/hover", place(1, 20)), &h); err != nil {
		t.Fatal(err)
	}
	if h.Contents.Kind != "markdown" || h.Contents.Value != "# The page of tls-check-off" {
		t.Errorf("%+v", h)
	}
	if r := e.call("textDocument/hover", place(0, 0)); string(r) != "null" {
		t.Errorf("where nothing is found: %s", r)
	}
}

func TestLife(t *testing.T) {
	e := start(t, linter{})
	if a := e.reply("textDocument/hover", object{}); a.Error == nil || a.Error.Code != -32002 {
		t.Errorf("before initialize: %+v", a)
	}
	e.notify("textDocument/didOpen", object{})
	e.call("initialize", object{"capabilities": object{}})
	if a := e.reply("initialize", object{}); a.Error == nil || a.Error.Code != -32600 {
		t.Errorf("initialize again: %+v", a)
	}
	if a := e.reply("textDocument/rename", object{}); a.Error == nil || a.Error.Code != -32601 {
		t.Errorf("what it does not know: %+v", a)
	}
	if a := e.reply("textDocument/hover", []int{1}); a.Error == nil || a.Error.Code != -32602 {
		t.Errorf("parameters of another form: %+v", a)
	}
	e.notify("$/setTrace", object{"value": "off"})
	e.notify("textDocument/didOpen", 5)
	fmt.Fprint(e.in, "Content-Length: 3\r\n\r\n{{{")
	if a := e.next(); a.Error == nil || a.Error.Code != -32700 {
		t.Errorf("no JSON: %+v", a)
	}
	e.call("shutdown", nil)
	if a := e.reply("textDocument/hover", object{}); a.Error == nil || a.Error.Code != -32600 {
		t.Errorf("after shutdown: %+v", a)
	}
	e.notify("exit", nil)
	if !<-e.ended {
		t.Error("a client that leaves as it should is called rude")
	}
	for name, leave := range map[string]func(e *editor){
		"exit without shutdown": func(e *editor) { e.notify("exit", nil) },
		"end of the stream":     func(e *editor) { e.in.Close() },
		"broken header":         func(e *editor) { fmt.Fprint(e.in, "Content-Length: x\r\n\r\n") },
		"endless header":        func(e *editor) { go io.WriteString(e.in, strings.Repeat("x", 5000)) },
	} {
		e := initialized(t, object{})
		leave(e)
		if <-e.ended {
			t.Errorf("%s passes as the way to leave", name)
		}
	}
}

// TestFaults holds that a fault in linting is logged and answered, and that the server goes on.
func TestFaults(t *testing.T) {
	e := start(t, linter{broken: true})
	e.call("initialize", object{"capabilities": object{"textDocument": object{"diagnostic": object{}}}})
	uri := e.open(filepath.Join(t.TempDir(), "Dockerfile"), badDockerfile)
	for range 2 {
		if a := e.reply("textDocument/diagnostic", object{"textDocument": object{"uri": uri}}); a.Error == nil || a.Error.Code != -32603 {
			t.Errorf("%+v", a)
		}
	}
	if !strings.Contains(e.log.String(), "broken") {
		t.Errorf("the log does not tell: %s", e.log)
	}
}

// waiting lints until somebody calls it off.
type waiting struct{ linter }

func (waiting) Lint(ctx context.Context, _ string, _ map[string][]byte) (*project.Discovery, *engine.Outcome, error) {
	<-ctx.Done()
	return nil, nil, ctx.Err()
}

func TestCancel(t *testing.T) {
	e := start(t, waiting{})
	e.call("initialize", object{"capabilities": object{}})
	uri := e.open(filepath.Join(t.TempDir(), "Dockerfile"), badDockerfile)
	params := object{"textDocument": object{"uri": uri}, "position": object{"line": 0, "character": 0}}
	e.send(object{"id": "hover", "method": "textDocument/hover", "params": params})
	e.notify("$/cancelRequest", object{"id": "hover"})
	if a := e.next(); a.ID != "hover" || a.Error == nil || a.Error.Code != -32800 {
		t.Errorf("%+v", a)
	}
	e.notify("exit", nil) // ends what is under way
	<-e.ended
}

func TestBounds(t *testing.T) {
	e := initialized(t, object{})
	uri := e.open(filepath.Join(t.TempDir(), "Dockerfile"), badDockerfile+strings.Repeat("#\n", project.MaxFileSize/2))
	e.wait(uri, has("coverage"))
	e.change(uri, 2, object{"range": at(3, 0, project.MaxFileSize, 0), "text": ""})
	e.wait(uri, has("tls-check-off"))
	fmt.Fprintf(e.in, "Content-Length: %d\r\n\r\n", 65<<20)
	for chunk, n := make([]byte, 1<<20), 0; n < 65; n++ {
		_, _ = e.in.Write(chunk)
	}
	e.wait(uri, has("coverage")) // for all that is known, the message held an edit
	e.change(uri, 3, object{"text": badDockerfile})
	e.wait(uri, has("tls-check-off"))
}

// TestManyEdits types faster than anybody lints, and wants what holds in the end.
func TestManyEdits(t *testing.T) {
	var mu sync.Mutex
	runs := 0
	e := start(t, linter{runs: func(string) { mu.Lock(); runs++; mu.Unlock() }})
	e.call("initialize", object{"capabilities": object{}})
	uri := e.open(filepath.Join(t.TempDir(), "Dockerfile"), "FROM debian:13.1\nUSER 1000\n")
	drained := make(chan published)
	go func() { drained <- e.wait(uri, func(p published) bool { return p.Version == 501 }) }()
	for i := range 500 {
		e.change(uri, i+2, object{"range": at(2, 0, 2, 0), "text": "RUN curl -k https://example.com/" + strconv.Itoa(i) + "\n"})
	}
	p := <-drained
	n := 0
	for _, d := range p.Diagnostics {
		if d.Code == "tls-check-off" {
			n++
		}
	}
	mu.Lock()
	defer mu.Unlock()
	if n != 500 || runs > 400 {
		t.Errorf("%d findings of 500, after %d runs", n, runs)
	}
}
