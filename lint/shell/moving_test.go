package shell

import (
	"strings"
	"testing"
)

func TestMoving(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"git clone https://x.org/a.git", "@https://x.org/a.git"},
		{"git clone --depth 1 -b main git@x.org:a b", "main@main"},
		{"git clone --branch=develop https://x.org/a", "develop@develop"},
		{"cargo install --git https://x.org/a", "@--git https://x.org/a"},
		{"cargo install --git https://x.org/a --branch main", "main@--branch main"},
		{"pip install git+https://x.org/a@main#egg=a", "main@git+https://x.org/a@main#egg=a"},
		{"npm i github:a/b#master", "master@github:a/b#master"},
		{"curl -O https://raw.githubusercontent.com/a/b/master/x.sh", "master@https://raw.githubusercontent.com/a/b/master/x.sh"},
		{"wget https://github.com/a/b/archive/refs/heads/main.zip", "main@https://github.com/a/b/archive/refs/heads/main.zip"},
		{"curl -L https://github.com/a/b/tarball/master", "master@https://github.com/a/b/tarball/master"},
		{"curl -LO https://github.com/a/b/releases/latest/download/c", "latest@https://github.com/a/b/releases/latest/download/c"},
		{"curl https://gitlab.com/a/b/-/raw/main/c", "main@https://gitlab.com/a/b/-/raw/main/c"},

		{"git clone -b v1.2.3 https://x.org/a", ""},
		{"git clone -b feature https://x.org/a", ""},
		{"git clone /srv/a b", ""},
		{"git clone $REPO", ""},
		{"git clone --revision=0123 https://x.org/a", ""},
		{"git pull", ""},
		{"cargo install --git https://x.org/a --rev 0123abc", ""},
		{"cargo install a", ""},
		{"pip install git+https://x.org/a@v1", ""},
		{"pip install git+https://x.org/a", ""},
		{"pip install a@main", ""},
		{"curl https://raw.githubusercontent.com/a/b/v1/master/x", ""},
		{"curl https://github.com/a/b/archive/v1.tar.gz", ""},
		{"curl https://github.com/master/main", ""},
	} {
		var got []string
		for _, cmd := range parse(c.text).Commands {
			for _, m := range cmd.Moving() {
				got = append(got, m.Ref+"@"+string(m.Span.Bytes()))
			}
		}
		if strings.Join(got, " ") != c.want {
			t.Errorf("%s: got %q, want %q", c.text, got, c.want)
		}
	}
}

func TestFixes(t *testing.T) {
	for text, want := range map[string]bool{
		"git checkout v1.2.3":                 true,
		"git -C a checkout -q $SHA":           true,
		"git reset --hard 0123abc":            true,
		"git fetch origin 0123abc":            true,
		"git checkout -b build v1":            true,
		"git checkout master":                 false,
		"git checkout origin/main":            false,
		"git reset --hard":                    false,
		"git checkout .":                      false,
		"git fetch origin":                    false,
		"git submodule update --init":         false,
		"git clone https://x.org/a.git":       false,
		"git remote add o https://x.org/v1.2": false,
	} {
		if got := parse(text).Commands[0].Fixes(); got != want {
			t.Errorf("%s: %t", text, got)
		}
	}
}
