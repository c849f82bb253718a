package secret

import "testing"

func TestAddress(t *testing.T) {
	for text, want := range map[string]string{
		"git clone https://ci:s3cret@git.acme.io/a":      "s3cret",
		"https://a:$PW@h.io/ and https://b:hunter2@h.io": "hunter2",
		"postgres://user:pass@db/app":                    "", "postgres://app:s3cret@localhost/app": "", "redis://:s3cret@127.0.0.1:80": "",
		"https://ci:s3cret@example.com": "", "https://root:root@db.io": "", "https://t:x-oauth-basic@github.com": "",
		"ftp://anonymous:me@h.io": "", "https://u:<token>@h.io": "", "https://h.io:80/a@b": "", "": "",
	} {
		got := ""
		if v, ok := Address(text); ok {
			got = text[v.Start:v.End]
		}
		if got != want {
			t.Errorf("%s: %q, want %q", text, got, want)
		}
	}
}

func TestPassword(t *testing.T) {
	for value, want := range map[string]bool{
		"hunter2": true, "root": true, "q8Zr1tVx9LmB3nKp7Ws2": true, "pa:ss": true,
		"": false, "$PW": false, "${PW:?}": false, "-": false, "/run/secrets/x": false, "password": false, "<token>": false,
		"your-token": false, "YOUR_TOKEN": false, "%PW%": false, "@PASSWORD@": false, "xxxx": false, "dummy": false,
	} {
		if got := Password(value); got != want {
			t.Errorf("Password(%q) = %v, want %v", value, got, want)
		}
	}
}
