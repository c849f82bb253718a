package report

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/owenrumney/go-sarif/v3/pkg/report/v210/sarif"

	"github.com/plimsoll-lint/plimsoll/lint"
)

// driver describes plimsoll and its rules: those that ran, and those of findings besides.
func (s *sarifRun) driver() *sarif.ToolComponent {
	tool := s.report.Tool
	d := sarif.NewToolComponent().WithName(tool.Name)
	if tool.URI != "" {
		d.WithInformationURI(tool.URI)
	}
	switch version := strings.TrimPrefix(tool.Version, "v"); {
	case semantic(version):
		d.WithSemanticVersion(version)
	case version != "":
		d.WithVersion(version)
	}

	// Severities live on rules. A rule whose findings differ, as folders may be configured each on its own, has the worst.
	severities := make(map[string]lint.Severity)
	rules := s.report.Rules[:len(s.report.Rules):len(s.report.Rules)]
	for _, rule := range rules {
		severities[rule.ID] = s.report.severity(rule)
	}
	found := make(map[string]bool)
	for i := range s.report.Result.Findings {
		f := &s.report.Result.Findings[i]
		if _, ok := severities[f.Rule.ID]; !ok {
			rules = append(rules, f.Rule)
		}
		if !found[f.Rule.ID] || f.Severity > severities[f.Rule.ID] {
			severities[f.Rule.ID] = f.Severity
		}
		found[f.Rule.ID] = true
	}
	for _, rule := range rules {
		if _, ok := s.ruleIndex[rule.ID]; !ok {
			s.ruleIndex[rule.ID] = len(d.Rules)
			d.AddRule(s.descriptor(rule, severities[rule.ID]))
		}
	}
	for _, n := range notifications {
		d.AddNotification(sarif.NewReportingDescriptor().WithID(n.id).WithShortDescription(multiformat(n.text, "")))
	}
	return d
}

// notifications describes the notifications that a run may hold.
var notifications = [...]struct{ id, text string }{
	{lint.FailureCoverage, "Something was not read, so nothing is known of it"},
	{lint.FailureInternal, "A fault of plimsoll: a rule did not finish"},
	{noteResultsCut, "There are more results than code scanning keeps"},
	{noteFailuresCut, "There are more failures than are listed"},
}

// notificationIndex returns the index of a notification's descriptor, or -1.
func notificationIndex(id string) int {
	for i, n := range notifications {
		if n.id == id {
			return i
		}
	}
	return -1
}

// descriptor describes a rule under the severity that it has in this run.
func (s *sarifRun) descriptor(rule *lint.Rule, severity lint.Severity) *sarif.ReportingDescriptor {
	text, markdown := s.help(rule)
	precision := rule.Precision
	if precision == "" {
		precision = lint.PrecisionVeryHigh
	}
	properties := sarif.NewPropertyBag().Add("precision", string(precision)).WithTags(tags(rule))
	if isSecurity(rule) {
		properties.Add("security-severity", securitySeverity(severity))
	} else {
		properties.Add("problem.severity", problemSeverity(severity))
	}
	d := sarif.NewReportingDescriptor().
		WithID(rule.ID).
		WithShortDescription(multiformat(cut(rule.Title, sarifMaxDescription), "")).
		WithFullDescription(multiformat(cut(description(rule, text), sarifMaxDescription), "")).
		WithHelp(multiformat(text, markdown)).
		WithDefaultConfiguration(sarif.NewReportingConfiguration().WithLevel(level(severity))).
		WithProperties(properties)
	if strings.Contains(rule.ID, "-") { // a name has to be more than the id in another case
		d.WithName(pascalCase(rule.ID))
	}
	if url := s.report.url(rule); url != "" {
		d.WithHelpURI(url)
	}
	return d
}

// help returns the rule's page; where there is none, its title and references.
func (s *sarifRun) help(rule *lint.Rule) (text, markdown string) {
	if s.report.Help != nil {
		text, markdown = s.report.Help(rule.ID)
	}
	if strings.TrimSpace(text) == "" {
		text = rule.Title
		for _, ref := range rule.Refs {
			text += "\n" + ref.Name + ": " + ref.URL
		}
	}
	return text, markdown
}

// description returns the first paragraph of a rule's page that is more than a heading, on one line.
func description(rule *lint.Rule, page string) string {
	for paragraph := range strings.SplitSeq(strings.ReplaceAll(page, "\r\n", "\n"), "\n\n") {
		text := strings.Join(strings.Fields(paragraph), " ")
		if text != "" && text[0] != '#' && text != rule.ID && text != rule.Title {
			return text
		}
	}
	return rule.Title
}

// isSecurity reports whether a rule is about security, and not about tidiness alone. A rule without a preset is one that
// can only guess.
func isSecurity(rule *lint.Rule) bool {
	return rule.Presets&(lint.Security|lint.Benchmark) != 0 || rule.Presets&(lint.Hygiene|lint.Hadolint) == 0
}

// tags returns the tags of a rule, at most 20 as code scanning wants it; it shows the first 10.
func tags(rule *lint.Rule) []string {
	var tags []string
	if isSecurity(rule) {
		tags = append(tags, "security")
	}
	for _, name := range rule.Presets.Names() {
		if name != "security" {
			tags = append(tags, name)
		}
	}
	for _, ref := range rule.Refs {
		if id, ok := strings.CutPrefix(ref.Name, "CWE-"); ok {
			tags = append(tags, "external/cwe/cwe-"+id) // the form that code scanning knows
		}
	}
	return tags[:min(len(tags), 20)]
}

// securitySeverity returns a score in the band that code scanning shows under the severity's name.
func securitySeverity(s lint.Severity) string {
	switch s {
	case lint.Critical:
		return "9.5"
	case lint.High:
		return "8.0"
	case lint.Medium:
		return "5.5"
	case lint.Low:
		return "2.0"
	}
	return "0.5"
}

func problemSeverity(s lint.Severity) string {
	switch level(s) {
	case "error":
		return "error"
	case "warning":
		return "warning"
	}
	return "recommendation"
}

func multiformat(text, markdown string) *sarif.MultiformatMessageString {
	m := sarif.NewMultiformatMessageString().WithText(text)
	if markdown != "" {
		m.WithMarkdown(markdown)
	}
	return m
}

// pascalCase turns "root-user" into "RootUser", the form that SARIF asks of names.
func pascalCase(id string) string {
	var b strings.Builder
	for word := range strings.SplitSeq(id, "-") {
		if word != "" {
			b.WriteString(strings.ToUpper(word[:1]) + word[1:])
		}
	}
	return b.String()
}

// cut shortens a text to at most n characters.
func cut(text string, n int) string {
	if utf8.RuneCountInString(text) <= n {
		return text
	}
	return string([]rune(text)[:n-3]) + "..."
}

// semantic reports whether a version is one of semver.org: code scanning reads nothing else from semanticVersion.
func semantic(version string) bool {
	core, _, _ := strings.Cut(version, "+")
	core, pre, hasPre := strings.Cut(core, "-")
	parts := strings.Split(core, ".")
	for _, p := range parts {
		if n, err := strconv.ParseUint(p, 10, 64); err != nil || strconv.FormatUint(n, 10) != p {
			return false
		}
	}
	return len(parts) == 3 && (!hasPre || pre != "")
}
