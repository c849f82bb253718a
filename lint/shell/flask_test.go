package shell

import "testing"

func TestFlask(t *testing.T) {
	for script, want := range map[string]string{
		"flask run --debug": "--debug", "flask --app x --debug run": "--debug", "python3 -m flask run --debug": "--debug",
		"poetry run flask run --debug": "--debug", "flask run -- --debug": "", "app --debug flask": "", "flask": "",
		"gunicorn --debug app:app": "serves", "python -m gunicorn app": "serves", "exec /usr/bin/uwsgi --ini x": "serves",
		"python app.py gunicorn": "", "python -m": "",
	} {
		got := ""
		for _, c := range parse(script).Commands {
			if w, ok := c.FlaskDebug(); ok {
				got = w.Value
			}
			if c.ServesWSGI() {
				got = "serves"
			}
		}
		if got != want {
			t.Errorf("%s: %q, want %q", script, got, want)
		}
	}
}
