package main

import (
	"flag"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/spf13/cobra/doc"
)

// pages is a folder that manual pages and completions are written to; the release does so. In a test the program is spared what
// writes them.
var pages = flag.String("pages", "", "write manual pages and completions to this folder")

func TestWritePages(t *testing.T) {
	dir := *pages
	if dir == "" {
		dir = t.TempDir()
	}
	for _, sub := range []string{"man", "completions"} {
		if err := os.MkdirAll(filepath.Join(dir, sub), 0o777); err != nil {
			t.Fatal(err)
		}
	}
	root := (&app{stdout: io.Discard, stderr: io.Discard}).rootCommand()
	day := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC) // the same program gives the same pages
	head := &doc.GenManHeader{Title: "PLIMSOLL", Section: "1", Source: "plimsoll", Manual: "plimsoll", Date: &day}
	root.DisableAutoGenTag = true
	if err := doc.GenManTree(root, head, filepath.Join(dir, "man")); err != nil {
		t.Fatal(err)
	}
	at := func(name string) string { return filepath.Join(dir, "completions", name) }
	for name, write := range map[string]func() error{
		"plimsoll.bash": func() error { return root.GenBashCompletionFileV2(at("plimsoll.bash"), true) },
		"plimsoll.zsh":  func() error { return root.GenZshCompletionFile(at("plimsoll.zsh")) },
		"plimsoll.fish": func() error { return root.GenFishCompletionFile(at("plimsoll.fish"), true) },
		"plimsoll.ps1":  func() error { return root.GenPowerShellCompletionFileWithDesc(at("plimsoll.ps1")) },
	} {
		if err := write(); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
	for _, c := range root.Commands() {
		if c.Hidden || c.Name() == "help" {
			continue
		}
		page, err := os.ReadFile(filepath.Join(dir, "man", "plimsoll-"+c.Name()+".1"))
		if err != nil || !strings.Contains(string(page), ".SH") {
			t.Errorf("%s has no manual page: %v", c.Name(), err)
		}
	}
}
