package main

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"github.com/plimsoll-lint/plimsoll/docs"
	"github.com/plimsoll-lint/plimsoll/lint/spell"
	"github.com/plimsoll-lint/plimsoll/rules"
)

func (a *app) explainCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "explain RULE",
		Short: "Print the page of a rule, by its id or by the id of the same check in another tool",
		Args:  exactly(1, "a rule, such as root-user or DL3002"),
		RunE: func(_ *cobra.Command, args []string) error {
			found := rules.Named(args[0])
			if len(found) == 0 {
				return usagef("unknown rule %q%s; plimsoll rules lists them", args[0], suggestion(args[0]))
			}
			for i, r := range found {
				page, ok := docs.Rule(r.ID)
				if !ok {
					return fmt.Errorf("the page of %s is missing from this build", r.ID)
				}
				if i > 0 {
					fmt.Fprint(a.stdout, "\n---\n\n")
				}
				fmt.Fprint(a.stdout, page)
			}
			return nil
		},
	}
}

func suggestion(id string) string {
	var ids []string
	for _, r := range rules.All() {
		ids = append(ids, r.ID)
	}
	if near := spell.Nearest(id, ids); near != "" {
		return fmt.Sprintf(" (did you mean %s?)", near)
	}
	return ""
}

func (a *app) rulesCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "rules",
		Short: "List the rules",
		Args:  exactly(0, "nothing"),
		RunE: func(*cobra.Command, []string) error {
			for _, r := range rules.All() {
				fmt.Fprintf(a.stdout, "%-30s %-9s %-28s %s\n", r.ID, r.Severity,
					strings.Join(append(r.Presets.Names(), "all"), ","), r.Title)
			}
			return nil
		},
	}
}
