package config

import (
	"slices"
	"strings"

	"github.com/plimsoll-lint/plimsoll/lint/image"
)

// trustedByHadolint returns the pattern that holds the images of a registry as hadolint names it: a host, perhaps with an
// asterisk at one end, which stands there for any text. It is empty where there is none.
func trustedByHadolint(registry string) string {
	host, below, _ := strings.Cut(strings.TrimSuffix(registry, "/"), "/")
	switch host {
	case "*":
		return "**"
	case "hub.docker.com":
		host = "docker.io"
	}
	if host != "localhost" && !strings.ContainsAny(host, ".:") {
		return ""
	}
	if below != "" {
		host += "/" + below
	}
	pattern := host + "/**"
	if image.CheckPattern(pattern) != nil {
		return ""
	}
	return pattern
}

// severityOfHadolint returns the severity that one of hadolint means.
func severityOfHadolint(level string) string {
	switch level {
	case "error":
		return "high"
	case "warning":
		return "medium"
	case "info":
		return "low"
	}
	return "info"
}

// hadolintLevel returns the worst severity that hadolint gives, by default, to the checks that a rule stands for; empty for a
// rule that hadolint does not have, and for what it does not report by default.
func hadolintLevel(r Rule) string {
	if r.Lasting {
		return ""
	}
	worst := -1
	for _, alias := range r.Aliases {
		worst = max(worst, slices.Index(hadolintLevels[:], levelOf(alias)))
	}
	if worst < 0 {
		return ""
	}
	return hadolintLevels[worst]
}

// isCheck reports whether an id has the form of hadolint's own.
func isCheck(id string) bool {
	digits, ok := strings.CutPrefix(id, "DL")
	return ok && len(digits) == 4 && strings.Trim(digits, "0123456789") == ""
}

// levelOf returns the severity that a check of hadolint has by default, by the table in hadolint's README; most are warnings.
// It is empty for ids that the table did not have, and for other ids.
func levelOf(id string) string {
	switch id {
	case "DL1001", "DL3057":
		return "ignore"
	case "DL1000", "DL3000", "DL3004", "DL3011", "DL3012", "DL3020", "DL3021", "DL3023", "DL3024", "DL3026", "DL3043", "DL3044",
		"DL3061", "DL4000", "DL4004":
		return "error"
	case "DL3001", "DL3009", "DL3010", "DL3015", "DL3019", "DL3047", "DL3049", "DL3050", "DL3059", "DL3060", "DL3066":
		return "info"
	case "DL3048":
		return "style"
	}
	if isCheck(id) && (id <= "DL3062" || id >= "DL4000") {
		return "warning"
	}
	return ""
}
