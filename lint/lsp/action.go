package lsp

import (
	"bytes"
	"context"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/fix"
	"github.com/plimsoll-lint/plimsoll/lint/ignore"
	"github.com/plimsoll-lint/plimsoll/lint/project"
	"github.com/plimsoll-lint/plimsoll/lint/source"
)

// The kinds of code actions.
const (
	kindQuickFix = "quickfix"
	kindFixAll   = "source.fixAll.plimsoll"
)

// maxActions bounds the findings of a range that actions are offered for: each fix is tried first.
const maxActions = 32

// codeActions returns what can be done about the findings in a range.
func (s *Server) codeActions(ctx context.Context, p codeActionParams) (any, error) {
	actions := []codeAction{}
	s.mu.Lock()
	d := s.document(p.Document.URI)
	s.mu.Unlock()
	if d == nil {
		return actions, nil
	}
	r, err := s.current(ctx, d)
	if err != nil {
		return nil, err
	}
	if r.outcome == nil {
		return actions, nil
	}
	release, err := s.take(ctx)
	if err != nil {
		return nil, err
	}
	defer release()
	if wants(p.Context.Only, kindQuickFix) {
		fixes, ignores := s.quickFixes(ctx, r, p.Range)
		actions = append(append(actions, fixes...), ignores...)
	}
	if wants(p.Context.Only, kindFixAll) {
		if a, ok := s.fixAll(ctx, r); ok {
			actions = append(actions, a)
		}
	}
	return actions, ctx.Err()
}

// wants reports whether a client takes actions of a kind; one that names none takes all.
func wants(only []string, kind string) bool {
	return len(only) == 0 || slices.ContainsFunc(only, func(o string) bool { return o == "" || o == kind || strings.HasPrefix(kind, o+".") })
}

func (s *Server) quickFixes(ctx context.Context, r *result, at textRange) (fixes, ignores []codeAction) {
	n := 0
	for i, f := range r.findings {
		d := r.diagnostics[i]
		if !overlap(d.Range, at) {
			continue
		}
		if n++; n > maxActions || ctx.Err() != nil {
			break
		}
		if f.Fix != nil {
			plan, err := s.Linter.Fix(ctx, r.doc.path, r.doc.buffers, r.found, r.outcome, f)
			if err == nil && len(plan.Changes) > 0 {
				title := f.Fix.Title
				if f.Fix.Risky {
					title += " (may change what the container can do)"
				}
				fixes = append(fixes, codeAction{
					Title: title, Kind: kindQuickFix, Diagnostics: []diagnostic{d}, Preferred: !f.Fix.Risky, Edit: s.workspaceEdit(r, s.planned(r, plan)),
				})
			}
		}
		if place, ok := placeFor(f.Span); ok {
			title := "ignore " + f.Rule.ID + " here, with a reason"
			if place.Scope == ignore.File {
				title = "ignore " + f.Rule.ID + " in this file, with a reason"
			}
			edits := map[string][]textEdit{r.doc.path: {s.ignoreEdit(place, f.Rule.ID)}}
			ignores = append(ignores, codeAction{Title: title, Kind: kindQuickFix, Diagnostics: []diagnostic{d}, Edit: s.workspaceEdit(r, edits)})
		}
	}
	return fixes, ignores
}

// overlap reports whether two ranges share a character or meet.
func overlap(a, b textRange) bool { return !before(a.End, b.Start) && !before(b.End, a.Start) }

func before(a, b position) bool {
	return a.Line < b.Line || a.Line == b.Line && a.Character < b.Character
}

// placeFor returns where a comment belongs that silences a finding. JSON has none.
func placeFor(at source.Span) (ignore.Place, bool) {
	f := at.File
	switch kind := project.KindOf(f, true); {
	case kind == project.Dockerfile:
		return ignore.PlaceFor(ignore.Dockerfile, f, at.Start)
	case kind == project.Compose && !strings.HasSuffix(f.Path, ".json"):
		return ignore.PlaceFor(ignore.YAML, f, at.Start)
	}
	return ignore.Place{}, false
}

