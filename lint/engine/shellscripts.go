package engine

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/config"
	"github.com/plimsoll-lint/plimsoll/lint/project"
	"github.com/plimsoll-lint/plimsoll/lint/shellcheck"
)

// shellScripts adds what ShellCheck says about the scripts of a unit, where it is to be asked.
func (r *run) shellScripts(ctx context.Context, unit *project.Unit, s unitSettings, result *lint.Result) {
	if r.ShellCheck == nil || unit.Dockerfile == nil {
		return
	}
	rule := r.ruleFor(lint.ShellScripts)
	if rule == nil || !s.Enabled(rule) {
		return
	}
	found, err := shellcheck.Check(ctx, r.ShellCheck, unit, shellcheck.Options{NoDirectives: !s.InlineIgnores.Value || s.Policy().Locks(rule.ID)})
	if err != nil {
		result.Failures = append(result.Failures, lint.Failure{
			Kind: lint.FailureCoverage, Path: unit.Name(), Rule: rule.ID,
			Message: fmt.Sprintf("the scripts of %s were not checked: %v", unit.Name(), err),
		})
	}
	ignored := s.ignoredCodes(rule)
	for _, f := range found {
		if slices.Contains(ignored, f.Code) {
			continue
		}
		result.Findings = append(result.Findings, lint.Finding{
			Rule: rule, Severity: rule.Severity, Span: f.Span, Code: f.Code, Subject: f.Subject, Message: f.Code + ": " + f.Message,
			Key: strings.TrimSpace(f.Subject + " " + f.Code + " " + f.Evidence),
		})
	}
	lint.Sort(result.Findings)
	result.Findings = lint.Unique(result.Findings)
}

// ignoredCodes returns the codes of a rule that are not reported.
func (s unitSettings) ignoredCodes(rule *lint.Rule) []string {
	v, _ := s.Option(rule.ID, config.IgnoredCodes)
	codes, _ := v.([]string)
	return codes
}
