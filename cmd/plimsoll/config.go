package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"github.com/spf13/cobra"

	"github.com/plimsoll-lint/plimsoll/lint/config"
	"github.com/plimsoll-lint/plimsoll/lint/engine"
	"github.com/plimsoll-lint/plimsoll/lint/project"
	"github.com/plimsoll-lint/plimsoll/lint/report/glyph"
	"github.com/plimsoll-lint/plimsoll/lint/source"
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
	cmd.AddCommand(show, a.importCommand())
	return cmd
}

func (a *app) importCommand() *cobra.Command {
	var write bool
	cmd := &cobra.Command{
		Use:   "import [FILE]",
		Short: "Make a .plimsoll.yaml of a settings file of hadolint, by default the one in the current folder",
		Args: func(cmd *cobra.Command, args []string) error {
			if len(args) > 1 {
				return usagef("%s takes one file, not %d arguments", cmd.CommandPath(), len(args))
			}
			return nil
		},
		RunE: func(_ *cobra.Command, args []string) error {
			return a.importConfig(args, write)
		},
	}
	cmd.Flags().BoolVar(&write, "write", false, "write .plimsoll.yaml beside the file, unless there is one, instead of printing it")
	return cmd
}

// importConfig prints or writes what a settings file of hadolint comes to.
func (a *app) importConfig(args []string, write bool) error {
	dir, names := ".", config.HadolintNames[:]
	if len(args) == 1 {
		dir, names = filepath.Dir(args[0]), []string{filepath.Base(args[0])}
	}
	disk, err := project.OpenDisk(dir)
	if err != nil {
		return usagef("cannot open the folder %q", dir)
	}
	defer disk.Close()
	var src *source.File
	for _, name := range names {
		if src, err = disk.Read(name); err == nil || source.ReasonOf(err) != source.Missing {
			break
		}
	}
	if err != nil {
		return usagef("%v; name the settings file of hadolint", err)
	}
	src = source.New(filepath.ToSlash(filepath.Join(dir, src.Path)), src.Content)
	content, err := config.Import(src, engine.ConfigRules(rules.All()))
	if err != nil {
		return usagef("%v", err)
	}
	if !write {
		_, err := fmt.Fprint(a.stdout, content)
		return err
	}
	for _, name := range config.Names {
		if _, err := os.Lstat(filepath.Join(dir, name)); err == nil {
			return usagef("%s is there already; it was not changed", filepath.Join(dir, name))
		}
	}
	name := filepath.Join(dir, config.Names[0])
	f, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if err != nil {
		return usagef("%v", err)
	}
	_, err = f.WriteString(content)
	if err := errors.Join(err, f.Close()); err != nil {
		return usagef("%v", err)
	}
	fmt.Fprintf(a.stderr, "plimsoll: wrote %s; %s is not read any more\n", name, src.Path)
	return nil
}

func (a *app) showConfig(file string) error {
	found, err := project.Discover([]string{file}, project.Options{})
	if err != nil {
		return usagef("%v", err)
	}
	defer found.Close()
	for _, root := range found.Roots {
		loader, err := config.NewLoader(root.Tree, engine.ConfigRules(a.rules()), a.input.flags)
		if err != nil {
			return usagef("%v", err)
		}
		for _, path := range append(root.Paths(), root.Foreign...) {
			settings, err := loader.Effective(path)
			if err != nil {
				return usagef("%v", err)
			}
			a.mentionNotes(settings.NotesOf(time.Now()))
			fmt.Fprintf(a.stdout, "# %s\n", glyph.Visible(path))
			for _, line := range settings.Lines() {
				fmt.Fprintf(a.stdout, "%s: %s  # %s\n", line.Key, glyph.Visible(line.Value), glyph.Visible(line.Origin.String()))
			}
		}
	}
	return nil
}

// mentionNotes says what a settings file of another tool brings about, and what a policy sets aside.
func (a *app) mentionNotes(notes []config.Problem) {
	seen := map[config.Problem]bool{}
	for _, n := range notes {
		if seen[n] {
			continue // a flag is the same for all settings files
		}
		seen[n] = true
		if n.Span.IsZero() {
			fmt.Fprintf(a.stderr, "plimsoll: %s\n", glyph.Visible(n.Message))
			continue
		}
		fmt.Fprintf(a.stderr, "plimsoll: %s: %s\n", glyph.Visible(n.Span.String()), glyph.Visible(n.Message))
	}
}
