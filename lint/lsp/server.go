// Package lsp is a language server: it holds what editors have not saved yet, and tells them what plimsoll finds in it.
//
// One goroutine reads messages and keeps the documents; linting and answering go on beside it, on a copy of the contents as they
// were. What an edit makes moot is given up. The package speaks the protocol itself: decision 9 says why.
package lsp

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"runtime"
	"runtime/debug"
	"sync"
	"time"

	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/engine"
	"github.com/plimsoll-lint/plimsoll/lint/fix"
	"github.com/plimsoll-lint/plimsoll/lint/project"
)

// Options are what the command brings along.
type Options struct {
	Version string
	// Log is where faults of the server are told.
	Log io.Writer
	// Linter lints.
	Linter Linter
	// Page returns the Markdown page of a rule, URL where it is on the web.
	Page func(ruleID string) string
	URL  func(ruleID string) string
	// Delay is how long the server waits for the next edit before it lints; what depends on the document that was edited waits four times as
	// long.
	Delay time.Duration
}

// Linter is what the command knows how to do. Buffers are unsaved contents by path on the host. A Linter is called by one
// goroutine at a time.
type Linter interface {
	// Lint lints one file. The caller closes what was discovered.
	Lint(ctx context.Context, path string, buffers map[string][]byte) (*project.Discovery, *engine.Outcome, error)
	// Fix plans the fix of one finding of a run, and leaves it out of the plan unless it was seen to help.
	Fix(ctx context.Context, path string, buffers map[string][]byte, found *project.Discovery, outcome *engine.Outcome, f *lint.Finding) (*fix.Plan, error)
	// FixAll returns what all safe fixes of one file come to. The paths are those on the host.
	FixAll(ctx context.Context, path string, buffers map[string][]byte) ([]fix.Change, error)
}

// Server serves one client.
type Server struct {
	Options
	out     *writer
	windows bool
	ctx     context.Context
	stop    context.CancelFunc
	work    sync.WaitGroup // what goes on beside the reading

	linting chan struct{} // holds one token: the run that is allowed

	mu       sync.Mutex
	state    state
	client   clientCapabilities
	encoding encoding
	docs     map[string]*document // by path on the host
	calls    map[string]context.CancelFunc
	asked    int    // requests that were made of the client
	told     string // the last problem that was shown, so as not to repeat it
}

// state is how far the client has come.
type state int

const (
	fresh state = iota
	initialized
	shutDown
)

// Run serves the client on the two streams until it leaves. It reports whether the client left as it should.
func Run(ctx context.Context, in io.Reader, out io.Writer, opts Options) bool {
	s := newServer(ctx, out, opts)
	go func() {
		if err := s.out.run(); err != nil {
			s.logf("cannot write: %v", err)
		}
	}()
	defer s.out.close()
	defer s.work.Wait()
	defer s.stop()
	defer s.forget()
	r := reader{bufio.NewReader(in)}
	for ctx.Err() == nil {
		body, err := r.read()
		switch {
		case errors.Is(err, errTooLarge):
			s.logf("%v; the documents are not known any more until they are opened anew", err)
			s.lose()
			continue
		case errors.Is(err, io.EOF):
			return false
		case err != nil:
			s.logf("%v", err)
			return false
		}
		if left, proper := s.receive(body); left {
			return proper
		}
	}
	return false
}

func newServer(ctx context.Context, out io.Writer, opts Options) *Server {
	s := &Server{
		Options: opts, out: newWriter(out), windows: runtime.GOOS == "windows", linting: make(chan struct{}, 1),
		docs: map[string]*document{}, calls: map[string]context.CancelFunc{}, encoding: utf16Encoding,
	}
	s.ctx, s.stop = context.WithCancel(ctx)
	return s
}

// forget stops what waits for its time.
func (s *Server) forget() {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, d := range s.docs {
		d.moot()
	}
}

