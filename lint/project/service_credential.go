package project

import (
	"strings"

	"github.com/plimsoll-lint/plimsoll/lint/compose"
	"github.com/plimsoll-lint/plimsoll/lint/secret"
	"github.com/plimsoll-lint/plimsoll/lint/shell"
	"github.com/plimsoll-lint/plimsoll/lint/source"
)

// ServicePlace says where a Compose file holds a credential.
type ServicePlace int

// The places of credentials in a Compose file, besides environment and build.args, which are variables.
const (
	InCommand ServicePlace = iota // command, entrypoint, the test of a healthcheck, hooks
	InLabel                       // labels, those of deploy and annotations
	InConfig                      // the content of configs
	InDriver                      // driver_opts of volumes and networks, logging.options, storage_opt
	Elsewhere                     // tokens of known issuers and private keys anywhere else in the files
)

// ServiceCredentials returns the literal credentials at one kind of place of a Compose project. What a .env file holds is
// never looked at, and what several services share stands once.
func (u *Unit) ServiceCredentials(at ServicePlace) []Credential {
	p := u.Compose
	if p == nil {
		return nil
	}
	f := credentials{}
	for _, s := range p.Services {
		f.subject = "services." + s.Key.Value
		f.service(s, at)
	}
	f.subject = ""
	switch at {
	case InConfig:
		for _, c := range p.Configs {
			f.config(c.Content.Raw())
		}
	case InDriver:
		for _, v := range p.Volumes {
			f.driver(v.DriverOpts)
		}
		for _, n := range p.Networks {
			f.driver(n.DriverOpts)
		}
	case Elsewhere:
		u.tokens(&f)
	case InCommand, InLabel:
	}
	return f.list
}

func (f *credentials) service(s *compose.Service, at ServicePlace) {
	switch at {
	case InCommand:
		for _, c := range [...]*compose.Command{&s.Command, &s.Entrypoint, &s.Healthcheck.Test} {
			f.serviceCommand(c)
		}
		for _, hooks := range [...][]compose.Hook{s.PreStart, s.PostStart, s.PreStop, s.Watch} {
			for i := range hooks {
				f.serviceCommand(&hooks[i].Command)
			}
		}
	case InLabel:
		for _, e := range [...]compose.Entries{s.Labels, s.Deploy.Labels, s.Annotations} {
			f.labels(e)
		}
	case InDriver:
		f.driver(s.Logging.Options)
		f.driver(s.StorageOpt)
	case InConfig, Elsewhere:
	}
}

// serviceCommand looks at a command of a service. Its words are judged as they are written, before variables are replaced.
func (f *credentials) serviceCommand(c *compose.Command) {
	var script *shell.Script
	words := make([]source.Text, 0, len(c.Words))
	if c.Shell {
		text := c.Text.Raw()
		f.text(text)
		script = shell.ParseText(text, shell.POSIX)
	} else {
		for i := range c.Words {
			raw := c.Words[i].Raw()
			f.text(raw)
			if i == 0 && (raw.Value == "CMD" || raw.Value == "CMD-SHELL") {
				continue
			}
			words = append(words, raw)
		}
		switch {
		case len(c.Words) > 1 && c.Words[0].V == "CMD-SHELL":
			script = shell.ParseText(c.Words[1].Raw(), shell.POSIX)
		default:
			script = shell.Words(words)
		}
	}
	for _, cmd := range script.Commands {
		for i := range cmd.Assigns {
			f.assign(cmd, &cmd.Assigns[i])
		}
		for _, p := range cmd.Passwords() {
			f.given(cmd.Name+" "+p.Name, p.Value, func() { f.password(cmd, p) })
		}
		f.named(cmd)
	}
}

// given judges the value of an option. A dollar that is doubled is one for a shell in the container.
func (f *credentials) given(name string, w shell.Word, judge func()) {
	if strings.Contains(w.Value, "$$") {
		return
	}
	if v := secret.Judge("PASSWORD", w.Value); strings.HasPrefix(w.Value, "${") && v.Kind == secret.Credential {
		if secret.Password(w.Value[v.Start:v.End]) {
			f.add("the default of "+name, w.At(v.Start, v.End))
		}
		return
	}
	judge()
}

