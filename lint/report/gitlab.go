package report

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"strings"

	"github.com/plimsoll-lint/plimsoll/lint"
)

type (
	// gitlabIssue is an entry of GitLab's Code Quality report ("Code Quality report format" in its documentation).
	gitlabIssue struct {
		Description string         `json:"description"`
		CheckName   string         `json:"check_name"`
		Fingerprint string         `json:"fingerprint"`
		Severity    string         `json:"severity"`
		Location    gitlabLocation `json:"location"`
	}
	gitlabLocation struct {
		Path  string      `json:"path"`
		Lines gitlabLines `json:"lines"`
	}
	gitlabLines struct {
		Begin int `json:"begin"`
		End   int `json:"end,omitempty"`
	}
)

// gitlabSeverity returns the word of GitLab for a severity.
func gitlabSeverity(s lint.Severity) string {
	return [...]string{"info", "minor", "major", "critical", "blocker"}[min(max(s, lint.Info), lint.Critical)]
}

// writeGitLab writes a Code Quality report, which merge requests show. GitLab takes two entries of one fingerprint for one, and tells
// by the fingerprint which are new; so it holds the finding's key, which moves with no line.
func writeGitLab(w io.Writer, r *Report) error {
	p, seen := places{}, map[string]int{}
	issues := make([]gitlabIssue, 0, len(r.Result.Findings)+len(r.Result.Failures))
	add := func(rule, message, key, path string, severity lint.Severity, lines gitlabLines) {
		id := strings.Join([]string{path, rule, key}, "\x00")
		seen[id]++
		if n := seen[id]; n > 1 {
			id += fmt.Sprintf("\x00%d", n)
		}
		sum := sha256.Sum256([]byte(id))
		issues = append(issues, gitlabIssue{
			Description: message, CheckName: rule, Fingerprint: hex.EncodeToString(sum[:16]), Severity: gitlabSeverity(severity),
			Location: gitlabLocation{Path: strings.TrimPrefix(jsonPath(path).Path, "./"), Lines: lines},
		})
	}
	for i := range r.Result.Findings {
		f := &r.Result.Findings[i]
		s := tight(f.Span)
		add(f.Rule.ID, f.Message, f.Key, findingPath(f), f.Severity,
			gitlabLines{Begin: p.at(s.File, s.Start).line, End: p.at(s.File, s.End).line})
	}
	for _, f := range r.Result.Failures {
		line := 1
		if !f.Span.IsZero() {
			line = p.at(f.Span.File, f.Span.Start).line
		}
		add("plimsoll-"+f.Kind, f.Message, f.Message, cmp.Or(f.Path, "."), lint.Critical, gitlabLines{Begin: line})
	}
	return encodeJSON(w, issues, "  ")
}