// receive takes one message. It reports whether the client has left, and whether it did so as it should.
func (s *Server) receive(body []byte) (left, proper bool) {
	var m message
	if err := json.Unmarshal(body, &m); err != nil {
		s.logf("a message is no JSON-RPC: %v", err)
		s.reply(message{ID: &null, Error: &wireError{codeParse, "the message is no JSON-RPC"}})
		return false, false
	}
	s.mu.Lock()
	at := s.state
	s.mu.Unlock()
	switch {
	case m.Method == "":
		return false, false // an answer of the client; nothing hangs on it
	case m.Method == "exit":
		return true, at == shutDown
	case m.ID == nil:
		if at == initialized {
			s.guard(m.Method, func() { s.notified(m.Method, m.Params) })
		}
	case at == fresh && m.Method != "initialize":
		s.reply(message{ID: m.ID, Error: &wireError{codeNotInitialized, "the first request is initialize"}})
	case at == shutDown, at == initialized && m.Method == "initialize":
		s.reply(message{ID: m.ID, Error: &wireError{codeInvalidRequest, m.Method + " comes at the wrong time"}})
	default:
		s.requested(m)
	}
	return false, false
}

var null = json.RawMessage("null")

// requested answers a request: what needs a run beside the reading, the rest at once.
func (s *Server) requested(m message) {
	switch m.Method {
	case "initialize":
		s.answer(m, func() (any, error) { return s.initialize(m.Params) })
		return
	case "shutdown":
		s.mu.Lock()
		s.state = shutDown
		s.mu.Unlock()
		s.answer(m, func() (any, error) { return nil, nil })
		return
	}
	ctx, cancel := context.WithCancel(s.ctx)
	id := string(*m.ID)
	s.mu.Lock()
	s.calls[id] = cancel
	s.mu.Unlock()
	s.work.Go(func() {
		defer func() {
			s.mu.Lock()
			delete(s.calls, id)
			s.mu.Unlock()
			cancel()
		}()
		s.answer(m, func() (any, error) {
			switch m.Method {
			case "textDocument/codeAction":
				return call(m.Params, func(p codeActionParams) (any, error) { return s.codeActions(ctx, p) })
			case "textDocument/hover":
				return call(m.Params, func(p hoverParams) (any, error) { return s.hover(ctx, p) })
			case "textDocument/diagnostic":
				return call(m.Params, func(p documentParams) (any, error) { return s.diagnose(ctx, p) })
			}
			return nil, &wireError{codeNoMethod, "the server does not know " + m.Method}
		})
	})
}

// call reads the parameters of a method.
func call[T any](params json.RawMessage, f func(T) (any, error)) (any, error) {
	var p T
	if err := json.Unmarshal(params, &p); err != nil {
		return nil, &wireError{codeInvalidParams, err.Error()}
	}
	return f(p)
}

// answer sends what a request comes to.
func (s *Server) answer(m message, f func() (any, error)) {
	var result any
	err := error(&wireError{codeInternal, "plimsoll failed; its log says more"})
	s.guard(m.Method, func() { result, err = f() })
	response := message{ID: m.ID}
	var wire *wireError
	switch {
	case errors.As(err, &wire):
		response.Error = wire
	case errors.Is(err, context.Canceled):
		response.Error = &wireError{codeCancelled, "cancelled"}
	case err != nil:
		response.Error = &wireError{codeInternal, err.Error()}
	default:
		if response.Result, err = json.Marshal(result); err != nil {
			response.Result, response.Error = nil, &wireError{codeInternal, err.Error()}
		}
	}
	s.reply(response)
}

// guard keeps a fault in one message from ending the server.
func (s *Server) guard(what string, f func()) {
	defer func() {
		if v := recover(); v != nil {
			s.logf("failed on %q: %v\n%s", what, v, debug.Stack())
		}
	}()
	f()
}

func (s *Server) logf(format string, args ...any) {
	fmt.Fprintf(s.Log, "plimsoll lsp: "+format+"\n", args...)
}

func (s *Server) reply(m message) {
	if err := s.out.write(m); err != nil {
		s.logf("%s: %v", m.Method, err)
	}
}

func (s *Server) notify(method string, params any) {
	body, err := json.Marshal(params)
	if err != nil {
		s.logf("%s: %v", method, err)
		return
	}
	s.reply(message{Method: method, Params: body})
}

