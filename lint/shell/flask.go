package shell

import "path"

// ServesWSGI reports whether the command starts a server for Python applications that is none for developers: it runs them
// without the debugger of Flask.
func (c *Command) ServesWSGI() bool {
	name := path.Base(c.Name)
	if c.Interpreter() != "" && len(c.Words) > 2 && c.Words[1].Value == "-m" {
		name = c.Words[2].Value
	}
	switch name {
	case "gunicorn", "uwsgi", "waitress-serve", "waitress", "hypercorn", "uvicorn", "granian", "mod_wsgi-express", "gevent", "twistd":
		return true
	}
	return false
}

// FlaskDebug returns the option that has flask run with its debugger, also behind `python -m` and tools that run it in an
// environment of theirs.
func (c *Command) FlaskDebug() (Word, bool) {
	flask := c.Name == "flask"
	for i := range c.Args() {
		w := c.Args()[i]
		switch {
		case !flask && i < 3:
			flask = w.Value == "flask"
		case w.Value == "--":
			return Word{}, false
		case flask && w.Value == "--debug":
			return w, true
		}
	}
	return Word{}, false
}
