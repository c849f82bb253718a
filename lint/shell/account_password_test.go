package shell

import (
	"fmt"
	"strings"
	"testing"
)

func TestAccountPasswords(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"echo root:toor | chpasswd", "given root toor@10"},
		{"echo 'root:toor'|chpasswd", "given root toor@11"},
		{"echo \"$U:toor\" | chpasswd", "given $U toor@9"},
		{"echo root:$P | chpasswd", "unseen root chpasswd@15"},
		{"echo root:$K | chpasswd", "given root $K@10"},
		{"printf 'a:b\\nc:d\\n' | chpasswd", "given a b@10; given c d@15"},
		{"chpasswd <<E\nroot:toor\napp:$P\nE\n", "given root toor@18; unseen app chpasswd@0"},
		{"chpasswd <<< root:toor", "given root toor@18"},
		{"chpasswd <<E\nroot:$K\napp:$K\nE\n", "unseen root chpasswd@0; unseen app chpasswd@0"},
		{"chpasswd <<'E'\nroot:$K\nE\n", "given root $K@20"},
		{"echo $LONG:$LONG | chpasswd", "given $LONG $LONG@11"},
		{"echo $L:$K | chpasswd", "given $L $K@8"},
		{"usermod -p '$6$salt$hash' root", "unseen root '$6$salt$hash'@11"},
		{"echo 'root:$6$salt$hash' | chpasswd -e", "unseen root $6$salt$hash@11"},
		{"echo \"$(id -un):x\" | chpasswd", "unseen  chpasswd@21"},
		{"usermod -p x", "given  x@11"},
		{"passwd -d", "empty  -d@7"},
		{"echo 'root:*' | chpasswd -e", ""},
		{"echo root: | chpasswd", "empty root chpasswd@13"},
		{"echo root:$(openssl rand -hex 32) | chpasswd", ""},
		{"echo root:$(head -c 9 /dev/urandom | base64) | chpasswd", ""},
		{"echo root:$(dd if=/dev/urandom bs=9 count=1 | base64) | chpasswd", ""},
		{"echo root:$(cat /run/secrets/p) | chpasswd", "unseen root chpasswd@34"},
		{"chpasswd < f", "unseen  chpasswd@0"},
		{"sudo chpasswd -e < f", "unseen  chpasswd@5"},
		{"passwd -d root", "empty root -d@7"},
		{"passwd -l root", ""},
		{"passwd -dl root", ""},
		{"passwd --delete app", "empty app --delete@7"},
		{"echo toor | passwd --stdin root", "given root toor@5"},
		{"echo $P | passwd --stdin root", "unseen root passwd@10"},
		{"printf 'a\\na\\n' | passwd", "given  'a\\na\\n'@7"},
		{"passwd root", ""},
		{"usermod -p '*' root", ""},
		{"usermod -p '!x' root", ""},
		{"usermod -p '' root", "empty root -p ''@8"},
		{"usermod -p x root", "given root x@11"},
		{"useradd -m -p \"$(openssl passwd -1 x)\" app", "unseen app -p \"$(openssl passwd -1 x)\"@11"},
		{"useradd --password=x app", "given app x@19"},
		{"useradd -p $K app", "given app $K@11"},
		{"useradd app", ""},
		{"apt-get install passwd", ""},
	} {
		s := parse(c.text)
		s.Lookup = func(name string) (string, bool) { return "known", name == "K" || name == "L" || name == "LONG" }
		var got []string
		for _, cmd := range s.Commands {
			for _, p := range cmd.AccountPasswords() {
				got = append(got, fmt.Sprintf("%s %s %s", [...]string{"unseen", "given", "empty"}[p.Kind], p.User, at(p.At)))
			}
		}
		if g := strings.Join(got, "; "); g != c.want {
			t.Errorf("%s: %s, want %s", c.text, g, c.want)
		}
	}
}

func TestExtraction(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"tar xzf a.tgz", "a.tgz true"},
		{"tar -xzf a.tgz -C /opt", "a.tgz true"},
		{"tar -C /opt -x -f a.tgz", "a.tgz true"},
		{"tar --extract --file=a.tgz", "a.tgz true"},
		{"tar xfC a.tgz /opt", "a.tgz true"},
		{"tar xf a.tgz b", "a.tgz false"},
		{"tar -xf a.tgz --strip-components 1", "a.tgz false"},
		{"tar -xf a.tgz --strip-components=1", "a.tgz false"},
		{"tar xz", ""},
		{"tar -xzf -", ""},
		{"tar czf a.tgz b", ""},
		{"tar tf a.tgz", ""},
	} {
		got := ""
		for _, cmd := range parse(c.text).Commands {
			if x, ok := cmd.Extraction(); ok {
				got = fmt.Sprint(x.Archive.Value, " ", x.Whole)
			}
		}
		if got != c.want {
			t.Errorf("%s: %q, want %q", c.text, got, c.want)
		}
	}
}

func TestPointless(t *testing.T) {
	for text, want := range map[string]string{
		"free -m":                                "free",
		"ps aux":                                 "ps",
		"top":                                    "top",
		"x=$(ps aux)":                            "",
		"mysqld & ps aux":                        "",
		"ps aux > f":                             "",
		"vim f":                                  "vim",
		"vim +PlugInstall +qall":                 "",
		"vim -c 'q'":                             "",
		"kill 1":                                 "kill",
		"mysqld & pid=$!; sleep 1; kill $pid":    "",
		"service nginx start":                    "service",
		"apt-get install -y x && service x stop": "service",
		"service mysql start && mysql -e x":      "",
		"service mysql start && mysql && service mysql stop": "",
		"shutdown -h now": "shutdown",
		"echo kill":       "",
	} {
		var got []string
		for _, c := range parse(text).Commands {
			if c.Pointless() {
				got = append(got, c.Name)
			}
		}
		if g := strings.Join(got, " "); g != want {
			t.Errorf("%s: %q, want %q", text, g, want)
		}
	}
}

// FuzzQuestions holds that the questions about single commands panic on nothing, and that what they point at is in the text.
func FuzzQuestions(f *testing.F) {
	for _, text := range []string{
		"echo root:$P | chpasswd", "usermod -p", "passwd -d", "chpasswd <<E\na:$b\nE\n", "tar xfC a", "tar -", "service a",
		"set -o; set -o pipefail; a | b", "sudo -u a b", "vim -c", "kill", "useradd -p $(openssl rand)",
	} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		s := parse(text)
		for _, c := range s.Commands {
			for _, p := range c.AccountPasswords() {
				if p.At.Start < 0 || p.At.End > len(text) {
					t.Errorf("%q: %v", text, p.At)
				}
			}
			c.Extraction()
			c.Pointless()
			for i := range c.Wrappers {
				c.Wrappers[i].Prefix()
			}
		}
		s.LostStatus()
	})
}
