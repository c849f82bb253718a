package compose

import "testing"

func TestPlainAddress(t *testing.T) {
	for address, want := range map[string]string{
		"tcp://logs.example.com:514": "tcp", "udp://10.0.0.5:514": "udp", "http://splunk:8088": "http",
		"tcp+tls://logs.example.com:6514": "", "https://splunk:8088": "", "tcp://127.0.0.1:514": "", "udp://[::1]:514": "",
		"tcp://localhost": "", "unix:///dev/log": "", "tcp://0.0.0.0:1": "", "": "", "%": "",
	} {
		if got := PlainAddress(address); got != want {
			t.Errorf("%s: %q, want %q", address, got, want)
		}
	}
}
