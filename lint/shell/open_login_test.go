package shell

import "testing"

func TestOpenLogin(t *testing.T) {
	for script, want := range map[string]string{
		"jupyter lab --ip=0.0.0.0 --NotebookApp.token='' --allow-root": "--NotebookApp.token=",
		`start-notebook.sh "--ServerApp.token=''"`:                     "--ServerApp.token=''",
		"code-server --bind-addr 0.0.0.0:80 --auth none .":             "--auth", "exec code-server --host=0.0.0.0 --auth=none": "--auth=none",
		"mongod --bind_ip_all --noauth": "--noauth", "jupyter notebook --ip '*' --NotebookApp.token=": "--NotebookApp.token=",
		"redis-server --protected-mode no": "--protected-mode",

		"jupyter lab --ServerApp.token=$TOKEN": "", "jupyter lab --ServerApp.token= --ServerApp.password=argon2:x": "",
		"code-server --auth password": "", "mongod --auth": "", "redis-server /etc/redis.conf --protected-mode no": "",
		"redis-server --protected-mode no --requirepass $P": "", "redis-server --protected-mode yes": "", "redis-server": "",
		"code-server -- --auth none": "", "code-server --auth none": "", "jupyter lab --ServerApp.token=": "", "mongod --noauth": "", "echo --noauth": "",
	} {
		got := ""
		for _, c := range parse(script).Commands {
			if w, ok := c.OpenLogin(); ok {
				got = w.Value
			}
		}
		if got != want {
			t.Errorf("%s: %q, want %q", script, got, want)
		}
	}
}
