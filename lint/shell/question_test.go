package shell

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/plimsoll-lint/plimsoll/lint/source"
)

// at shows what a span covers and where it starts.
func at(span source.Span) string { return fmt.Sprintf("%s@%d", span.Bytes(), span.Start) }

func TestOptions(t *testing.T) {
	for _, c := range []struct {
		text     string
		options  []string // name=value, then the span
		operands string
	}{
		{"curl -okubectl -L x", []string{"-o=kubectl -okubectl@5", "-L= -L@15"}, "x"},
		{"curl -fsSLk x", []string{"-f= f@6", "-s= s@7", "-S= S@8", "-L= L@9", "-k= k@10"}, "x"},
		{"curl -Lo f x", []string{"-L= L@6", "-o=f o f@7"}, "x"},
		{"curl '--insecure' --retry 3 --url=x", []string{
			"--insecure= --insecure@6", "--retry=3 --retry 3@18", "--url=x --url=x@28"}, ""},
		{"apt-get -o Acquire::x=y -qqy install a", []string{
			"-o=Acquire::x=y -o Acquire::x=y@8", "-q= q@25", "-q= q@26", "-y= y@27"}, "install a"},
		{"apt-get -q=2 install a", []string{"-q=2 -q=2@8"}, "install a"},
		{"wget -qO- -nv x", []string{"-q= q@6", "-O=- O-@7", "-n=v -nv@10"}, "x"},
		{"pip install -r f -- -x", []string{"-r=f -r f@12"}, "install -x"},
		{"go build -ldflags '-s -w' -o f ./x", []string{"-ldflags=-s -w -ldflags '-s -w'@9", "-o=f -o f@26"}, "build ./x"},
		{"git -c a=b clone -b v1 x", []string{"-c=a=b -c a=b@4", "-b=v1 -b v1@17"}, "clone x"},
		{"unknown -abc --d e", []string{"-a= a@9", "-b= b@10", "-c= c@11", "--d= --d@13"}, "e"},
	} {
		opts := parse(c.text).Commands[0].Options()
		var got, operands []string
		for i := range opts.List {
			o := &opts.List[i]
			got = append(got, o.Name+"="+o.Value.Value+" "+at(o.Span()))
		}
		for _, o := range opts.Operands {
			operands = append(operands, o.Value)
		}
		if diff := cmp.Diff(c.options, got); diff != "" || strings.Join(operands, " ") != c.operands {
			t.Errorf("%s: operands %q\n%s", c.text, operands, diff)
		}
	}
}

func TestDownloads(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"curl -fsSL https://x/y.sh", "[https://x/y.sh] stdout"},
		{"curl -fsSLO https://x/y.sh?z", "[https://x/y.sh?z] [y.sh]"},
		{"curl -o f --output-dir /d u v", "[u v] [/d/f]"},
		{"curl u > /tmp/f", "[u] [/tmp/f]"},
		{"curl -o - u", "[u] stdout"},
		{"wget -qO- u", "[u] stdout"},
		{"wget -P /d https://x/$V/a.tgz", "[https://x/$V/a.tgz] [/d/a.tgz]"},
		{"wget -i list", "[] stdout"},
		{"sudo /usr/bin/wget -O \"$f\" u", "[u] [$f]"},
		{"aria2c -d /d -o f u", "[u] [/d/f]"},
		{"curl --version", ""},
		{"curl --retry 3", ""},
		{"echo curl u", ""},
		{"find . -name x -exec wget u \\;", "[u] [u]"},
		{"xargs -n 1 curl -O", ""},
	} {
		got := ""
		for _, d := range parse(c.text).Downloads() {
			var urls []string
			for _, u := range d.URLs {
				urls = append(urls, u.Value)
			}
			got += fmt.Sprint(urls) + " "
			if d.Stdout {
				got += "stdout"
			} else {
				got += fmt.Sprint(d.Files)
			}
		}
		if got != c.want {
			t.Errorf("%s: %s, want %s", c.text, got, c.want)
		}
	}
}

