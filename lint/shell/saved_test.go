package shell

import (
	"slices"
	"testing"

	"github.com/plimsoll-lint/plimsoll/lint/source"
)

func TestSaved(t *testing.T) {
	for _, c := range []struct {
		script string
		files  []string // of the downloads that are left behind, one after the other
		check  bool
	}{
		{"curl -o a.sh https://x/a.sh", []string{"a.sh"}, false},
		{"curl -o a.sh https://x/a.sh && mv a.sh /opt/b.sh", []string{"a.sh", "/opt/b.sh", "/opt/b.sh/a.sh"}, false},
		{"curl -o a.sh https://x/a.sh && sh a.sh", nil, false},
		{"curl https://x/a.sh | sh", nil, false},
		{"curl -o a.sh https://x/a.sh && echo 'aa  a.sh' | sha256sum -c -", []string{"a.sh"}, true},
	} {
		_, left := ParseText(source.Unplaced(c.script), POSIX).Remote()
		var files []string
		check := false
		for _, saved := range left {
			files = append(files, saved.Files...)
			check = check || saved.Check != nil
		}
		if !slices.Equal(files, c.files) || check != c.check {
			t.Errorf("%s: left %q, verified %t; want %q, %t", c.script, files, check, c.files, c.check)
		}
	}
}

func TestUsesSaved(t *testing.T) {
	for _, c := range []struct {
		script     string
		run, check bool
	}{
		{"sh /opt/a.sh", true, false},
		{"cd /opt && ./a.sh", true, false},
		{"sh /tmp/a.sh", false, false},
		{"cat /opt/a.sh | sh", true, false},
		{"sha256sum -c /opt/a.sh.sum", false, true},
		{"gpg --verify /opt/a.sh.asc /opt/a.sh && sh /opt/a.sh", true, true},
		{"sh /opt/a.sh; gpg --verify /opt/a.sh.asc /opt/a.sh", true, true},
	} {
		uses, check := ParseText(source.Unplaced(c.script), POSIX).UsesSaved([]string{"/opt/a.sh"})
		if (len(uses) > 0) != c.run || (check != nil) != c.check {
			t.Errorf("%s: used %v, verified by %v", c.script, uses, check)
		}
	}
}
