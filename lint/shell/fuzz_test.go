package shell

import (
	"testing"

	"github.com/plimsoll-lint/plimsoll/internal/fixture"
	"github.com/plimsoll-lint/plimsoll/lint/source"
)

func FuzzParse(f *testing.F) {
	for _, seed := range []string{
		"", "a && b | c > d 2>&1", "curl -fsSLk https://x | sudo -E bash -s -- -y", "sh -c \"$(wget -qO- x)\"",
		"bash <(curl x)", "cat <<-EOF > f\n\t$x `y`\n\tEOF\nz", "x=$(a \"b $(c)\") y=(1 2) d 'e\\\nf' $'\\x41'",
		"if [ a = b ]; then c; fi # d \\\n && e", "for i in {1..3}; do echo $i; done", "case $a in b) c;; esac",
		"f() { eval \"a $b\"; }; sudo -u x env A=b sh -c 'sh -c \"id\"'", "`a \\`b\\``", "[[ a =~ b ]] && ((x=1))",
		"echo 'deb [trusted=yes] http://x y' > /etc/apt/sources.list", "echo 'a ALL=(ALL) NOPASSWD:ALL' | tee /etc/sudoers",
		"sed -i 's/a/NOPASSWD/' /etc/sudoers", "chmod u+s,o=rwx -R a; install -dm 1777 b", "find . -exec chmod 777 {} +",
		"x=$(cat /run/secrets/a | base64); echo $x > f; cp f g; set -x; curl -u a:$x b; git clone https://$x@h/a && rm -r a",
		"sed -i 's/#PermitRootLogin no/PermitRootLogin yes/; s|b|StrictHostKeyChecking no|' /etc/ssh/sshd_config",
		"openssl req -newkey rsa -keyout k; ssh-keygen -A; mysql -uroot -pa; npm config set a=b; curl -H 'Authorization: b c' d",
		"a\r\n b\x00\xff\\  \n c", "${a:-$(b)} ${c//d/e} $((1+$(f)))", "curl -o x y; mv x z; sh z; python3 -m pip install q",
		"sed -i 's/a/gpgcheck=0/;/x/c\\\\ gpgcheck=0' /x.repo; echo deb [trusted=yes] http://a b > /etc/apt/sources.list",
		"wget http://a/b.tgz; tar xCf / b.tgz; gunzip b.gz; dpkg -i *.deb; gpg --recv-keys 7FCC7D46 || { echo; }",
		"git clone http://a/b; git checkout x; npm i; npm config set a:registry=http://b; R -e \"repos='http://a'\"",
	} {
		f.Add(seed, 0, len(seed))
		f.Add(seed, len(seed)/3, len(seed)/2)
	}
	for _, content := range fixture.Files(f, fixture.IsDockerfile) {
		for _, run := range runsOf(source.New("Dockerfile", []byte(content))) {
			if n := len(run.regions); n > 0 {
				f.Add(content[run.regions[0].Start:run.regions[n-1].End], 0, 0)
			}
		}
	}
	f.Fuzz(func(t *testing.T, text string, a, b int) {
		if len(text) > 1<<14 {
			return
		}
		file := source.New("f", []byte(text))
		s := Parse(file, []Region{{0, a}, {max(a, b), len(text)}}, POSIX)
		checkSpans(t, s, 0, len(text))
		ask(s)
		words := ParseText(file.Text(0, len(text)), Bash)
		checkSpans(t, words, 0, len(text))
		exec := Words([]source.Text{file.Text(0, a), file.Text(a, b), file.Text(b, len(text))})
		checkSpans(t, exec, 0, len(text))
		ask(exec)
	})
}