// runs shows how each download is run, by what, and what checks it.
func runs(s *Script) []string {
	var out []string
	for _, r := range s.RemoteRuns() {
		line := [...]string{"pipe", "file", "text", "saved"}[r.How] + " " + at(r.By.Span())
		if r.Check != nil {
			line += " checked by " + r.Check.Name
		}
		out = append(out, line)
	}
	return out
}

func TestRemoteRuns(t *testing.T) {
	for _, c := range []struct {
		text string
		want []string
	}{
		{"curl u | sh", []string{"pipe sh@9"}},
		{"curl u | sudo -E bash -s -- -y", []string{"pipe sudo -E bash -s -- -y@9"}},
		{"wget -O- u | gunzip | tee x | env A=b dash -x", []string{"pipe env A=b dash -x@30"}},
		{"curl u | (cd /; python3 -)", []string{"pipe python3 -@16"}},
		{"curl u | php -- --install-dir=/bin", []string{"pipe php -- --install-dir=/bin@9"}},
		{"{ curl u; } | perl", []string{"pipe perl@14"}},
		{"sh -c 'curl u | sh'", []string{"pipe sh@16"}},
		{"bash <(curl u) arg", []string{"file bash <(curl u) arg@0"}},
		{". <(curl u | sed s/a/b/)", []string{"file . <(curl u | sed s/a/b/)@0"}},
		{"bash < <(curl u)", []string{"file bash < <(curl u)@0"}},
		{`sh -c "$(curl u)"`, []string{`text sh -c "$(curl u)"@0`}},
		{"eval \"`wget -qO- u`\"", []string{"text eval \"`wget -qO- u`\"@0"}},
		{`bash <<< "$(curl u)"`, []string{`text bash <<< "$(curl u)"@0`}},
		{`x=$(curl u) && eval "$x"`, []string{`text eval "$x"@15`}},
		{`x=$(curl u); echo "$x" | sh`, []string{`pipe sh@25`}},
		{"python -c \"$(curl u)\"", []string{"text python -c \"$(curl u)\"@0"}},
		{"curl -o /tmp/x.sh u && sh /tmp/x.sh", []string{"saved sh /tmp/x.sh@23"}},
		{"cd /tmp && wget u/x.sh && chmod +x x.sh && ./x.sh -y", []string{"saved ./x.sh -y@43"}},
		{"cd /tmp && wget u/x.sh && sh /tmp/x.sh", []string{"saved sh /tmp/x.sh@26"}},
		{"curl -O u/x && mv x /usr/bin/y && y", []string{"saved y@34"}},
		{"curl u > f && cat f | bash", []string{"saved bash@22"}},
		{"curl u | tee f && . ./f", []string{"saved . ./f@18"}},
		{"wget u/f && echo \"$SUM  f\" | sha256sum -c - && sh f", []string{"saved sh f@47 checked by sha256sum"}},
		{"wget u/f && echo 'abc  other' | sha256sum -c - && sh f", []string{"saved sh f@50"}},
		{"wget u/f && sha256sum -c SUMS && sh f", []string{"saved sh f@33 checked by sha256sum"}},
		{"wget u/f && (sha256sum -c SUMS || true) && sh f", []string{"saved sh f@43"}},
		{"wget u/f u/f.asc; gpg --batch --verify f.asc f; sh f", []string{"saved sh f@48 checked by gpg"}},
		{"wget u/f; sh f; sha256sum -c SUMS", []string{"saved sh f@10"}},
		{`wget u/f; [ "$(sha256sum f)" = "$S" ] || exit 1; sh f`, []string{"saved sh f@49 checked by sha256sum"}},
		{"curl u/f -o f; cosign verify-blob --key k f && python f", []string{"saved python f@47 checked by cosign"}},

		{"curl u | tar xz", nil},
		{"curl u | gpg --dearmor -o k", nil},
		{"curl u | apt-key add -", nil},
		{"curl u | sh -c 'cat > f'", nil},
		{"curl u | python -c 'import json'", nil},
		{"curl u | python3 -m json.tool", nil},
		{"curl u | perl -pe s/a/b/", nil},
		{"curl u | bash script.sh", nil},
		{"curl u | while read l; do echo $l; done", nil},
		{"curl u | jq .x > f; sh g", nil},
		{"echo curl u | sh", nil},
		{"x=$(curl u) && echo \"$x\"", nil},
		{"sh -c 'echo x' $(curl u)", nil},
		{"curl -o f u && chmod +x f", nil},
		{"curl u || sh", nil},
		{"diff <(curl u) f", nil},
		{"sh x && curl -o x u", nil},
		{"curl u | docker-php-ext-install x", nil},
	} {
		if diff := cmp.Diff(c.want, runs(parse(c.text))); diff != "" {
			t.Errorf("%s\n%s", c.text, diff)
		}
	}
}

