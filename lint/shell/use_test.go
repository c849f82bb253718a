package shell

import "testing"

func TestUses(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"curl u | tar xz", "unpacks: tar xz"},
		{"curl u | tar -xzC /opt --strip-components=1", "unpacks: tar -xzC /opt --strip-components=1"},
		{"wget -qO- u | gunzip | cpio -idm", "unpacks: cpio -idm"},
		{"curl u | bsdtar -xf- -C /opt", "unpacks: bsdtar -xf- -C /opt"},
		{"wget https://x/a.tgz && tar -C /opt -xzf a.tgz", "unpacks: tar -C /opt -xzf a.tgz"},
		{"wget https://x/a.tgz && tar xfz a.tgz", "unpacks: tar xfz a.tgz"},
		{"wget https://x/a.tgz && tar xCf /opt a.tgz", "unpacks: tar xCf /opt a.tgz"},
		{"wget https://x/a-$V.tgz && tar --extract --file a-${V}.tgz", "unpacks: tar --extract --file a-${V}.tgz"},
		{"cd /tmp; wget https://x/a-$V.tgz && tar xf a-*.tgz", "unpacks: tar xf a-*.tgz"},
		{"wget https://x/a.tar.xz; unxz a.tar.xz; tar xf a.tar", "unpacks: tar xf a.tar"},
		{"curl -o a.zip u; unzip -q a.zip -d /opt", "unpacks: unzip -q a.zip -d /opt"},
		{"curl -o a u; tar x < a", "unpacks: tar x < a"},
		{"tar xz <(curl u) ", ""},
		{"tar xzf <(curl u)", "unpacks: tar xzf <(curl u)"},
		{"curl -o a.7z u; 7z x a.7z -o/opt", "unpacks: 7z x a.7z -o/opt"},
		{"curl -o a.deb u; dpkg -i a.deb", "installs: dpkg -i a.deb"},
		{"cd /tmp && curl -O https://x/a.deb; sudo dpkg -i /tmp/*.deb", "installs: sudo dpkg -i /tmp/*.deb"},
		{"curl -o /tmp/a.deb u; apt-get install -y /tmp/a.deb", "installs: apt-get install -y /tmp/a.deb"},
		{"curl -o a.deb u; apt-get install -y ./a.deb", "installs: apt-get install -y ./a.deb"},
		{"curl -o a.rpm u; rpm -ivh a.rpm", "installs: rpm -ivh a.rpm"},
		{"curl -o a.rpm u; dnf -y localinstall a.rpm", "installs: dnf -y localinstall a.rpm"},
		{"curl -o a.whl u; pip3 install a.whl", "installs: pip3 install a.whl"},
		{"curl -o /usr/bin/a u && chmod +x /usr/bin/a", "enables: chmod +x /usr/bin/a"},
		{"curl -o a u && chmod -R 0755 a", "enables: chmod -R 0755 a"},
		{"curl -o a u && install -m 755 a /usr/bin/", "enables: install -m 755 a /usr/bin/"},
		{"curl -o a u && mv a /usr/bin/b && chmod a+x /usr/bin/b", "enables: chmod a+x /usr/bin/b"},
		{"curl -o a u && chmod +x a && ./a", "enables: chmod +x a, runs: ./a"},
		{"curl -o a.rpm u; rpm -K a.rpm && rpm -i a.rpm", "installs: rpm -i a.rpm checked by rpm"},
		{"wget u/a.tgz; tar xf a.tgz; sha256sum -c SUMS", "unpacks: tar xf a.tgz checked by sha256sum"},
		{"wget u/a.deb; dpkg -i a.deb; sha256sum -c SUMS", "installs: dpkg -i a.deb"},
		{"aria2c --checksum=sha-256=ab -o a.tgz u; tar xf a.tgz", "unpacks: tar xf a.tgz checked by aria2c"},

		{"curl u | tar tz", ""},
		{"curl -o a.tgz u; tar tf a.tgz", ""},
		{"curl -o a.tgz u; tar czf a.tgz /opt", ""},
		{"curl -o a.tgz u; tar xf b.tgz", ""},
		{"curl -o a.zip u; unzip -l a.zip", ""},
		{"curl -o a u; chmod 644 a", ""},
		{"curl -o a u; chmod u=rw,go=r a", ""},
		{"curl -o a u; install -m 0644 a /etc/a", ""},
		{"curl -o a.rpm u; rpm -qip a.rpm", ""},
		{"curl -o a.apk u; apk add a.apk", ""},
		{"dpkg -i a.deb; curl -o a.deb u", ""},
	} {
		got := ""
		for _, r := range parse(c.text).trace().runs {
			if got != "" {
				got += ", "
			}
			got += [...]string{"runs", "installs", "unpacks", "enables"}[r.Use] + ": " + string(r.By.Span().Bytes())
			if r.Check != nil {
				got += " checked by " + r.Check.Name
			}
		}
		if got != c.want {
			t.Errorf("%s:\ngot  %s\nwant %s", c.text, got, c.want)
		}
	}
}

func TestRemotePackages(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"rpm -Uvh https://x/a.rpm", "https://x/a.rpm"},
		{"dnf install -y https://x/a.rpm curl", "https://x/a.rpm"},
		{"V=1; yum -y localinstall https://x/a-$V.rpm", "https://x/a-$V.rpm"},
		{"python3 -m pip install https://x/a.tar.gz", "https://x/a.tar.gz"},
		{"pip install 'a @ https://x/a.whl'", "a @ https://x/a.whl"},
		{"npm install -g https://x/a.tgz", "https://x/a.tgz"},
		{"pecl install https://x/a.tgz", "https://x/a.tgz"},

		{"pip install -r https://x/requirements.txt a", "https://x/requirements.txt"},

		{"pip install --require-hashes -r https://x/requirements.txt", ""},
		{"rpm --import https://x/key", ""},
		{"rpm -e https://x/a.rpm", ""},
		{"dnf --setopt=localpkg_gpgcheck=1 install https://x/a.rpm", ""},
		{"zypper in https://x/a.rpm", ""},
		{"pip install https://x/a.tar.gz#sha256=abc", ""},
		{"pip install git+https://x/a.git", ""},
		{"pip install --index-url https://x/simple a", ""},
		{"npm install https://github.com/a/b.git", ""},
		{"npm install https://github.com/a/b", ""},
		{"rpm -i http://localhost:8000/a.rpm", ""},
		{"pip download https://x/a.tar.gz", ""},
	} {
		got := ""
		for _, w := range parse(c.text).Commands[len(parse(c.text).Commands)-1].RemotePackages() {
			got += w.Value
		}
		if got != c.want {
			t.Errorf("%s: got %q, want %q", c.text, got, c.want)
		}
	}
}

func TestNamesCommit(t *testing.T) {
	const hash = "0123456789abcdef0123456789abcdef01234567"
	for address, want := range map[string]bool{
		"https://github.com/a/b/archive/" + hash + ".tar.gz":   true,
		"https://raw.githubusercontent.com/a/b/" + hash + "/x": true,
		"git+https://x/a.git@" + hash:                          true,
		"https://x/a.git#" + hash:                              true,
		"https://x/" + hash + "0.tar.gz":                       false,
		"https://x/z" + hash:                                   false,
		"https://x/a/0123456.tar.gz":                           false,
		"":                                                     false,
	} {
		if got := NamesCommit(address); got != want {
			t.Errorf("%s: %t", address, got)
		}
	}
}
