package project

import "testing"

func TestOpenSSLVersion(t *testing.T) {
	for name, want := range map[string]string{
		"https://www.openssl.org/source/openssl-3.0.5.tar.gz":                       "3.0.5",
		"https://www.openssl.org/source/old/1.0.1/openssl-1.0.1c.tar.gz":            "1.0.1c",
		"https://github.com/openssl/openssl/archive/refs/tags/OpenSSL_1_0_1f.zip":   "1.0.1f",
		"https://github.com/openssl/openssl/releases/download/openssl-3.0.16/x.tgz": "3.0.16",
		"openssl-3.0.0":                       "3.0.0",
		"openssl-3.0.5-quic1":                 "",
		"openssl-3.0.0-beta2":                 "",
		"https://x/openssl-$V.tar.gz":         "",
		"https://x/openssl-fips-2.0.1.tar.gz": "",
		"https://x/pyOpenSSL-22.0.0.tar.gz":   "22.0.0",
		"":                                    "",
	} {
		if got := opensslVersion(name); got != want {
			t.Errorf("%s: got %q, want %q", name, got, want)
		}
	}
}