func TestPasswordlessSudo(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"echo 'app ALL=(ALL) NOPASSWD:ALL' >> /etc/sudoers", "app true NOPASSWD@20"},
		{"echo \"%wheel ALL=(ALL) NOPASSWD: ALL\" | sudo tee -a /etc/sudoers", "%wheel true NOPASSWD@23"},
		{"printf '# x\\n%%a ALL=NOPASSWD:/bin/ls\\n' > /etc/sudoers.d/a", "%%a false NOPASSWD@21"},
		{"cat <<EOF > /etc/sudoers.d/x\nDefaults a\n$U ALL=(ALL) NOPASSWD:ALL\nEOF\n", "$U true NOPASSWD@53"},
		{"tee /etc/sudoers.d/x <<< 'a ALL=NOPASSWD:ALL'", "a true NOPASSWD@32"},
		{"echo $U ALL=\\(root\\) NOPASSWD: ALL > /etc/sudoers.d/$U", "$U true NOPASSWD@21"},
		{"sed -i 's/^%sudo.*/%sudo ALL=NOPASSWD:ALL/' /etc/sudoers", "%sudo true NOPASSWD@29"},
		{"sed -i -e '/NOPASSWD/s/^# //' /etc/sudoers", " false NOPASSWD@12"},
		{"sed -i 's/^# \\(%wheel.*NOPASSWD\\)/\\1/' /etc/sudoers", " false NOPASSWD@23"},
		{"f=/etc/sudoers; echo 'a ALL=NOPASSWD:ALL' > $f", "a true NOPASSWD@28"},
		{"(echo 'a ALL=NOPASSWD:ALL') > /etc/sudoers.d/a", "a true NOPASSWD@13"},
		{"echo 'a ALL=NOPASSWD:ALL' | EDITOR='tee -a' visudo", "a true NOPASSWD@12"},

		{"echo 'app ALL=(ALL) ALL' >> /etc/sudoers", ""},
		{"echo '# app ALL=NOPASSWD:ALL' >> /etc/sudoers", ""},
		{"echo 'a ALL=NOPASSWD:ALL' > /tmp/x", ""},
		{"sed -i 's/NOPASSWD://' /etc/sudoers", ""},
		{"sed -i '/NOPASSWD/d' /etc/sudoers", ""},
		{"grep NOPASSWD /etc/sudoers", ""},
	} {
		got := ""
		for _, x := range parse(c.text).PasswordlessSudo() {
			got += fmt.Sprintf("%s %v %s", x.Who, x.All, at(x.Span))
		}
		if got != c.want {
			t.Errorf("%s: %q, want %q", c.text, got, c.want)
		}
	}
}

