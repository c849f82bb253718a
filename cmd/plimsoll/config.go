package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"github.com/plimsoll-lint/plimsoll/lint/config"
	"github.com/plimsoll-lint/plimsoll/lint/engine"
	"github.com/plimsoll-lint/plimsoll/lint/project"
	"github.com/plimsoll-lint/plimsoll/lint/report/glyph"
	"github.com/plimsoll-lint/plimsoll/rules"
)

func (a *app) configCommand() *cobra.Command {
	cmd := &cobra.Command{Use: "config", Short: "Inspect the settings"}
	show := &cobra.Command{
		Use:   "show FILE",
		Short: "Print the settings that hold for a file, and where each of them comes from",
		Args:  exactly(1, "one file"),
		RunE: func(_ *cobra.Command, args []string) error {
			return a.showConfig(args[0])
		},
	}
	a.settingsFlag(show)
	a.ruleFlags(show)
	cmd.AddCommand(show)
	return cmd
}

func (a *app) showConfig(file string) error {
	found, err := project.Discover([]string{file}, project.Options{})
	if err != nil {
		return usagef("%v", err)
	}
	defer found.Close()
	for _, root := range found.Roots {
		loader, err := config.NewLoader(root.Tree, engine.ConfigRules(rules.All()), a.input.flags)
		if err != nil {
			return usagef("%v", err)
		}
		for _, path := range append(root.Paths(), root.Foreign...) {
			settings, err := loader.Effective(path)
			if err != nil {
				return usagef("%v", err)
			}
			fmt.Fprintf(a.stdout, "# %s\n", glyph.Visible(path))
			for _, line := range settings.Lines() {
				fmt.Fprintf(a.stdout, "%s: %s  # %s\n", line.Key, glyph.Visible(line.Value), glyph.Visible(line.Origin.String()))
			}
		}
	}
	return nil
}
