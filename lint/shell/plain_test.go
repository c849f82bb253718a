package shell

import (
	"strings"
	"testing"

	"github.com/plimsoll-lint/plimsoll/lint/source"
)

func TestPlain(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"curl http://x.org/a", "http://x.org/a"},
		{"curl x.org/a y.org https://z.org", "x.org/a y.org"},
		{"wget -q ftp://x.org/a", "ftp://x.org/a"},
		{"M=http://m.org; wget $M/a", "$M/a"},
		{"git -c a=b clone git://x.org/a b", "git://x.org/a"},
		{"git remote add o http://x.org/a", "http://x.org/a"},
		{"pip install -i http://x.org/simple a", "http://x.org/simple"},
		{"pip config set global.index-url http://x.org", "http://x.org"},
		{"yarn config set registry http://x.org", "http://x.org"},
		{"npm config set @own:registry=http://x.org", "http://x.org"},
		{"zypper ar http://x.org/x.repo", "http://x.org/x.repo"},
		{"conda install -c http://x.org a", "http://x.org"},
		{"R -e 'install.packages(\"a\", repos=c(\"http://x.org\"))'", "http://x.org"},
		{"dotnet nuget add source http://x.org/v3", "http://x.org/v3"},

		{"curl https://x.org http://localhost:80 http://127.0.0.1 http://$H/a $U", ""},
		{"curl file.txt.", ""},
		{"curl --proto =https x.org", ""},
		{"curl -sI http://x.org", ""},
		{"wget -O /dev/null http://x.org", ""},
		{"aria2c --checksum=sha-256=ab http://x.org/a", ""},
		{"git clone http://x.org/a; git -C a checkout 0123456789abcdef0123456789abcdef01234567", ""},
		{"git config --global http.proxy http://p.org", ""},
		{"pip config set global.proxy http://p.org", ""},
		{"zypper ar http://x.org/repo", ""},
		{"apt-get -o Acquire::http::Proxy=http://p.org update", ""},
		{"npm config set proxy http://p.org", ""},
	} {
		var got []string
		for _, cmd := range parse(c.text).Commands {
			for _, p := range cmd.Plain() {
				got = append(got, string(p.Span.Bytes()))
			}
		}
		if strings.Join(got, " ") != c.want {
			t.Errorf("%s: got %q, want %q", c.text, got, c.want)
		}
	}
}

func TestPlainIn(t *testing.T) {
	for _, c := range []struct{ file, text, want string }{
		{"/etc/pip.conf", "[global]\nextra-index-url = http://x.org/simple\n", "http://x.org/simple"},
		{"/root/.npmrc", "@a:registry=http://x.org/\n", "http://x.org/"},
		{"/root/.yarnrc", `registry "http://x.org"`, "http://x.org"},
		{"/root/.gemrc", ":sources:\n- http://x.org\n", "http://x.org"},
		{"/root/.npmrc", "proxy=http://p.org\n# registry=http://x.org\n", ""},
		{"/etc/pip.conf", "index-url = http://localhost:3141", ""},
		{"/notes", "registry=http://x.org", ""},
	} {
		got := ""
		for _, p := range PlainIn(c.file, source.New("f", []byte(c.text)).Text(0, len(c.text))) {
			got += string(p.Span.Bytes())
		}
		if got != c.want {
			t.Errorf("%s: %q: got %q, want %q", c.file, c.text, got, c.want)
		}
	}
}

func TestWeakKeys(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"gpg --recv-keys 7FCC7D46 0x0123abcd", "7FCC7D46 0x0123abcd"},
		{"apt-key adv --keyserver x.org --recv 7FCC7D46", "7FCC7D46"},
		{"K='7FCC7D46 0123456789ABCDEF'; gpg --recv-keys $K", "7FCC7D46"},
		{"rpm --import http://x.org/a http://x.org/b", "http http"},
		{"gpg --keyserver http://k.org --fetch-keys https://x.org/a", ""},
		{"gpg --recv-keys 575159689BEFB442", ""},
		{"gpg --delete-keys 7FCC7D46", ""},
		{"apt-key add 7FCC7D46", ""},
		{"rpm -i http://x.org/a.rpm", ""},
	} {
		var got []string
		for _, cmd := range parse(c.text).Commands {
			for _, k := range cmd.WeakKeys() {
				got = append(got, k.Name)
			}
		}
		if strings.Join(got, " ") != c.want {
			t.Errorf("%s: got %q, want %q", c.text, got, c.want)
		}
	}
}