func TestModeChanges(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"chmod 777 a b", "w 777@6 [a b]"},
		{"chmod -R a+rwX /a", "w a+rwX@9 [/a] recursive"},
		{"chmod 1777 /tmp/x", "wt 1777@6 [/tmp/x]"},
		{"chmod 4755 a", "u 4755@6 [a]"},
		{"chmod u+s,o=rw a", "wu u+s,o=rw@6 [a]"},
		{"chmod +s a", "ug +s@6 [a]"},
		{"mkdir a; chmod g+s a", "g g+s@15 [a] folders"},
		{"find . -type d -exec chmod g+s {} +", "g g+s@27 [{}] folders"},
		{"find . -type f -exec chmod g+s {} +", "g g+s@27 [{}]"},
		{"mkdir -pm 0777 a", "w 0777@10 [a] folders"},
		{"install -d -m1777 a", "wt 1777@13 [a] folders"},
		{"install -Dm 4755 a b", "u 4755@12 [b]"},
		{"m=666; chmod \"$m\" a", "w \"$m\"@13 [a]"},
		{"chmod -- 777 a", "w 777@9 [a]"},

		{"chmod +x a", " +x@6 [a]"},
		{"chmod +w a", " +w@6 [a]"},
		{"chmod o-w a", " o-w@6 [a]"},
		{"chmod a+w,o-w a", " a+w,o-w@6 [a]"},
		{"chmod -w a", " -w@6 [a]"},
		{"chmod 0755 777", " 0755@6 [777]"},
		{"chmod --reference=a b", ""},
		{"chmod $M a", ""},
		{"mkdir 777", ""},
	} {
		got := ""
		for _, m := range parse(c.text).ModeChanges() {
			for i, set := range []bool{m.Mode.WorldWritable, m.Mode.Sticky, m.Mode.SetUID, m.Mode.SetGID} {
				if set {
					got += "wtug"[i : i+1]
				}
			}
			var paths []string
			for _, p := range m.Paths {
				paths = append(paths, p.Value)
			}
			got += fmt.Sprintf(" %s %v", at(m.Span()), paths)
			if m.Recursive {
				got += " recursive"
			}
			if m.Folders {
				got += " folders"
			}
		}
		if got != c.want {
			t.Errorf("%s: %q, want %q", c.text, got, c.want)
		}
	}
}

func TestUsers(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"useradd -m -u 1000 -g app app", "app@26 1000 false"},
		{"groupadd x && useradd --system --uid=0 -o root2", "root2@42 0 true"},
		{"adduser -D -S -G app app", "app@21  true"},
		{"adduser --disabled-password --gecos '' --uid 5 app", "app@47 5 false"},
		{"adduser app docker", ""},
		{"useradd -D -s /bin/sh", ""},
	} {
		got := ""
		for _, u := range parse(c.text).UsersAdded() {
			got += fmt.Sprintf("%s %s %v", at(u.Span()), u.UID.Value, u.System)
		}
		if got != c.want {
			t.Errorf("%s: %q, want %q", c.text, got, c.want)
		}
	}
}

func TestRunsAs(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"exec gosu app:app \"$@\"", "app:app@10"},
		{"su-exec 1000 x", "1000@8"},
		{"setpriv --reuid 5 --clear-groups x", "5@16"},
		{"su - app -s /bin/sh -c x", "app@5"},
		{"runuser -u app -- x", "app@11"},
		{"x", ""},
		{"sudo x", ""},
	} {
		got := ""
		if user, ok := parse(c.text).Commands[0].RunsAs(); ok {
			got = at(user.Span())
		}
		if got != c.want {
			t.Errorf("%s: %q, want %q", c.text, got, c.want)
		}
	}
}

func TestInstalls(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"sudo apt-get -qq -o A=b install -t x -y a b=1", "apt [a b=1]"},
		{"apk add --virtual .deps a", "apk [a]"},
		{"microdnf install -y a", "dnf [a]"},
		{"pip3.12 install -r r.txt a==1", "pip [a==1]"},
		{"npm ci", "npm []"},
		{"go install -ldflags x m@v1", "go [m@v1]"},
		{"apt-get update", ""},
		{"echo apt-get install a", ""},
	} {
		got := ""
		for _, x := range parse(c.text).Installs() {
			var names []string
			for _, p := range x.Packages {
				names = append(names, p.Value)
			}
			got += fmt.Sprintf("%s %v", x.Manager, names)
		}
		if got != c.want {
			t.Errorf("%s: %q, want %q", c.text, got, c.want)
		}
	}
}
