package project

import "testing"

func TestFolders(t *testing.T) {
	for _, c := range []struct {
		name                              string
		descriptor, system, whole, secret bool
	}{
		{name: "/", whole: true},
		{name: "/proc", system: true, whole: true},
		{name: "/proc/self/fd", descriptor: true, system: true, whole: true},
		{name: "/proc/1/task/2/cwd/x", descriptor: true, system: true, whole: true},
		{name: "/proc/1/task/2", system: true, whole: true},
		{name: "/proc/sys/net", system: true, whole: true},
		{name: "/dev/pts", system: true, whole: true},
		{name: "/dev/shm/x"},
		{name: "/devel"},
		{name: "/usr/local/bin/app", whole: true},
		{name: "/usr/share/app"},
		{name: "/etc", whole: true},
		{name: "/etc/app"},
		{name: "/root", whole: true, secret: true},
		{name: "/root/.ssh", whole: true, secret: true},
		{name: "root/.aws/credentials", secret: true},
		{name: "/root/.*", secret: true},
		{name: "/root/.m2/settings.xml", secret: true},
		{name: "/root/.m2/repository"},
		{name: "/root/.kube/cache"},
		{name: "/root/.ssh/id_rsa.pub", whole: true},
		{name: "/root/.config/gcloud/x", secret: true},
		{name: "/root/.config/app"},
		{name: "/root/.cargo/credentials.toml", secret: true},
		{name: "/root/.gradle/gradle.properties", secret: true},
		{name: "/root/.composer/auth.json", secret: true},
		{name: "/root/.nuget/NuGet/NuGet.Config", secret: true},
		{name: "/home", secret: true},
		{name: "/home/*", secret: true},
		{name: "/home/app"},
		{name: "/home/app/.netrc", secret: true},
		{name: "/srv/.netrc"},
	} {
		if got := descriptor(c.name); got != c.descriptor {
			t.Errorf("descriptor(%q) = %v", c.name, got)
		}
		if got := OfSystem(c.name); got != c.system {
			t.Errorf("OfSystem(%q) = %v", c.name, got)
		}
		if got := WholeSystem(c.name); got != c.whole {
			t.Errorf("WholeSystem(%q) = %v", c.name, got)
		}
		if got := holdsCredentials(c.name) || wholeHome(c.name); got != c.secret {
			t.Errorf("of home: %q = %v", c.name, got)
		}
	}
}

func TestProgramsByName(t *testing.T) {
	for name, want := range map[string]bool{
		".": true, "/": true, "src/": true, "a.py": true, "target/app.jar": true, "/out/bin": true, "dist/*": true,
		"package.json": false, "app.conf": false, "data": false, "": true,
	} {
		if got := isProgram(name); got != want {
			t.Errorf("isProgram(%q) = %v", name, got)
		}
	}
	for name, want := range map[string]bool{
		"/srv/data": true, "/var/lib/app": true, "/var/www/html": false, "/var/www/html/uploads": true, "/app/Cache/x": true,
		"/srv/app": false, "/database": false,
	} {
		if got := isState(name); got != want {
			t.Errorf("isState(%q) = %v", name, got)
		}
	}
}
