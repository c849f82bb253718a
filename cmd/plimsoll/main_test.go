package main

import (
	"context"
	"os"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){
		"plimsoll": func() {
			a := &app{stdin: os.Stdin, stdout: os.Stdout, stderr: os.Stderr}
			os.Exit(a.run(context.Background(), os.Args[1:]))
		},
	})
}

// TestCommand drives the command as users do: each script in testdata/cli is one way to use it.
func TestCommand(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:                 "../../testdata/cli",
		UpdateScripts:       os.Getenv("UPDATE_SCRIPTS") != "",
		RequireExplicitExec: true,
		Setup: func(env *testscript.Env) error {
			// The repository of the test's own folder must not be the root of what the scripts lint.
			return os.Mkdir(env.WorkDir+"/.git", 0o755)
		},
	})
}
