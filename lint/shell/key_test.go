package shell

import "testing"

func TestKeys(t *testing.T) {
	for text, want := range map[string]string{
		"ssh-keygen -A": "SSH host keys /etc/ssh/ssh_host_",
		"ssh-keygen -q -t rsa -N '' -f /root/.ssh/id_rsa": "an SSH key /root/.ssh/id_rsa",
		"ssh-keygen -t ed25519":                           "an SSH key ~/.ssh/id_", "ssh-keygen -y -f k": "", "ssh-keygen -R h": "", "ssh-keygen": "",
		"openssl genrsa -out /etc/k 2048": "a private key /etc/k", "openssl genrsa 2048 > k": "a private key k",
		"openssl genrsa 2048 | openssl rsa": "", "openssl genrsa -out /dev/null": "",
		"openssl genpkey -algorithm RSA -out k": "a private key k", "openssl genpkey -genparam -algorithm DH -out k": "",
		"openssl ecparam -name prime256v1 -genkey -noout -out k": "a private key k", "openssl ecparam -name prime256v1 -out p": "",
		"openssl req -x509 -nodes -newkey rsa:2048 -keyout k -out c -days 1 -subj /CN=x": "a TLS key k",
		"openssl req -new -x509 -key k -out c":                                           "", "openssl req -new -key k -out r": "", "openssl req -new -nodes -out r": "a TLS key privkey.pem",
		"openssl req -in r -text": "", "openssl x509 -req -in r -CA c -CAkey k -out d": "", "openssl dhparam -out d 2048": "",
		"openssl rand -hex 16": "", "openssl dgst -verify p -signature s f": "",
		"keytool -genkeypair -alias a -keystore k.jks -storepass x": "a key k.jks", "keytool -importcert -keystore k -file c": "",
		"gpg --batch --gen-key f": "an OpenPGP key ~/.gnupg", "wg genkey | tee k": "a key k", "wg genkey > k": "a key k", "wg show": "",
		"apt-get install -y openssh-server vim": "SSH host keys /etc/ssh/ssh_host_", "apt-get install openssh-client": "",
		"apk add openssh-server": "", "make-ssl-cert generate-default-snakeoil": "a TLS key /etc/ssl/private/ssl-cert-snakeoil.key",
		"D=/etc; openssl genrsa -out $D/k": "a private key /etc/k",
	} {
		got := ""
		for _, c := range parse(text).Commands {
			for _, k := range c.Keys() {
				got += k.What + " " + k.File
			}
		}
		if got != want {
			t.Errorf("%s: %q, want %q", text, got, want)
		}
	}
}

func TestDeletes(t *testing.T) {
	for _, c := range []struct {
		text, file string
		want       bool
	}{
		{"rm -f /etc/ssh/ssh_host_*", "/etc/ssh/ssh_host_", true}, {"rm /etc/ssh/ssh_host_rsa_key", "/etc/ssh/ssh_host_", true},
		{"rm -rf /etc/ssh", "/etc/ssh/ssh_host_", true}, {"rm k", "/a/k", true}, {"rm -r /a", "/a/k", true}, {"rm /b", "/a/k", false},
		{"cat /a/k", "/a/k", false}, {"rm -rf /root/.ssh", "~/.ssh/id_", true}, {"rm ~/.ssh/id_rsa", "~/.ssh/id_", true},
		{"rm -rf /var/lib/apt/lists/*", "/a/k", false}, {"find /etc/ssh -name 'ssh_host_*' -delete", "/etc/ssh/ssh_host_", true},
	} {
		if got := parse(c.text).Commands[0].Deletes(c.file); got != c.want {
			t.Errorf("%s deletes %s: %v", c.text, c.file, got)
		}
	}
}
