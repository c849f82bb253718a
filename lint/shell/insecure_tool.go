package shell

import (
	"slices"
	"strings"

	"github.com/plimsoll-lint/plimsoll/lint/source"
)

// node looks at npm, yarn and pnpm: strict-ssl as an option of any command, and set by `config set` in its three forms.
func (f *switches) node(c *Command) {
	opts := c.Options()
	for i := range opts.List {
		opt := &opts.List[i]
		switch opt.Name {
		case "--no-strict-ssl":
			f.add(Transport, c.Name, "strict-ssl", opt.Span())
		case "--strict-ssl":
			span := opt.Span()
			value := opt.Value.Value
			if opt.Value.IsZero() && opt.at+1 < len(c.Words) {
				value = c.Words[opt.at+1].Value
				span = span.Join(c.Words[opt.at+1].Span())
			}
			if value == "false" {
				f.add(Transport, c.Name, "strict-ssl", span)
			}
		}
	}
	f.setting(c, "config", "strict-ssl", "enableStrictSsl")
	f.setting(c, "set", "strict-ssl")
}

// setting adds `config [set] NAME false` and `config set NAME=false`; of disable-tls, true.
func (f *switches) setting(c *Command, verb string, names ...string) {
	opts := c.Options()
	if opts.Operand(0) != verb && !(opts.Operand(0) == "c" && verb == "config") {
		return
	}
	for i := range opts.Operands {
		name, value, joined := strings.Cut(opts.Operands[i].Value, "=")
		if !slices.Contains(names, name) {
			continue
		}
		span := opts.Operands[i].Span()
		if !joined && i+1 < len(opts.Operands) {
			value = opts.Operands[i+1].Value
			span = span.Join(opts.Operands[i+1].Span())
		}
		if value == "false" && name != "disable-tls" || value == "true" && name == "disable-tls" {
			f.add(Transport, c.Name, name, span)
		}
		return
	}
}

func (f *switches) git(c *Command) {
	opts := c.Options()
	for i := range opts.List {
		opt := &opts.List[i]
		name, value, _ := strings.Cut(opt.Value.Value, "=")
		if (opt.Name == "-c" || opt.Name == "--config") && sslVerify(name) && gitFalse(value) {
			f.add(Transport, "git", name, opt.Span())
		}
	}
	if opts.Operand(0) != "config" {
		return
	}
	for i := 1; i+1 < len(opts.Operands); i++ {
		if name := opts.Operands[i].Value; sslVerify(name) && gitFalse(opts.Operands[i+1].Value) {
			f.add(Transport, "git", name, opts.Operands[i].Span().Join(opts.Operands[i+1].Span()))
		}
	}
}

// sslVerify reports whether a git setting is http.sslVerify or http.<url>.sslVerify; both ends are case insensitive.
func sslVerify(name string) bool {
	lower := strings.ToLower(name)
	return strings.HasPrefix(lower, "http.") && strings.HasSuffix(lower, ".sslverify") || lower == "http.sslverify"
}

func gitFalse(value string) bool {
	switch strings.ToLower(value) {
	case "false", "0", "no", "off", "":
		return true
	}
	return false
}

// golang looks at `go get -insecure`, gone since Go 1.17, and at `go env -w`.
func (f *switches) golang(c *Command) {
	opts := c.Options()
	if opts.Operand(0) == "get" {
		f.flags(opts, Transport, "-insecure")
	}
	if opts.Operand(0) != "env" {
		return
	}
	for i := 1; i < len(opts.Operands); i++ {
		name, value, _ := strings.Cut(opts.Operands[i].Value, "=")
		if check, tool, ok := SwitchedOffBy(name, value); ok {
			f.add(check, tool, name, opts.Operands[i].Span())
		}
	}
}

// content looks at text that is written into the settings of package managers.
func (f *switches) content(c *Command) {
	if c.Name == "add-apt-repository" || c.Name == "apt-add-repository" {
		for i := range c.Words {
			f.sources(&c.Words[i], c.Words[i].locator())
		}
		return
	}
	for _, w := range c.Writes() {
		for i := range w.Content {
			f.written(w.Path.Value, &w.Content[i])
		}
	}
}

