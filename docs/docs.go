// Package docs holds the pages of the rules, as explain prints them and SARIF carries them.
package docs

import "embed"

//go:embed rules/*.md
var pages embed.FS

// Rule returns the Markdown page of a rule.
func Rule(id string) (string, bool) {
	page, err := pages.ReadFile("rules/" + id + ".md")
	return string(page), err == nil
}
