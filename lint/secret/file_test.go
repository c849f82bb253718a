package secret

import (
	"strings"
	"testing"
)

func TestFileNamed(t *testing.T) {
	for name, want := range map[string]string{
		"id_rsa": "sure", "/root/.ssh/id_ed25519": "sure", "keys/deploy/id_rsa": "sure", ".netrc": "sure", "a/.git-credentials": "sure",
		".aws/credentials": "sure", "~/.kube/config": "sure", "kubeconfig": "sure", "terraform.tfstate": "sure", "vault.kdbx": "sure",
		"client.p12": "sure", "cert.pfx": "sure", "server.key": "sure", "privkey.pem": "sure", "server-key.pem": "sure",
		"private.pem": "sure", "service-account-key.json": "sure", "my-firebase-adminsdk-x1.json": "sure", "config/master.key": "sure",
		".pypirc": "sure", "ID_RSA": "sure", "${DIR}/id_rsa": "sure",
		".npmrc": "doubt", ".env": "doubt", "app/.env.production": "doubt", "nginx_signing.key": "public", "x.pem": "public", "release-key.pem": "public", "signing-private-key.pem": "sure",
		".ssh": "doubt", ".ssh/": "doubt", ".docker/config.json": "doubt", "service-account.json": "doubt", "credentials.json": "doubt",
		"store.jks": "public", "truststore.p12": "public",
		".env.example": "", ".env.sample": "", ".env.dist": "", "env": "", "test/id_rsa": "", "id_rsa.pub": "", "known_hosts": "",
		"ca.crt": "", "config/dummy-credentials.json": "", "public.pem": "", "pubkey.key": "", "authorized_keys": "", "tsconfig.json": "",
		"config.json": "", "kubecfg": "", "git-credential-gerrit.sh": "", "credentials": "", "fixtures/server.key": "", ".envrc": "",
		"": "", strings.Repeat("a/", 4096) + "id_rsa": "",
	} {
		f, ok := FileNamed(name)
		got := ""
		switch {
		case ok && f.Sure:
			got = "sure"
		case ok && f.Public:
			got = "public"
		case ok:
			got = "doubt"
		}
		if got != want {
			t.Errorf("FileNamed(%.40q) = %q, want %q", name, got, want)
		}
	}
}

func TestHolds(t *testing.T) {
	key := "-----BEGIN OPENSSH " + "PRIVATE KEY-----\n" + strings.Repeat("b3BlbnNzaC1rZXktdjEAAAAA", 4) + "\n"
	for _, c := range []struct {
		name, content string
		want          bool
	}{
		{"id_rsa", key, true},
		{"id_rsa", "", false},
		{"id_rsa", "dummy", false},
		{"x.pem", "-----BEGIN CERTIFICATE-----\n" + strings.Repeat("a", 100), false},
		{"x.pem", "-----BEGIN CERTIFICATE-----\nx\n-----END CERTIFICATE-----\n" + key, true},
		{".npmrc", "registry=https://npm.example\n", false},
		{".npmrc", "//npm.example/:_authToken=${NPM_TOKEN}\n", false},
		{".npmrc", "//npm.example/:_authToken=0123456789abcdef\n", true},
		{".npmrc", "//npm.example/:always-auth=true\n", false},
		{".env", "PORT=80\n# DB_PASSWORD=hunter2\nDB_PASSWORD=\n", false},
		{".env", "PORT=80\nexport DB_PASSWORD='hunter2'\n", true},
		{".env", "DB_PASSWORD=changeme\nAPI_KEY=your-api-key\n", false},
		{".env", "POSTGRES_PASSWORD=postgres\nPASSWORD=Secret\n", false},
		{".env", "DATABASE_URL=postgres://app:s3cret@db/app\n", true},
		{".netrc", "machine github.com login x password y\n", true},
		{".netrc", "machine github.com\n", false},
		{".docker/config.json", `{"credsStore": "ecr-login"}`, false},
		{".docker/config.json", `{"auths": {"ghcr.io": {"auth": "dXNlcjpwdw=="}}}`, true},
		{".docker/config.json", `{"auths": {}}`, false},
		{"credentials.json", `{"type": "service_account", "private_key": "-----BEGIN"}`, true},
		{"credentials.json", `{"type": "service_account", "private_key": ""}`, false},
		{".kube/config", "users:\n- user:\n    token: abc\n", true},
		{".kube/config", "users:\n- user:\n    exec:\n", false},
		{"terraform.tfstate", `{"resources": []}`, false},
		{"terraform.tfstate", `{"resources": [{"instances": [{"attributes": {}}]}]}`, true},
		{".s3cfg", "[default]\naccess_key = \nsecret_key = \n", false},
		{".s3cfg", "[default]\nsecret_key = q8Zr1tVx9LmB\n", true},
		{".boto", "[Credentials]\naws_secret_access_key=q8Zr1tVx9LmB\n", true},
		{"credentials.tfrc.json", `{"credentials": {"app.terraform.io": {"token": "q8Zr"}}}`, true},
		{"a.kdbx", "\x03\xd9", true},
	} {
		f, ok := FileNamed(c.name)
		if !ok {
			t.Errorf("%q is no credential file", c.name)
		}
		if got := f.Holds([]byte(c.content)); got != c.want {
			t.Errorf("%s holds %.60q: %v, want %v", c.name, c.content, got, c.want)
		}
	}
}
