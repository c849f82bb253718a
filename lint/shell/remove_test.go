package shell

import (
	"strings"
	"testing"
)

func TestRemoves(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"sudo rm -rf /a /b/*", "/a /b"},
		{"rm -rf ~/.cache $HOME/.x /root/.y /home/me/.z", "~/.cache ~/.x ~/.y ~/.z"},
		{"find -L /a /b -type f -delete", "/a /b"},
		{"find /a -exec rm {} +", "/a"},
		{"find /a -print0 | xargs -0 rm", "/a"},
		{"find /a -name x", ""},
		{"D=/d; rm -r $D/x $E", "/d/x ?"},
		{"rm -rf /v/{a,b}/c{1,2}", "/v/a/c1 /v/a/c2 /v/b/c1 /v/b/c2"},
		{"rm -rf /{}x /{a", "/x /{a"},
		{"echo rm /a", ""},
	} {
		var got []string
		for _, cmd := range parse(c.text).Commands {
			for _, w := range cmd.Removes() {
				if w.Value == "{}" { // find's
					continue
				}
				paths, known := cmd.Paths(w)
				if got = append(got, paths...); !known {
					got = append(got, "?")
				}
			}
		}
		if got := strings.Join(got, " "); got != c.want {
			t.Errorf("%s: %s, want %s", c.text, got, c.want)
		}
	}
	if n := len(braces(strings.Repeat("{a,b,c,d}", 100))); n > 4*maxBraces {
		t.Errorf("%d words", n)
	}
}

func TestCoversPath(t *testing.T) {
	for _, c := range []struct {
		path, file string
		want       bool
	}{
		{"/var/lib/apt/lists/*", "/var/lib/apt/lists", true},
		{"/var/lib/apt/", "/var/lib/apt/lists", true},
		{"/var/lib/apt/lists/partial", "/var/lib/apt/lists", false},
		{"/var/lib/ap", "/var/lib/apt", false},
		{"/root/.cache", "~/.cache/pip", true},
		{"/", "/a", true},
	} {
		if got := CoversPath(CleanPath(c.path), c.file); got != c.want {
			t.Errorf("%s, %s: %v", c.path, c.file, got)
		}
	}
}

func TestAnswered(t *testing.T) {
	for text, want := range map[string]bool{
		"apt-get install -y a": true, "apt-get -qq install a": true, "apt-get -q=2 install a": true, "apt-get -q install a": false,
		"apt-get install -o APT::Get::Assume-Yes=true a": true, "apt-get install -oapt::get::assume-yes=0 a": false,
		"yes | apt-get install a": true, "yes | xargs apt-get install": false, "apt-get install a <<< y": true,
		"apt-get install $A a": true, "apt-get install $(a)": false, "aptitude -qq install a": false,
		"yum install --setopt=assumeyes=1 a": true, "dnf install a": false, "zypper -n in a": true, "zypper in -n a": false,
		"zypper in -y a": true, "apk add a": true,
	} {
		budget := 1 << 10
		commands := parse(text).Commands
		p, ok := commands[len(commands)-1].PackageCommand(&budget)
		if !ok {
			if p, ok = commands[0].PackageCommand(&budget); !ok {
				t.Fatal(text)
			}
		}
		if got := p.Answered(); got != want {
			t.Errorf("%s: %v", text, got)
		}
	}
}
