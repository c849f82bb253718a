package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/plimsoll-lint/plimsoll/lint/harden"
	"github.com/plimsoll-lint/plimsoll/lint/project"
	"github.com/plimsoll-lint/plimsoll/lint/report/atomic"
	"github.com/plimsoll-lint/plimsoll/lint/report/glyph"
	"github.com/plimsoll-lint/plimsoll/lint/source"
)

func (a *app) hardenCommand() *cobra.Command {
	var write, force bool
	cmd := &cobra.Command{
		Use:   "harden [PATH]",
		Short: "Print an override file that hardens the services of a Compose project; --write saves it",
		Long: `Prints ` + harden.FileName + `, an override file that drops capabilities, privileges and writable paths which the services
of one Compose project are not known to need. Each line says why and from what evidence. What might break a service is
commented out. PATH is a Compose file, or a folder with one project; the current folder by default.`,
		Example: `  plimsoll harden
  plimsoll harden deploy/compose.yaml --write`,
		RunE: func(_ *cobra.Command, args []string) error {
			if len(args) > 1 {
				return usagef("harden takes one path: it writes for one project at a time")
			}
			if force && !write {
				return usagef("--force goes with --write")
			}
			return a.harden(args, write, force)
		},
	}
	a.projectFlags(cmd)
	a.daemonFlag(cmd)
	cmd.Flags().BoolVar(&write, "write", false, "write "+harden.FileName+" beside the first file of the project")
	cmd.Flags().BoolVar(&force, "force", false, "with --write: replace the file if it is there")
	return cmd
}

func (a *app) harden(args []string, write, force bool) error {
	if slices.Contains(args, "-") {
		return usagef("harden reads a project and cannot read standard input; name the file")
	}
	if len(args) == 1 && path.Base(strings.ReplaceAll(args[0], `\`, "/")) == harden.FileName {
		return usagef("%s is what harden writes; name the project's own file", harden.FileName)
	}
	found, err := a.discover(args)
	if err != nil {
		return err
	}
	defer found.Close()
	root, files, err := oneProject(found, args)
	if err != nil {
		return err
	}
	buildArgs, err := a.buildArgs()
	if err != nil {
		return err
	}
	settings, err := a.daemon()
	if err != nil {
		return err
	}
	linker := project.NewLinker(root, func(string) map[string]string { return buildArgs })
	linker.UnderDaemon(settings)
	unit := linker.Compose(project.Composition{Dir: path.Dir(files[0]), Files: files})
	for _, p := range unit.Problems {
		if p.Kind == source.Malformed || p.Kind == source.Refused {
			return usagef("%s: %s; Compose does not load the project, so nothing can be put on top of it", p.Span, p.Message)
		}
	}
	if len(unit.Compose.Services) == 0 {
		return &exitError{code: exitNothing, message: "the project has no services to harden"}
	}
	text := harden.Override(unit, files)
	if !write {
		_, err := fmt.Fprint(a.stdout, text)
		return err
	}
	name := path.Join(path.Dir(files[0]), harden.FileName)
	if err := save(root.Dir, name, text, force); err != nil {
		return usagef("cannot write %s: %v", shownPath(found, name), err)
	}
	fmt.Fprintf(a.stderr, "wrote %s\n", shownPath(found, name))
	return nil
}

// oneProject returns the files of the one Compose project that was found. What harden wrote before is no part of it.
func oneProject(found *project.Discovery, args []string) (root *project.Root, files []string, err error) {
	var names []string
	for _, r := range found.Roots {
		seen := map[string]bool{}
		for _, c := range r.Compositions {
			set := slices.DeleteFunc(slices.Clone(c.Files), func(f string) bool { return path.Base(f) == harden.FileName })
			key := strings.Join(set, "\x00")
			if len(set) == 0 || seen[key] {
				continue
			}
			seen[key] = true
			root, files = r, set
			shown := make([]string, len(set))
			for i, f := range set {
				shown[i] = shownPath(found, f)
			}
			names = append(names, strings.Join(shown, " with "))
		}
	}
	switch len(names) {
	case 0:
		return nil, nil, &exitError{code: exitNothing, message: "there is no Compose project to harden in " + named(args)}
	case 1:
		return root, files, nil
	}
	const most = 10
	more := ""
	if len(names) > most {
		more = fmt.Sprintf("\n  and %d more", len(names)-most)
		names = names[:most]
	}
	for i := range names {
		names[i] = glyph.Visible(names[i])
	}
	return nil, nil, usagef("there are several Compose projects in %s; name the last file of one:\n  %s%s", named(args),
		strings.Join(names, "\n  "), more)
}

// save writes a new file below a folder, whole or not at all. Links are neither followed nor replaced.
func save(dir, name, text string, force bool) error {
	root, err := os.OpenRoot(dir)
	if err != nil {
		return atomic.Reason(err)
	}
	defer root.Close()
	switch info, err := root.Lstat(name); {
	case errors.Is(err, fs.ErrNotExist):
	case err != nil:
		return atomic.Reason(err)
	case info.Mode()&fs.ModeSymlink != 0:
		return errors.New("it is a link")
	case !info.Mode().IsRegular():
		return errors.New("it is no plain file")
	case !force:
		return errors.New("it is there already; --force replaces it")
	}
	f, err := atomic.Create(root, name, 0o666)
	if err != nil {
		return atomic.Reason(err)
	}
	defer f.Discard()
	if _, err := f.Write([]byte(text)); err != nil {
		return atomic.Reason(err)
	}
	return atomic.Reason(f.Commit())
}