func (f *switches) written(file string, w *Word) {
	at := w.locator()
	f.sources(w, at)
	yum := strings.Contains(file, "yum.repos.d") || strings.HasSuffix(file, ".repo") ||
		strings.Contains(file, "/yum.conf") || strings.Contains(file, "/dnf.conf")
	for offset, line := range lines(w.Value) {
		trimmed := strings.TrimSpace(line)
		start := offset + strings.Index(line, trimmed)
		switch name, value, ok := strings.Cut(trimmed, "="); {
		case trimmed == "" || trimmed[0] == '#':
		case ok && yum:
			f.repoSetting("dnf", name, value, at(start, start+len(trimmed)))
		case ok && strings.HasSuffix(file, "npmrc") && strings.TrimSpace(name) == "strict-ssl" &&
			strings.TrimSpace(value) == "false":
			f.add(Transport, "npm", "strict-ssl", at(start, start+len(trimmed)))
		case strings.HasSuffix(file, ".curlrc") && (trimmed == "insecure" || trimmed == "-k" || trimmed == "--insecure"):
			f.add(Transport, "curl", "insecure", at(start, start+len(trimmed)))
		case ok && strings.HasSuffix(file, "wgetrc") && strings.TrimSpace(name) == "check_certificate" &&
			strings.TrimSpace(value) == "off":
			f.add(Transport, "wget", "check_certificate", at(start, start+len(trimmed)))
		case strings.Contains(file, "/apt/apt.conf"):
			f.aptLine(at(start, start+len(trimmed)), trimmed)
		}
	}
}

// aptLine adds a line of apt.conf such as `Acquire::https::Verify-Peer "false";`.
func (f *switches) aptLine(span source.Span, line string) {
	name, value, ok := strings.Cut(strings.TrimSuffix(line, ";"), " ")
	if !ok {
		return
	}
	if check, name, ok := aptSetting(name + "=" + strings.TrimSpace(value)); ok {
		f.add(check, "apt-get", name, span)
	}
}

// sources looks for [trusted=yes] in lines of sources.list, and for Trusted: yes in deb822 files.
func (f *switches) sources(w *Word, at func(i, j int) source.Span) {
	for offset, line := range lines(w.Value) {
		trimmed := strings.TrimLeft(line, " \t")
		if strings.EqualFold(strings.ReplaceAll(trimmed, " ", ""), "trusted:yes") {
			f.add(Signature, "apt-get", "trusted", at(offset+len(line)-len(trimmed), offset+len(line)))
			continue
		}
		if rest := strings.TrimPrefix(strings.TrimPrefix(trimmed, "deb"), "-src"); rest == trimmed || rest == "" ||
			strings.IndexByte(" \t[", rest[0]) < 0 {
			continue
		}
		open, end := strings.IndexByte(line, '['), strings.IndexByte(line, ']')
		if open < 0 || end < open || localSource(line[end+1:]) {
			continue
		}
		for i := open + 1; i < end; {
			stop := i + strings.IndexAny(line[i:end]+" ", " \t")
			switch strings.ToLower(line[i:stop]) {
			case "trusted=yes", "allow-insecure=yes", "allow-weak=yes":
				f.add(Signature, "apt-get", line[i:stop], at(offset+i, offset+stop))
			}
			i = stop + 1
		}
	}
}

// localSource reports whether a source is a folder of the image, whose packages came with it or were built in it.
func localSource(rest string) bool {
	rest = strings.TrimLeft(rest, " \t")
	return strings.HasPrefix(rest, "file:") || strings.HasPrefix(rest, "copy:") || strings.HasPrefix(rest, "/")
}

// loopback reports whether all addresses are the machine's own: no one sits on that way.
func loopback(urls []Word) bool {
	for i := range urls {
		host := urls[i].Value
		if _, rest, ok := strings.Cut(host, "://"); ok {
			host = rest
		}
		host, _, _ = strings.Cut(host, "/")
		if !strings.HasPrefix(host, "[::1]") && !strings.HasPrefix(host, "127.") {
			if host, _, _ = strings.Cut(host, ":"); host != "localhost" {
				return false
			}
		}
	}
	return len(urls) > 0
}