// named looks for options whose names say that a credential follows. The program is often that of the image's entry point, of
// which the grammar is not known: `--token x`, `--admin-password=x`.
func (f *credentials) named(c *shell.Command) {
	for i := range c.Words {
		w := &c.Words[i]
		if len(w.Value) < 4 || w.Value[0] != '-' || strings.Contains(w.Value, "$$") {
			continue
		}
		name, value, joined := strings.Cut(w.Value, "=")
		if !credentialOption(name) {
			continue
		}
		given := w
		if !joined {
			if i+1 == len(c.Words) || strings.HasPrefix(c.Words[i+1].Value, "-") {
				continue
			}
			given = &c.Words[i+1]
			value = given.Value
		}
		at := len(given.Value) - len(value)
		if v := secret.Judge("PASSWORD", value); strings.Contains(value, "$") && v.Kind == secret.Credential && v.Start > 0 {
			if secret.Password(value[v.Start:v.End]) {
				f.add("the default of "+name, given.At(at+v.Start, at+v.End))
			}
		} else if given.Literal && !strings.Contains(value, "$$") && secret.Password(value) {
			f.add("the value of "+name, given.At(at, len(given.Value)))
		}
	}
}

// credentialOption reports whether the name of an option is that of a credential, in full.
func credentialOption(name string) bool {
	switch name {
	case "--requirepass", "--masterauth", "--authkey", "--auth-key", "--authtoken":
		return true
	}
	return strings.HasPrefix(name, "--") && secret.Name(name[2:]) == secret.Strong
}

// labels looks at labels: the logins of proxies, and what dashboards are told.
func (f *credentials) labels(entries compose.Entries) {
	for _, e := range entries.Items {
		key, value := e.Key.Value, e.Value.Raw()
		lower := strings.ToLower(key)
		if strings.HasSuffix(lower, "basicauth.users") || strings.HasSuffix(lower, "digestauth.users") ||
			strings.Contains(lower, "basic_auth") || strings.Contains(lower, "basicauth") && strings.HasPrefix(lower, "caddy") {
			f.login(lower, value)
			continue
		}
		// A label named secret may only say which one.
		name := key[strings.LastIndexByte(key, '.')+1:]
		if strings.Contains(strings.ToUpper(name), "PASS") || secret.Random(value.Value) || strings.Contains(value.Value, "://") {
			f.pair(name, value)
		} else {
			f.text(value)
		}
	}
}

// login judges user:password of traefik, or "user password" and the password alone of caddy, whose key may name the user.
func (f *credentials) login(key string, value source.Text) {
	if strings.Contains(value.Value, "${") && !strings.Contains(value.Value, "$$") {
		return // a hash that is written out has doubled dollars
	}
	at := strings.IndexByte(value.Value, ':') + 1
	if strings.HasPrefix(key, "caddy") {
		at = strings.LastIndexByte(value.Value, ' ') + 1
		if strings.HasSuffix(key, "basic_auth") || strings.HasSuffix(key, "basicauth") {
			return // the path that it protects
		}
	} else if at == 0 {
		return
	}
	if password := value.Value[at:]; len(password) > 0 && secret.Password(password) && !strings.Contains(password, "{{") {
		f.add("the login of a proxy", value.At(at, len(value.Value)))
	}
}

// pair judges a name and a value that stand beside each other.
func (f *credentials) pair(name string, value source.Text) {
	v := secret.Judge(name, value.Value)
	switch v.Kind {
	case secret.Nothing:
		return
	case secret.Credential:
		if !secret.Password(value.Value[v.Start:v.End]) {
			return
		}
		f.add("the value of "+name, value.At(v.Start, v.End))
	case secret.Format, secret.Userinfo, secret.Setting:
		f.add(v.String(), value.At(v.Start, v.End))
	}
}

// config looks at the lines of a file that the Compose file holds.
func (f *credentials) config(content source.Text) {
	f.text(content)
	start := 0
	for line := range strings.SplitSeq(content.Value, "\n") {
		if trimmed := strings.TrimSpace(line); trimmed != "" && trimmed[0] != '#' && trimmed[0] != ';' {
			f.line(content, start, line)
		}
		start += len(line) + 1
	}
}

// driver looks at the options of drivers. Those of mounts stand in one option, with commas between them.
func (f *credentials) driver(entries compose.Entries) {
	for _, e := range entries.Items {
		value := e.Value.Raw()
		if e.Key.Value != "o" {
			f.pair(e.Key.Value, value)
			continue
		}
		start := 0
		for option := range strings.SplitSeq(value.Value, ",") {
			name, given, ok := strings.Cut(option, "=")
			name = strings.TrimSpace(name)
			if from := start + len(option) - len(given); ok && (name == "password" || name == "pass" || name == "passwd" || name == "password2") {
				if v := secret.Judge("PASSWORD", given); v.Kind == secret.Credential && secret.Password(given[v.Start:v.End]) {
					f.add("the password of a mount", value.At(from+v.Start, from+v.End))
				}
			}
			start += len(option) + 1
		}
	}
}
