package project

import "testing"

func TestMeantFile(t *testing.T) {
	files := []string{"app.conf", "config.example.yaml", "config.yaml", "node1.json", "server.crt"}
	for name, want := range map[string]string{
		"config.yml": "config.yaml", "Server.crt": "server.crt", "servre.crt": "server.crt", "app.cfg": "app.conf",
		"server.key": "", "node2.json": "", "apq.conf": "", "config.json": "", "config.exampl.yaml": "config.example.yaml",
	} {
		if got := meantFile(name, files); got != want {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
	}
}
