package lsp

import (
	"context"
	"slices"
	"strings"
)

// maxPages bounds the pages of one hover.
const maxPages = 3

// hover returns the pages of the rules whose findings stand at a place.
func (s *Server) hover(ctx context.Context, p hoverParams) (any, error) {
	s.mu.Lock()
	d := s.document(p.Document.URI)
	formats := s.client.TextDocument.Hover.ContentFormat
	s.mu.Unlock()
	if d == nil {
		return nil, nil
	}
	r, err := s.current(ctx, d)
	if err != nil {
		return nil, err
	}
	h := hover{Contents: markup{Kind: "markdown"}}
	if len(formats) > 0 && !slices.Contains(formats, h.Contents.Kind) {
		h.Contents.Kind = "plaintext"
	}
	var ids, pages []string
	for i, f := range r.findings {
		at := r.diagnostics[i].Range
		if !overlap(at, textRange{p.Position, p.Position}) || slices.Contains(ids, f.Rule.ID) {
			continue
		}
		if page := s.Page(f.Rule.ID); page != "" && len(pages) < maxPages {
			if len(pages) == 0 {
				h.Range = at
			}
			ids, pages = append(ids, f.Rule.ID), append(pages, strings.TrimSpace(page))
		}
	}
	if len(pages) == 0 {
		return nil, nil
	}
	h.Contents.Value = strings.Join(pages, "\n\n---\n\n")
	return h, nil
}
