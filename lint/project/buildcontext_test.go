package project

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// linkedUnit links a Dockerfile of a folder on disk, after the Compose projects of the folder.
func linkedUnit(t *testing.T, files map[string]string, name string) *Unit {
	t.Helper()
	dir := t.TempDir()
	for file, content := range files {
		full := filepath.Join(dir, file)
		if err := os.MkdirAll(filepath.Dir(full), 0o755); err != nil {
			t.Fatal(err)
		}
		if target, ok := strings.CutPrefix(content, "-> "); ok {
			if err := os.Symlink(target, full); err != nil {
				t.Skip(err)
			}
			continue
		}
		if err := os.WriteFile(full, []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	found, err := Discover([]string{dir}, Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = found.Close() })
	l := NewLinker(found.Roots[0], func(string) map[string]string { return nil })
	for _, c := range found.Roots[0].Compositions {
		l.Compose(c)
	}
	return l.Dockerfile(name)
}

func TestContexts(t *testing.T) {
	const whole = "FROM a:1\nCOPY . /app\n"
	for _, c := range []struct {
		name  string
		files map[string]string
		want  string
	}{
		{"guess", map[string]string{"a/b/Dockerfile": whole}, "a/b, a, ."},
		{"outermost", map[string]string{"Dockerfile": whole}, ". sure"},
		{"own ignore file", map[string]string{"a/Dockerfile": whole, "a/.dockerignore": "x"}, "a (a/.dockerignore) sure"},
		{"named files", map[string]string{
			"a/Dockerfile": "FROM a:1\nCOPY src/x.c go.mod /app/\n", "src/x.c": "", "go.mod": "", "a/go.mod": "", ".dockerignore": "x",
		}, ". (.dockerignore) sure"},
		{"nearest", map[string]string{"a/Dockerfile": "FROM a:1\nCOPY go.mod /app/\n", "go.mod": "", "a/go.mod": ""}, "a sure"},
		{"of the Dockerfile", map[string]string{
			"a/Dockerfile": whole, "a/Dockerfile.dockerignore": "y", ".dockerignore": "x",
		}, "a (a/Dockerfile.dockerignore), . (a/Dockerfile.dockerignore)"},
		{"Compose", map[string]string{
			"a/Dockerfile": whole, "a/.dockerignore": "x", "b/.dockerignore": "x",
			"compose.yaml": "services: {x: {build: {context: b, dockerfile: ../a/Dockerfile}}, y: {build: a}}",
		}, "b (b/.dockerignore), a (a/.dockerignore) sure"},
		{"not named by ONBUILD", map[string]string{"a/Dockerfile": "FROM a:1\nONBUILD COPY x /\nCOPY --from=b x /\n", "x": ""}, "a, ."},
	} {
		t.Run(c.name, func(t *testing.T) {
			name := "Dockerfile"
			for file := range c.files {
				if filepath.Base(file) == "Dockerfile" {
					name = file
				}
			}
			contexts, sure := linkedUnit(t, c.files, name).Contexts()
			var got []string
			for _, x := range contexts {
				s := x.Dir
				if x.Ignore != nil {
					s += " (" + x.Ignore.Source.Path + ")"
				}
				got = append(got, s)
			}
			s := strings.Join(got, ", ")
			if sure {
				s += " sure"
			}
			if s != c.want {
				t.Errorf("got  %s\nwant %s", s, c.want)
			}
		})
	}
}

// TestTaken holds that links are not followed: a folder that leads to itself has no end.
func TestTaken(t *testing.T) {
	const env = "DB_PASSWORD=q8Zr1tVx9LmB\n"
	u := linkedUnit(t, map[string]string{
		"Dockerfile": "FROM a:1\nCOPY . /app\nCOPY a /app/\nCOPY .env /app/\n", "a/.env": env, "a/b/.env": env, "a/loop": "-> .",
		"link": "-> a", "b/.env": "-> ../a/.env", ".env": env, "node_modules/x/.env": env, "c/.env": "PORT=80\n",
	}, "Dockerfile")
	var got []string
	for _, tr := range u.Transfers() {
		for _, c := range u.Taken(&tr, 0) {
			got = append(got, tr.Paths[0].Value+" "+c.Path)
		}
	}
	want := []string{". .env", ". a/.env", ". a/b/.env", "a a/.env", "a a/b/.env"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestTakes(t *testing.T) {
	for _, c := range []struct{ copy, in, out string }{
		{"COPY . /x", "a a/b .env", ""},
		{"COPY / /x", "a", ""},
		{"COPY ../ /x", "a", ""},
		{"COPY a /x", "a a/b", "ab b/a"},
		{"COPY ./a/ /x", "a/b", "b"},
		{"COPY *.env /x/", ".env a.env", "a/.env envs"},
		{"COPY a*/b /x/", "ab/b ab/b/c", "ab/c b ab"},
		{"COPY * /x/", "a a/b", ""},
		{"COPY --parents **/.env /x/", "", ".env a/.env"},
		{"COPY --exclude=*.env . /x/", "a", "x.env a/x.env"},
		{"COPY --exclude=b a /x/", "a/c", "a/b"},
		{"COPY --from=b . /x", "", "a"},
		{"ADD https://example.com/a /a", "", "a"},
		{"COPY $UNSET$X a /", "", "a"},
		{"ONBUILD COPY . /x", "", "a"},
	} {
		u := linkedUnit(t, map[string]string{"Dockerfile": "FROM a:1\n" + c.copy + "\n"}, "Dockerfile")
		tr := u.Transfers()[0]
		for want, names := range map[bool]string{true: c.in, false: c.out} {
			for _, name := range strings.Fields(names) {
				if got := tr.Takes(0, name); got != want {
					t.Errorf("%s takes %s: %v", c.copy, name, got)
				}
			}
		}
	}
}

func TestDeletes(t *testing.T) {
	for _, c := range []struct {
		removed, file string
		want          bool
	}{
		{"/root/.npmrc", "~/.npmrc", true},
		{"~/.npmrc", "/home/app/.npmrc", true},
		{"$HOME/.ssh", "/root/.ssh/id_rsa", true},
		{"/root/.ssh/", "/root/.ssh/id_rsa", true},
		{"/root/.ssh/*", "/root/.ssh/id_rsa", true},
		{"/app", "/app/.env", true},
		{"/app/.env", "/app", false},
		{"/ap", "/app", false},
		{"/", "/app", false},
		{".", "/app", false},
		{"", "", false},
		{"[", "/app", false},
	} {
		if got := deletes(c.removed, c.file); got != c.want {
			t.Errorf("rm %q deletes %q: %v", c.removed, c.file, got)
		}
	}
}

func TestCredentialFiles(t *testing.T) {
	u := linkedUnit(t, map[string]string{"Dockerfile": `FROM a:1 AS base
COPY id_rsa id_rsa.pub /root/.ssh/
COPY .npmrc /app/
RUN rm -rf ~/.ssh
FROM b:1
COPY .netrc /root/
FROM base
COPY x.key x.crt /etc/
`}, "Dockerfile")
	var got []string
	for _, f := range u.CredentialFiles() {
		got = append(got, fmt.Sprintf("%s %s sure=%v removed=%v", f.Name, f.Path, f.Sure, f.Removed != nil))
	}
	want := []string{
		"id_rsa /root/.ssh/id_rsa sure=true removed=true",
		".npmrc /app/.npmrc sure=false removed=false",
		"x.key /etc/x.key sure=true removed=false",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}
