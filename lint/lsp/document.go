package lsp

import (
	"context"
	"path/filepath"
	"time"

	"github.com/plimsoll-lint/plimsoll/lint/project"
)

// maxDocument bounds what is kept of a document. Between project.MaxFileSize and this one it is kept, since it may shrink again, but not
// linted.
const maxDocument = 4 * project.MaxFileSize

// document is what a client has open.
type document struct {
	uri     string // as the client writes it
	path    string // on the host
	version int
	text    []byte // never changed in place: runs go on with it
	// lost says that the text is not known, after a message or a text that was too large.
	lost bool

	edition int // counts what may change the findings: edits of this document and of others
	timer   *time.Timer
	cancel  context.CancelFunc // of the run that is under way
	result  *result            // of the last run
	shown   *result            // that the client was told of
}

// moot gives up the run of a document that is waiting or under way.
func (d *document) moot() {
	d.edition++
	if d.timer != nil {
		d.timer.Stop()
	}
	if d.cancel != nil {
		d.cancel()
	}
}

// fits reports whether a document is known and small enough to be linted.
func (d *document) fits() bool { return !d.lost && len(d.text) <= project.MaxFileSize }

// set gives a document another text.
func (d *document) set(text []byte) {
	d.text, d.lost = text, len(text) > maxDocument
	if d.lost {
		d.text = nil
	}
}

func (s *Server) opened(p didOpenParams) {
	path, ok := pathOf(p.Document.URI, s.windows)
	if !ok {
		return // a file of no disk, such as a diff
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if old := s.docs[path]; old != nil {
		old.moot()
	}
	d := &document{uri: p.Document.URI, path: path, version: p.Document.Version}
	d.set([]byte(p.Document.Text))
	s.docs[path] = d
	s.affected(d)
}

func (s *Server) changed(p didChangeParams) {
	s.mu.Lock()
	defer s.mu.Unlock()
	d := s.document(p.Document.URI)
	if d == nil {
		return
	}
	if p.Document.Version != nil {
		d.version = *p.Document.Version
	}
	for _, c := range p.Changes {
		if c.Range == nil || !d.lost {
			d.set(s.encoding.edit(d.text, c))
		}
	}
	s.affected(d)
}

func (s *Server) closed(p documentParams) {
	s.mu.Lock()
	d := s.document(p.Document.URI)
	if d != nil {
		d.moot()
		delete(s.docs, d.path)
		s.affected(d) // others read the file from the disk again
	}
	pushes := s.pushes()
	s.mu.Unlock()
	if d != nil && pushes {
		s.notify("textDocument/publishDiagnostics", publishParams{URI: d.uri, Diagnostics: []diagnostic{}})
	}
}

// touched has what hangs on files that changed on the disk linted again; all documents, where no file is named.
func (s *Server) touched(uris []string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if uris == nil {
		for _, d := range s.docs {
			s.schedule(d, s.Delay)
		}
		s.refresh()
		return
	}
	seen := map[*document]bool{}
	for _, uri := range uris {
		path, ok := pathOf(uri, s.windows)
		if !ok {
			continue
		}
		for _, d := range s.docs {
			if !seen[d] && (d.path == path || together(d.path, path)) {
				seen[d] = true
				s.schedule(d, s.Delay)
			}
		}
	}
	if len(seen) > 0 {
		s.refresh()
	}
}

// lose marks all documents as not known.
func (s *Server) lose() {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, d := range s.docs {
		d.text, d.lost = nil, true
		s.schedule(d, 0)
	}
}

// document returns what a URI names, or nil where it is not open. The caller holds the lock.
func (s *Server) document(uri string) *document {
	path, ok := pathOf(uri, s.windows)
	if !ok {
		return nil
	}
	return s.docs[path]
}

// affected has a document linted that was edited, and those that may read it. The caller holds the lock.
func (s *Server) affected(d *document) {
	others := false
	for _, other := range s.docs {
		switch {
		case other == d:
			s.schedule(d, s.Delay)
		case together(other.path, d.path):
			s.schedule(other, 4*s.Delay)
			others = true
		}
	}
	if others {
		s.refresh()
	}
}

// together reports whether two files may read one another: they lie in one repository, or one lies in the folder of the other or below.
func together(a, b string) bool {
	root := project.RepositoryRoot(a)
	if root != "" || project.RepositoryRoot(b) != "" {
		return root == project.RepositoryRoot(b)
	}
	return below(filepath.Dir(a), b) || below(filepath.Dir(b), a)
}

func below(dir, path string) bool {
	rel, err := filepath.Rel(dir, path)
	return err == nil && filepath.IsLocal(rel)
}

// buffers returns the contents of all documents that can be linted. The caller holds the lock.
func (s *Server) buffers() map[string][]byte {
	all := make(map[string][]byte, len(s.docs))
	for path, d := range s.docs {
		if d.fits() {
			all[path] = d.text
		}
	}
	return all
}
