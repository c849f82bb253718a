package shell

import (
	"strings"
	"testing"
)

// packageCommands shows what the package managers of a script do.
func packageCommands(s *Script) string {
	var out []string
	budget := 1 << 10
	for _, c := range s.Commands {
		p, ok := c.PackageCommand(&budget)
		if !ok {
			continue
		}
		line := p.Manager + " " + [...]string{"other", "install", "refresh", "upgrade", "release", "remove", "clean"}[p.Action]
		line += " " + p.Verb.Value
		if p.Open {
			line += " open"
		}
		for _, w := range p.Operands {
			line += " " + w.Value
		}
		out = append(out, line)
	}
	return strings.Join(out, "; ")
}

func TestPackageCommands(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"sudo /usr/bin/apt-get -qq install -y a && apt update", "apt install install a; apt refresh update"},
		{"sh -c 'apk --no-cache add -t .x a'; apk cache clean", "apk install add a; apk clean clean"},
		{"yum -y update; dnf makecache; dnf group install 'A B'; yum clean all; dnf distro-sync",
			"dnf upgrade update; dnf refresh makecache; dnf install install A B; dnf clean clean all; dnf release distro-sync"},
		{"zypper -n in a; zypper ref; zypper dup; zypper cc -a",
			"zypper install in a; zypper refresh ref; zypper release dup; zypper clean cc"},
		{"npm i a; npm ci; npm run install; yarn; yarn global add a; yarn cache clean; pnpm ci",
			"npm install i a; npm install ci; npm other run install; yarn install ; yarn install add a; yarn clean clean; pnpm other ci"},
		{"python3 -m pip install a; uv pip install b; pip cache purge; pipx install --suffix x c",
			"pip install install a; pip install install b; pip clean purge; pipx install install c"},
		{"bundle; bundle config set without x; composer global require a", "bundle install ; bundle other config set without x; composer install require a"},
		{"A='-y a  b'; apt-get install $A c", "apt install install a b c"},
		{"apt-get install $A c", "apt install install open $A c"},
		{"apt-get install x-$A $(cat l)", "apt install install x-$A $(cat l)"},
		{"apt-get $A install c; echo apt-get install d", "apt install install open c"},
		{"apt-get", "apt other "},
		{"php -d memory_limit=-1 /usr/bin/composer.phar -n install; php composer-setup.php install; php", "composer install install"},
	} {
		if got := packageCommands(parse(c.text)); got != c.want {
			t.Errorf("%s:\n%q, want\n%q", c.text, got, c.want)
		}
	}
}

func TestPackageBudget(t *testing.T) {
	s := parse("A=" + strings.Repeat("a", 600) + "; apt-get install $A $A b; apt-get install $A c")
	if got := packageCommands(s); !strings.HasSuffix(got, "apt install install open $A c") {
		t.Error(got)
	}
}

func TestPackages(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"apt-get install -y a=1 b c/stable ./d.deb e- g++ libx:i386=2* $A i=$A",
			"a=1 b! c=stable - - g++! libx:i386=2* ? ?"},
		{"apt-get install -t testing a", "a!"},
		{"apt-get build-dep a", ""},
		{"apk add -t .deps a=1 b~2 'c>3' 'd<4' e@edge f.apk '!g' 'h>=1,<2'", "a==1 b=~2 c=>3! d=<4 e! - - h=>=1,<2"},
		{"yum install a b-1.2 c-1.2-3.el9.x86_64 docker-ce-3:20.10 java-1.8.0-openjdk gcc-toolset-12-gcc @g d-1.* x.rpm",
			"a! b=1.2 c=1.2-3.el9.x86_64 docker-ce=3:20.10 java-1.8.0-openjdk! gcc-toolset-12-gcc! - d=1.* -"},
		{"dnf module install a:1 b; dnf groupinstall c; dnf group install c", "a=1 b!"},
		{"zypper in a=1 'b>=2' 'c<3' pattern:x -- -d; zypper in -t pattern y; zypper in e", "a==1 b=>=2! c=<3 - - e!"},
		{"pip install a==1 b 'c>=2' 'd>=2,<3' 'e~=1' 'f[x]!=1' . ./g h.whl 'i @ https://x/i' 'j;python_version<\"3\"'",
			"a===1 b! c=>=2! d=>=2,<3 e=~=1 f=!=1! - - - - j!"},
		{"pip install git+https://u@x/y/z.git git+ssh://git@x/y/z@v1#egg=z https://x/y.tgz", "z! z=v1 -"},
		{"pip install -r f a; pip install -c f a; pip install --require-hashes a; pip install -e . a", "a!"},
		{"npm i a@1.2.3 b @s/c @s/d@^1 e@latest f@'>=1' g@'>=1 <2' h@1.x i@next j@'1||2' k@*",
			"a=1.2.3 b! @s/c! @s/d=^1 e=latest! f=>=1! g=>=1 <2 h=1.x i=next! j=1||2 k=*!"},
		{"npm i ./a b.tgz u/r u/r#v1 git+https://x/y.git git@x:y.git#1 https://x/y --unsafe-perm true",
			"- - u/r! u/r=v1 git+https://x/y.git! git@x:y.git=1 - -"},
		{"yarn global add a; pnpm add -g b@1; npm ci; npm install", "a! b=1"},
		{"gem install a b:1 'c:>=1' ./d.gem -- --with-x; gem install e -v 1; gem install f -v '>= 0'; gem install -v $V g",
			"a! b=1 c=>=1! - e=1 f=>= 0! ?"},
		{"go install x.y/z@latest x.y/z@v1 x.y/z ./... cmd/x; go get x.y/z; go run x.y/z@main a.b/c", "x.y/z=latest! x.y/z=v1 - - - x.y/z! x.y/z=main! -"},
		{"apk update; pip download a; apt-get remove a", ""},
	} {
		var got []string
		budget := 1 << 10
		for _, cmd := range parse(c.text).Commands {
			p, _ := cmd.PackageCommand(&budget)
			for _, pkg := range p.Packages() {
				line := pkg.Name
				if pkg.Version != "" {
					line += "=" + pkg.Version
				}
				switch pkg.Pin {
				case Unpinned:
					line += "!"
				case Elsewhere:
					line = "-"
				case PinUnknown:
					line = "?"
				}
				got = append(got, line)
			}
		}
		if diff := strings.Join(got, " "); diff != c.want {
			t.Errorf("%s:\n%s, want\n%s", c.text, diff, c.want)
		}
	}
}

func TestChangesRelease(t *testing.T) {
	for text, want := range map[string]bool{
		"zypper dup": true, "zypper -n dist-upgrade": true, "zypper up": false, "zypper patch": false,
		"dnf system-upgrade download --releasever=43": true, "dnf -y --releasever 43 distro-sync": true,
		"dnf upgrade -y --releasever=10": true, "dnf distro-sync": false, "dnf upgrade": false, "dnf install --releasever=9 a": false,
		"dnf --installroot=/a --releasever=43 distro-sync": false,
		"apt-get dist-upgrade":                             false, "apt full-upgrade": false, "apt-get install a": false,
	} {
		budget := 1 << 10
		p, ok := parse(text).Commands[0].PackageCommand(&budget)
		if got := ok && p.ChangesRelease(); got != want {
			t.Errorf("%s: %v", text, got)
		}
	}
}
