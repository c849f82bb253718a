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

func (f *switches) pip(c *Command) {
	opts := c.Options()
	for i := range opts.List {
		opt := &opts.List[i]
		if (opt.Name == "--trusted-host" || opt.Name == "--allow-insecure-host") && !loopback([]Word{opt.Value}) {
			f.add(Transport, c.Name, opt.Name, opt.Span())
		}
	}
	// pip config set global.trusted-host example.com
	if opts.Operand(0) == "config" && opts.Operand(1) == "set" && strings.HasSuffix(opts.Operand(2), "trusted-host") {
		f.add(Transport, c.Name, "trusted-host", opts.Operands[2].Span().Join(opts.Operands[len(opts.Operands)-1].Span()))
	}
}

// sources looks for [trusted=yes] in lines of sources.list, and for Trusted: yes in deb822 files.
func (f *switches) sources(text string, at func(i, j int) source.Span) {
	for offset, line := range lines(text) {
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
		if !loopbackHost(urls[i].Value) {
			return false
		}
	}
	return len(urls) > 0
}

// loopbackHost reports whether an address, or a host and port, is the machine's own.
func loopbackHost(address string) bool {
	if _, rest, ok := strings.Cut(address, "://"); ok {
		address = rest
	}
	address, _, _ = strings.Cut(address, "/")
	if strings.HasPrefix(address, "[::1]") || strings.HasPrefix(address, "127.") {
		return true
	}
	address, _, _ = strings.Cut(address, ":")
	return address == "localhost"
}
