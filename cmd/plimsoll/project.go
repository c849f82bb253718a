package main

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"github.com/plimsoll-lint/plimsoll/lint/project"
	"github.com/plimsoll-lint/plimsoll/lint/source"
)

// projectFlags are the flags that say how a project is started, where the files alone do not.
func (a *app) projectFlags(cmd *cobra.Command) {
	f := cmd.Flags()
	f.StringArrayVar(&a.input.buildArgs, "build-arg", nil, "NAME=VALUE of a build argument, as for docker build")
	f.StringArrayVar(&a.input.composeFiles, "compose-file", nil,
		"a Compose file in place of PATH; several are one project, each over those before it, as for docker compose -f")
	f.StringArrayVar(&a.input.envFiles, "env-file", nil, "a file to read in place of .env, as for docker compose --env-file")
	f.BoolVar(&a.input.envFromShell, "env-from-shell", false,
		"put the variables of this environment in place, COMPOSE_FILE included; the findings then depend on the machine")
}

// projectOptions returns what is to be discovered, and how. With --compose-file, or COMPOSE_FILE in the environment where that counts,
// it is that one project.
func (a *app) projectOptions(args []string) ([]string, project.Options, error) {
	opts := project.Options{Set: a.input.composeFiles}
	if a.input.envFromShell {
		opts.Env = map[string]string{}
		for _, entry := range os.Environ() {
			if name, value, ok := strings.Cut(entry, "="); ok && name != "" {
				opts.Env[name] = value
			}
		}
		if set := opts.Env["COMPOSE_FILE"]; set != "" && len(args) == 0 && len(opts.Set) == 0 {
			separator := opts.Env["COMPOSE_PATH_SEPARATOR"]
			if separator == "" {
				separator = string(filepath.ListSeparator)
			}
			opts.Set = strings.Split(set, separator)
		}
	}
	for _, name := range a.input.envFiles {
		f, err := readEnvFile(name)
		if err != nil {
			return nil, opts, err
		}
		opts.EnvFiles = append(opts.EnvFiles, f)
	}
	if len(opts.Set) > 0 {
		if len(args) > 0 {
			return nil, opts, usagef("--compose-file names the project and %s a path; give one of them", named(args))
		}
		args = opts.Set
	}
	return args, opts, nil
}

// readEnvFile reads a file of variables that the user named, wherever it lies.
func readEnvFile(name string) (*source.File, error) {
	f, err := readNamed(name, project.MaxFileSize)
	if err != nil {
		return nil, usagef("cannot read --env-file: %v", err)
	}
	return f, nil
}

// readNamed reads a file that the user named beside the documents, wherever it lies, up to a size in bytes.
func readNamed(name string, most int) (*source.File, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	content, err := io.ReadAll(io.LimitReader(f, int64(most)+1))
	if err == nil && len(content) > most {
		err = fmt.Errorf("%s holds more than %d bytes", name, most)
	}
	return source.New(filepath.ToSlash(name), content), err
}
