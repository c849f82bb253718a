package project

import (
	"fmt"
	"testing"
)

// linkProject returns the Compose project and the Dockerfile of a folder.
func linkProject(t *testing.T, files map[string]string) (project, file *Unit) {
	t.Helper()
	dir := t.TempDir()
	write(t, dir, files)
	root := discover(t, dir)
	linker := NewLinker(root, func(string) map[string]string { return nil })
	return linker.Compose(root.Compositions[0]), linker.Dockerfile("Dockerfile")
}

func TestStacks(t *testing.T) {
	const yaml = `services:
  web: {build: {context: ., target: web}, environment: {PASSWORD: new}}
  again: {build: {context: ., target: web}}
  other: {build: {context: ., args: {PORT: "81"}}}
  pulled: {image: "nginx:1.29"}
  lost: {build: elsewhere}
`
	const dockerfile = `FROM scratch AS web
ENV PASSWORD=old
EXPOSE 80
VOLUME /srv/web
COPY server.js /srv/web/
FROM web
ARG PORT=8080
EXPOSE $PORT
VOLUME /data
`
	u, file := linkProject(t, map[string]string{"compose.yaml": yaml, "Dockerfile": dockerfile, "server.js": ""})
	want := map[string]string{
		"web":    "[80] true [/srv/web]",
		"again":  "[80] true [/srv/web]",
		"other":  "[80 81] true [/srv/web /data]",
		"pulled": "[80] true []",
		"lost":   "[] false []",
	}
	built := map[string]*Unit{}
	for _, s := range u.Stacks() {
		ports, complete := s.Exposed()
		paths := []string{}
		for _, v := range s.Volumes() {
			paths = append(paths, v.Path)
		}
		name := s.Container.Name
		if got := fmt.Sprint(ports, complete, paths); got != want[name] {
			t.Errorf("%s: %s, want %s", name, got, want[name])
		}
		built[name] = s.Built()
	}
	if built["web"] == nil || built["web"] != built["again"] || built["web"] == built["other"] || built["lost"] != nil || built["pulled"] != nil {
		t.Errorf("services that build the same share it, and no others: %v", built)
	}
	if s := u.Stacks()[0]; s.program("/srv") == nil || s.program("/srv/web") == nil || s.program("/data") != nil || s.program("/srv/web/x") != nil {
		t.Error("the program lies in /srv/web")
	}
	if at := file.Overridden("PASSWORD"); at.IsZero() || at.Position().Line != 2 || !file.Overridden("OTHER").IsZero() {
		t.Errorf("PASSWORD is set anew at %v", at)
	}
}

func TestHasNumber(t *testing.T) {
	for text, want := range map[string]bool{
		"8080": true, ":8080": true, "0.0.0.0:8080/x": true, "18080": false, "80801 8080": true, "": false, "808": false,
	} {
		if got := hasNumber(text, "8080"); got != want {
			t.Errorf("hasNumber(%q) = %t", text, got)
		}
	}
}

func TestSaysDevelopment(t *testing.T) {
	for command, want := range map[string]bool{
		"npm run dev": true, "npx nodemon server.js": true, "uvicorn app:app --reload": true, "python manage.py runserver": true,
		"node server.js": false, "gunicorn app:app": false, "./bin/web --listen :80": false, "": false,
	} {
		if got := watches(command); got != want {
			t.Errorf("watches(%q) = %t", command, got)
		}
	}
	for _, c := range []struct {
		name, value string
		want        bool
	}{
		{"NODE_ENV", "development", true}, {"NODE_ENV", "production", false}, {"DEBUG", "1", true}, {"DEBUG", "0", false},
		{"APP_ENV", "local", true}, {"WEBPACK_MODE", "dev", true}, {"NAME", "development", false},
	} {
		if got := forDevelopment(c.name, c.value); got != c.want {
			t.Errorf("forDevelopment(%s, %s) = %t", c.name, c.value, got)
		}
	}
}
