//go:build integration

package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
)

// TestNPM packs the npm packages of a release, with the program of this machine for all platforms, installs them with npm, and runs
// what npm puts on the path.
func TestNPM(t *testing.T) {
	if _, err := exec.LookPath("npm"); err != nil {
		t.Skip("npm is not installed")
	}
	dir := t.TempDir()
	for _, platform := range []string{"linux_amd64_v1", "linux_arm64_v8.0", "darwin_amd64_v1", "darwin_arm64_v8.0", "windows_amd64_v1", "windows_arm64_v8.0"} {
		name := "plimsoll"
		if strings.HasPrefix(platform, "windows") {
			name += ".exe"
		}
		write(t, dir, "dist/plimsoll_"+platform+"/"+name, "no program\n")
	}
	own, err := filepath.Glob(filepath.Join(dir, "dist", "plimsoll_"+runtime.GOOS+"_"+runtime.GOARCH+"*"))
	if err != nil || len(own) != 1 {
		t.Skipf("there is no package for this machine: %v", err)
	}
	if err := os.RemoveAll(own[0]); err != nil {
		t.Fatal(err)
	}
	mustRun(t, ".", "go", "build", "-o", own[0]+string(filepath.Separator), ".")
	script, err := filepath.Abs(filepath.Join("..", "..", "release", "npm", "build.sh"))
	if err != nil {
		t.Fatal(err)
	}
	mustRun(t, dir, script, "v1.2.3", "dist", "npm")
	packages := []string{"install", "--offline", "--no-audit", "--no-fund", "--force"} // packages of other platforms are among them
	for _, name := range []string{"plimsoll", "plimsoll-" + npmPlatform()} {
		out, err := runIn(t, filepath.Join(dir, "npm", name), "npm", "pack", "--silent")
		if err != nil {
			t.Fatalf("%v\n%s", err, out)
		}
		packages = append(packages, filepath.Join(dir, "npm", name, strings.TrimSpace(out)))
	}
	write(t, dir, "project/package.json", "{\"private\": true}\n")
	write(t, dir, "project/compose.yaml", "services:\n  web:\n    image: nginx:1.29\n    privileged: true\n")
	project := filepath.Join(dir, "project")
	mustRun(t, project, "npm", packages...)
	cmd := exec.CommandContext(t.Context(), filepath.Join("node_modules", ".bin", "plimsoll"), "lint", "--select", "privileged-container")
	cmd.Dir = project
	out, _ := cmd.CombinedOutput()
	if cmd.ProcessState.ExitCode() != 1 || !strings.Contains(string(out), "compose.yaml:4:17: critical: web is privileged") {
		t.Errorf("exit code %d\n%s", cmd.ProcessState.ExitCode(), out)
	}
	if info, err := os.Stat(filepath.Join(project, "node_modules", "@plimsoll-lint")); err != nil || !info.IsDir() {
		t.Errorf("the package of the platform is not there: %v", err)
	}
}

func npmPlatform() string {
	system := map[string]string{"windows": "win32"}[runtime.GOOS]
	if system == "" {
		system = runtime.GOOS
	}
	arch := map[string]string{"amd64": "x64"}[runtime.GOARCH]
	if arch == "" {
		arch = runtime.GOARCH
	}
	return system + "-" + arch
}