// ask makes a request of the client, whose answer is of no matter.
func (s *Server) ask(method string, params any) {
	s.mu.Lock()
	s.asked++
	id := json.RawMessage(fmt.Sprintf(`"plimsoll-%d"`, s.asked))
	s.mu.Unlock()
	m := message{ID: &id, Method: method}
	if params != nil {
		body, err := json.Marshal(params)
		if err != nil {
			s.logf("%s: %v", method, err)
			return
		}
		m.Params = body
	}
	s.reply(m)
}

func (s *Server) initialize(params json.RawMessage) (any, error) {
	return call(params, func(p initializeParams) (any, error) {
		s.mu.Lock()
		defer s.mu.Unlock()
		s.state, s.client, s.encoding = initialized, p.Capabilities, negotiate(p.Capabilities.General.PositionEncodings)
		var actions any = true
		if p.Capabilities.TextDocument.CodeAction.Literals != nil {
			actions = codeActionOptions{[]string{kindQuickFix, kindFixAll}}
		}
		return initializeResult{
			Capabilities: serverCapabilities{
				PositionEncoding:   string(s.encoding),
				TextDocumentSync:   syncOptions{OpenClose: true, Change: syncIncremental, Save: true},
				HoverProvider:      true,
				CodeActionProvider: actions,
				DiagnosticProvider: diagnosticOptions{Identifier: "plimsoll", InterFileDependencies: true},
				Workspace:          workspaceOptions{folderOptions{Supported: true, Notifications: true}},
			},
			ServerInfo: serverInfo{"plimsoll", s.Version},
		}, nil
	})
}

// notified takes a notification. Those that are not named here are of no matter.
func (s *Server) notified(method string, params json.RawMessage) {
	var err error
	switch method {
	case "initialized":
		s.watch()
	case "textDocument/didOpen":
		_, err = call(params, func(p didOpenParams) (any, error) { s.opened(p); return nil, nil })
	case "textDocument/didChange":
		_, err = call(params, func(p didChangeParams) (any, error) { s.changed(p); return nil, nil })
	case "textDocument/didSave":
		_, err = call(params, func(p documentParams) (any, error) { s.touched([]string{p.Document.URI}); return nil, nil })
	case "textDocument/didClose":
		_, err = call(params, func(p documentParams) (any, error) { s.closed(p); return nil, nil })
	case "workspace/didChangeWatchedFiles":
		_, err = call(params, func(p watchedParams) (any, error) {
			var uris []string
			for _, c := range p.Changes {
				uris = append(uris, c.URI)
			}
			s.touched(uris)
			return nil, nil
		})
	case "workspace/didChangeConfiguration", "workspace/didChangeWorkspaceFolders":
		s.touched(nil)
	case "$/cancelRequest":
		_, err = call(params, func(p cancelParams) (any, error) {
			s.mu.Lock()
			defer s.mu.Unlock()
			if cancel := s.calls[string(bytes.TrimSpace(p.ID))]; cancel != nil {
				cancel()
			}
			return nil, nil
		})
	}
	if err != nil {
		s.logf("%s is not understood: %v", method, err)
	}
}

// watched are the files that may decide: documents, what they read, and settings.
var watched = [...]string{
	"**/*[Dd]ockerfile*", "**/*[Cc]ontainerfile*", "**/*.{yml,yaml,json}", "**/.env", "**/*.env", "**/.env.*", "**/.dockerignore",
	"**/*.dockerignore", "**/.containerignore", "**/.gitignore", "**/.plimsoll-baseline.json",
}

// watch asks the client to tell when files change on the disk.
func (s *Server) watch() {
	s.mu.Lock()
	able := s.client.Workspace.Watched.Dynamic
	s.mu.Unlock()
	if !able {
		return
	}
	var watchers []watcher
	for _, pattern := range watched {
		watchers = append(watchers, watcher{pattern})
	}
	s.ask("client/registerCapability", map[string]any{"registrations": []registration{{
		ID: "plimsoll-files", Method: "workspace/didChangeWatchedFiles", Options: map[string]any{"watchers": watchers},
	}}})
}
