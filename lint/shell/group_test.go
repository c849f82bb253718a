package shell

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/plimsoll-lint/plimsoll/lint/source"
)

func TestMemberships(t *testing.T) {
	script := ParseText(source.Unplaced(`useradd -m -G docker,audio a
useradd --groups=video -u 5 b && usermod -aG disk b; sudo usermod -a -G tty,kvm c
gpasswd -a d wheel; gpasswd --add=e wheel
adduser f plugdev
addgroup g www
adduser -D -G h h; useradd -g i i; addgroup -S j; gpasswd -d k wheel; usermod -L l`), Bash)
	var got []string
	for _, c := range script.Commands {
		if m, ok := c.Membership(); ok {
			got = append(got, m.User.Value+" "+strings.Join(m.Groups, "+"))
		}
	}
	want := []string{"a docker+audio", "b video", "b disk", "c tty+kvm", "d wheel", "e wheel", "f plugdev", "g www"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}
