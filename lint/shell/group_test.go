package shell

import (
	"fmt"
	"testing"
)

func TestMemberships(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"usermod -aG docker,sudo app", "app:docker@12 app:sudo@19 "},
		{"usermod -a -G docker app", "app:docker@14 "},
		{"sudo useradd -m --groups=wheel -s /bin/sh a", "a:wheel@25 "},
		{"g=docker; usermod -aG $g a", "a:docker@22 "},
		{"gpasswd -a app docker", "app:docker@15 "},
		{"adduser app docker", "app:docker@12 "},
		{"addgroup app docker", "app:docker@13 "},
		{"adduser -S -G docker app", "app:docker@14 "},
		{"groupmems -g docker -a app", "app:docker@13 "},

		{"usermod -aG $G app", ""},
		{"groupadd docker", ""},
		{"addgroup -S docker", ""},
		{"useradd app", ""},
		{"usermod -s /bin/sh app", ""},
	} {
		got := ""
		for _, m := range parse(c.text).Commands[len(parse(c.text).Commands)-1].Memberships() {
			got += fmt.Sprintf("%s:%s@%d ", m.User, m.Group, m.Span.Start)
		}
		if got != c.want {
			t.Errorf("%s: %q, want %q", c.text, got, c.want)
		}
	}
}

func TestRootID(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"useradd -o -u 0 toor", "toor@14"},
		{"usermod --uid=00 app", "app@14"},
		{"adduser -D -u 0 x", "x@14"},
		{"usermod -u 0 root", ""},
		{"useradd -u 10 x", ""},
		{"useradd -u $U x", ""},
	} {
		got := ""
		if id, ok := parse(c.text).Commands[0].RootID(); ok {
			got = fmt.Sprintf("%s@%d", id.User, id.Span.Start)
		}
		if got != c.want {
			t.Errorf("%s: %q, want %q", c.text, got, c.want)
		}
	}
}

func TestFileCapabilities(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"setcap cap_net_raw,CAP_NET_ADMIN+ep /bin/x", "[NET_RAW NET_ADMIN]/bin/x@7 "},
		{"setcap 'cap_net_bind_service=+ep' /a cap_sys_admin+eip /b", "[NET_BIND_SERVICE]/a@7 [SYS_ADMIN]/b@37 "},
		{"setcap =ep /a", "[ALL]/a@7 "},
		{"setcap -q all=ep /a", "[ALL]/a@10 "},
		{"setcap -r /a", ""},
		{"setcap cap_net_raw= /a", ""},
		{"setcap cap_net_raw-ep /a", ""},
		{"setcap $C /a", ""},
		{"getcap /a", ""},
	} {
		got := ""
		for _, f := range parse(c.text).Commands[0].FileCapabilities() {
			got += fmt.Sprintf("%v%s@%d ", f.Names, f.File, f.Span.Start)
		}
		if got != c.want {
			t.Errorf("%s: %q, want %q", c.text, got, c.want)
		}
	}
}

func TestUmask(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"umask 000", "000"}, {"umask 0", "0"}, {"umask 022", "022"}, {"umask -S", ""}, {"umask u=rwx", ""}, {"umask", ""},
	} {
		_, got, _ := parse(c.text).Commands[0].Umask()
		if got != c.want {
			t.Errorf("%s: %q, want %q", c.text, got, c.want)
		}
	}
}