// ignoreEdit inserts a comment whose reason is there to be written, in clients that can with the cursor on it.
func (s *Server) ignoreEdit(place ignore.Place, rule string) textEdit {
	e := textEdit{Range: s.encoding.span(place.At), Text: place.Comment([]string{rule}, "TODO: say why"), Snippet: s.client.Workspace.WorkspaceEdit.Snippets}
	if e.Snippet {
		e.Text = place.Comment([]string{rule}, "${1:why}")
	}
	end := "\n"
	if bytes.Contains(place.At.File.Content, []byte("\r\n")) {
		end = "\r\n"
	}
	e.Text += end
	return e
}

// planned returns the edits of a plan, by path on the host.
func (s *Server) planned(r *result, plan *fix.Plan) map[string][]textEdit {
	all := map[string][]textEdit{}
	for _, c := range plan.Changes {
		path := r.found.Host(c.Path)
		for _, e := range c.Edits() {
			all[path] = append(all[path], textEdit{Range: s.location(r, path, e.Span).Range, Text: e.New})
		}
	}
	return all
}

// fixAll offers all safe fixes of a document at once.
func (s *Server) fixAll(ctx context.Context, r *result) (codeAction, bool) {
	safe := slices.ContainsFunc(r.findings, func(f *lint.Finding) bool { return f.Fix != nil && !f.Fix.Risky })
	if !safe {
		return codeAction{}, false
	}
	changes, err := s.Linter.FixAll(ctx, r.doc.path, r.doc.buffers)
	if err != nil || len(changes) == 0 {
		return codeAction{}, false
	}
	edits := map[string][]textEdit{}
	for _, c := range changes {
		edits[c.Path] = []textEdit{s.difference(c.Before, c.After)}
	}
	return codeAction{Title: "fix all that is safe to fix", Kind: kindFixAll, Edit: s.workspaceEdit(r, edits)}, true
}

// difference is the edit that makes one text of another: what lies between the lines that they begin and end with.
func (s *Server) difference(before, after []byte) textEdit {
	start := 0
	for start < len(before) && start < len(after) && before[start] == after[start] {
		start++
	}
	end := 0
	for end < len(before)-start && end < len(after)-start && before[len(before)-1-end] == after[len(after)-1-end] {
		end++
	}
	// Characters and line ends stay whole.
	for start > 0 && (start < len(before) && !utf8.RuneStart(before[start]) || start < len(after) && !utf8.RuneStart(after[start]) || before[start-1] == '\r') {
		start--
	}
	for end > 0 && (!utf8.RuneStart(before[len(before)-end]) || !utf8.RuneStart(after[len(after)-end]) || before[len(before)-end] == '\n') {
		end--
	}
	f := source.New("", before)
	return textEdit{Range: s.encoding.span(f.Span(start, len(before)-end)), Text: string(after[start : len(after)-end])}
}

// workspaceEdit writes edits of files in the form that the client takes. With versions it can tell that a document has been edited meanwhile.
func (s *Server) workspaceEdit(r *result, edits map[string][]textEdit) *workspaceEdit {
	var out workspaceEdit
	versions := s.client.Workspace.WorkspaceEdit.DocumentChanges
	if !versions {
		out.Changes = map[string][]textEdit{}
	}
	paths := make([]string, 0, len(edits))
	for path := range edits {
		paths = append(paths, path)
	}
	slices.Sort(paths)
	for _, path := range paths {
		if !versions {
			out.Changes[s.uri(r, path)] = edits[path]
			continue
		}
		id, ok := r.doc.versions[path]
		if !ok {
			id = documentID{URI: uriOf(path, s.windows)}
		}
		out.DocumentChanges = append(out.DocumentChanges, documentEdit{id, edits[path]})
	}
	return &out
}
