//go:build integration

package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"go.yaml.in/yaml/v4"
)

// TestPreCommit runs the hooks of this repository, as it is committed, by the pre-commit that is installed.
func TestPreCommit(t *testing.T) {
	if _, err := exec.LookPath("pre-commit"); err != nil {
		t.Skip("pre-commit is not installed")
	}
	source := cloned(t)
	for _, id := range []string{"plimsoll", "plimsoll-repo"} {
		t.Run(id, func(t *testing.T) {
			repo := newRepo(t, map[string]string{
				".pre-commit-config.yaml": "repos:\n  - repo: " + source + "\n    rev: tried\n    hooks: [{id: " + id + "}]\n",
				"app/Dockerfile":          "FROM debian:13.1\nRUN curl -fsSL http://example.com/x.sh | sh\n",
				"compose.yaml":            "services:\n  web:\n    build: app\n    privileged: true\n",
				"other/daemon.json":       "{\"my\": \"own\"}\n",
				"README.md":               "# nothing\n",
			})
			out, err := runIn(t, repo, "pre-commit", "run", "--all-files")
			if err == nil {
				t.Fatalf("bad files pass:\n%s", out)
			}
			for _, want := range []string{
				"compose.yaml:4:17: critical: web is privileged", "app/Dockerfile:2:", "[privileged-container]",
			} {
				if !strings.Contains(out, want) {
					t.Errorf("%q is not said:\n%s", want, out)
				}
			}
			write(t, repo, "app/Dockerfile", "FROM debian:13.1\nUSER 1000\nCMD [\"/app\"]\n")
			write(t, repo, "compose.yaml", "services:\n  web:\n    build: app\n")
			if out, err := runIn(t, repo, "pre-commit", "run", "--all-files"); err != nil {
				t.Fatalf("mended files do not pass:\n%s", out)
			}
		})
	}
	t.Run("unstaged neighbours", func(t *testing.T) {
		repo := newRepo(t, map[string]string{
			".pre-commit-config.yaml": "repos:\n  - repo: " + source +
				"\n    rev: tried\n    hooks: [{id: plimsoll, args: [--select=root-user, --fail-on=medium, --]}]\n",
			"app/Dockerfile": "FROM debian:13.1\nCMD [\"/app\"]\n",
			"compose.yaml":   "services:\n  web:\n    build: app\n    user: \"1000\"\n",
		})
		mustRun(t, repo, "git", "commit", "-qm", "first", "--no-verify")
		write(t, repo, "app/Dockerfile", "FROM debian:13.1\nCMD [\"/other\"]\n")
		mustRun(t, repo, "git", "add", "app/Dockerfile")
		if out, err := runIn(t, repo, "pre-commit", "run"); err != nil {
			t.Fatalf("the Compose file that is not staged gives the user, but is not read:\n%s", out)
		}
	})
}

func TestPreCommitHooksAgree(t *testing.T) {
	data, err := os.ReadFile(filepath.Join("..", "..", ".pre-commit-hooks.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	var hooks []struct {
		ID, Files, Exclude string
		Args               []string
	}
	if err := yaml.Unmarshal(data, &hooks); err != nil {
		t.Fatal(err)
	}
	for _, h := range hooks {
		if len(h.Args) == 0 || h.Args[len(h.Args)-1] != "--" {
			t.Errorf("%s: files are not told from flags", h.ID)
		}
	}
	if hooks[0].Files != hooks[1].Files || hooks[0].Exclude != hooks[1].Exclude {
		t.Error("the hooks with and without a build of their own take different files")
	}
}

// cloned returns the path of a clone of this repository with a tag, for rev.
func cloned(t *testing.T) string {
	t.Helper()
	root, err := filepath.Abs(filepath.Join("..", ".."))
	if err != nil {
		t.Fatal(err)
	}
	dir := filepath.Join(t.TempDir(), "plimsoll")
	mustRun(t, root, "git", "clone", "-q", root, dir)
	mustRun(t, dir, "git", "tag", "tried")
	return dir
}

func newRepo(t *testing.T, files map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	mustRun(t, dir, "git", "init", "-q")
	mustRun(t, dir, "git", "config", "user.email", "a@example.com")
	mustRun(t, dir, "git", "config", "user.name", "a")
	for name, content := range files {
		write(t, dir, name, content)
	}
	mustRun(t, dir, "git", "add", "-A")
	return dir
}

func write(t *testing.T, dir, name, content string) {
	t.Helper()
	full := filepath.Join(dir, name)
	if err := os.MkdirAll(filepath.Dir(full), 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(full, []byte(content), 0o666); err != nil {
		t.Fatal(err)
	}
}

func mustRun(t *testing.T, dir, name string, args ...string) {
	t.Helper()
	if out, err := runIn(t, dir, name, args...); err != nil {
		t.Fatalf("%s %s: %v\n%s", name, strings.Join(args, " "), err, out)
	}
}

// runIn runs a program with the modules that this machine has, so that a build of the hook fetches none anew.
func runIn(t *testing.T, dir, name string, args ...string) (string, error) {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), name, args...)
	cmd.Dir = dir
	modules, err := exec.CommandContext(t.Context(), "go", "env", "GOMODCACHE").Output()
	if err != nil {
		t.Fatal(err)
	}
	cmd.Env = append(os.Environ(), "GOMODCACHE="+strings.TrimSpace(string(modules)), "GIT_CONFIG_GLOBAL=/dev/null")
	out, err := cmd.CombinedOutput()
	return string(out), err
}
