package lsp

import (
	"context"
	"reflect"
	"time"

	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/engine"
	"github.com/plimsoll-lint/plimsoll/lint/project"
)

// result is what a run says of one document.
type result struct {
	doc         snapshot
	found       *project.Discovery
	outcome     *engine.Outcome
	findings    []*lint.Finding // those in the document
	diagnostics []diagnostic    // those of the findings, in their order, and then what is no finding
}

// snapshot is a document, and those around it, as they were when a run began.
type snapshot struct {
	*document
	version, edition int
	text             []byte
	fits             bool
	buffers          map[string][]byte
	versions         map[string]documentID // of all documents, by path
}

// snap takes a snapshot. The caller holds the lock.
func (s *Server) snap(d *document) snapshot {
	snap := snapshot{
		document: d, version: d.version, edition: d.edition, text: d.text, fits: d.fits(), buffers: s.buffers(),
		versions: make(map[string]documentID, len(s.docs)),
	}
	for path, other := range s.docs {
		version := other.version
		snap.versions[path] = documentID{URI: other.uri, Version: &version}
	}
	return snap
}

// schedule has a document linted after a while, unless something comes in between. The caller holds the lock.
func (s *Server) schedule(d *document, after time.Duration) {
	d.moot()
	if !s.pushes() {
		return // the client asks
	}
	edition := d.edition
	d.timer = time.AfterFunc(after, func() {
		s.mu.Lock()
		if s.ctx.Err() != nil || d.edition != edition || s.docs[d.path] != d {
			s.mu.Unlock()
			return
		}
		ctx, cancel := context.WithCancel(s.ctx)
		d.cancel = cancel
		s.work.Add(1)
		s.mu.Unlock()
		defer s.work.Done()
		defer cancel()
		s.guard("linting", func() { s.push(ctx, d) })
	})
}

// pushes reports whether the client waits to be told, rather than to ask. Clients that ask would show twice what they are told as well.
// The caller holds the lock.
func (s *Server) pushes() bool { return s.client.TextDocument.Diagnostic == nil }

// refresh has a client that asks for diagnostics ask again. The caller holds the lock.
func (s *Server) refresh() {
	if !s.pushes() && s.client.Workspace.Diagnostics.Refresh {
		s.work.Go(func() { s.ask("workspace/diagnostic/refresh", nil) })
	}
}

// push lints a document and tells the client, unless it has been edited meanwhile.
func (s *Server) push(ctx context.Context, d *document) {
	r, err := s.current(ctx, d)
	if err != nil {
		return // moot; whatever made it so has the document linted again
	}
	s.mu.Lock()
	moot := d.edition != r.doc.edition || s.docs[d.path] != d
	same := d.shown != nil && d.shown.doc.version == r.doc.version && reflect.DeepEqual(d.shown.diagnostics, r.diagnostics)
	if !moot {
		d.shown = r
	}
	s.mu.Unlock()
	if !moot && !same {
		s.notify("textDocument/publishDiagnostics", publishParams{URI: d.uri, Version: &r.doc.version, Diagnostics: r.diagnostics})
	}
}

// current returns what holds for a document as it is now: the result of the last run, or of a new one where something has changed.
func (s *Server) current(ctx context.Context, d *document) (*result, error) {
	release, err := s.take(ctx)
	if err != nil {
		return nil, err
	}
	defer release()
	s.mu.Lock()
	snap, last := s.snap(d), d.result
	s.mu.Unlock()
	if last != nil && last.doc.edition == snap.edition {
		return last, nil
	}
	r, err := s.lint(ctx, snap)
	if err != nil {
		return nil, err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	d.result = r
	return r, nil
}

// take waits for the one run that is allowed at a time; release ends it.
func (s *Server) take(ctx context.Context) (release func(), err error) {
	select {
	case s.linting <- struct{}{}:
		return func() { <-s.linting }, nil
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

// lint runs over one document. The error is that of the context.
func (s *Server) lint(ctx context.Context, snap snapshot) (*result, error) {
	r := &result{doc: snap, diagnostics: []diagnostic{}}
	if !snap.fits {
		r.diagnostics = append(r.diagnostics, gap("the document is larger than plimsoll reads; it was not linted"))
		return r, nil
	}
	found, outcome, err := s.Linter.Lint(ctx, snap.path, snap.buffers)
	if ctx.Err() != nil {
		if err == nil {
			_ = found.Close() // nothing was written
		}
		return nil, ctx.Err()
	}
	if err != nil {
		s.tell(err.Error())
		r.diagnostics = append(r.diagnostics, gap("nothing was linted: "+err.Error()))
		return r, nil
	}
	defer found.Close()
	r.found, r.outcome = found, outcome
	s.diagnostics(r)
	return r, nil
}

// tell logs at the client what keeps it from being of use, such as a mistake in the settings; once, not at each keystroke.
func (s *Server) tell(problem string) {
	s.mu.Lock()
	known := s.told == problem
	s.told = problem
	s.mu.Unlock()
	if !known {
		s.notify("window/logMessage", logParams{Type: 1, Message: "plimsoll: " + problem})
	}
}

// diagnose answers a client that asks for the diagnostics of a document.
func (s *Server) diagnose(ctx context.Context, p documentParams) (any, error) {
	s.mu.Lock()
	d := s.document(p.Document.URI)
	s.mu.Unlock()
	if d == nil {
		return report{Kind: "full", Items: []diagnostic{}}, nil
	}
	r, err := s.current(ctx, d)
	if err != nil {
		return nil, err
	}
	return report{Kind: "full", Items: r.diagnostics}, nil
}
