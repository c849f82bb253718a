package shell

import (
	"bytes"
	"strings"

	"github.com/plimsoll-lint/plimsoll/lint/source"
)

// Check is what a switch turns off.
type Check int

// The checks.
const (
	Transport Check = iota // the TLS certificate of the server, so that whoever sits on the way may answer
	Signature              // the signature or checksum of a package
)

// Switch is an option or assignment that turns a check off.
type Switch struct {
	Check   Check
	Tool    string // the program whose check it is: "curl", "apt-get", "git"
	Name    string // what does it, without quotes: "--insecure", "http.sslVerify", "NODE_TLS_REJECT_UNAUTHORIZED"
	Span    source.Span
	Command *Command
	// Delete are the bytes that can go, so that the check is on again: an option without a value, and the blank in front of
	// it. It is zero where that is not so plain.
	Delete source.Span
}

// SwitchedOff returns the options and assignments that turn checks of TLS or signatures off, in source order. Left out
// are requests to the machine itself and package sources that are its own folders: no one stands in between. What the
// script writes into settings is the business of SwitchedOffIn.
func (s *Script) SwitchedOff() []Switch {
	f := switches{}
	for _, c := range s.Commands {
		f.command = c
		for i := range c.Assigns {
			a := &c.Assigns[i]
			check, tool, off := switchOf(a.Name)
			if off == nil {
				continue
			}
			value, known := c.Resolve(a.Value, nil)
			if a.Value.IsZero() {
				known = bytes.HasSuffix(a.Span().Bytes(), []byte("=")) // no array, and no name alone
			}
			if known && off(value.Value) {
				f.add(check, tool, a.Name, a.Span())
			}
		}
		if len(c.Words) > 0 {
			f.options(c)
		}
	}
	return f.list
}

type switches struct {
	command *Command
	list    []Switch
}

func (f *switches) add(check Check, tool, name string, span source.Span) {
	f.list = append(f.list, Switch{Check: check, Tool: tool, Name: name, Span: span, Command: f.command})
}

// flags adds each option of one of the names.
func (f *switches) flags(opts *Options, check Check, names ...string) {
	for i := range opts.List {
		for _, name := range names {
			if opts.List[i].Name == name {
				f.add(check, f.command.Name, name, opts.List[i].Span())
				f.list[len(f.list)-1].Delete = opts.List[i].bytes()
			}
		}
	}
}

func (f *switches) options(c *Command) {
	switch c.Name {
	case "curl":
		if d, ok := c.Download(); ok && loopback(d.URLs) {
			return
		}
		opts := c.Options()
		f.flags(opts, Transport, "-k", "--insecure", "--proxy-insecure", "--doh-insecure")
	case "wget", "wget2":
		if d, ok := c.Download(); ok && loopback(d.URLs) {
			return
		}
		opts := c.Options()
		f.flags(opts, Transport, "--no-check-certificate")
		f.valued(opts, Transport, "--check-certificate", "off", "no", "false", "quiet")
	case "aria2c":
		opts := c.Options()
		f.valued(opts, Transport, "--check-certificate", "false")
	case "apt", "apt-get", "aptitude", "apt-cache":
		f.apt(c)
	case "apk":
		opts := c.Options()
		f.flags(opts, Signature, "--allow-untrusted")
		f.flags(opts, Transport, "--no-check-certificate")
	case "yum", "dnf", "dnf5", "dnf-3", "microdnf", "tdnf", "yum-config-manager":
		f.dnf(c)
	case "rpm":
		opts := c.Options()
		f.flags(opts, Signature, "--nosignature", "--nodigest", "--nofiledigest", "--noverify", "--nopayload")
	case "zypper":
		opts := c.Options()
		f.flags(opts, Signature, "--no-gpg-checks", "--allow-unsigned-rpm", "--no-gpgcheck", "-G",
			"--gpgcheck-allow-unsigned", "--gpgcheck-allow-unsigned-repo", "--gpgcheck-allow-unsigned-package")
	case "dpkg":
		opts := c.Options()
		f.flags(opts, Signature, "--force-bad-verify")
	case "npm", "pnpm", "yarn", "yarnpkg", "npx":
		f.node(c)
	case "git":
		f.git(c)
	case "go":
		f.golang(c)
	case "composer":
		f.setting(c, "config", "secure-http", "disable-tls")
	case "gem":
		opts := c.Options()
		f.valued(opts, Signature, "-P", "NoSecurity")
		f.valued(opts, Signature, "--trust-policy", "NoSecurity")
	case "add-apt-repository", "apt-add-repository":
		for i := range c.Words {
			f.sources(c.Words[i].Value, c.Words[i].locator())
		}
	default:
		if isPip(c.Name) {
			f.pip(c)
		} else {
			f.others(c)
		}
	}
}

// valued adds the options of a name that have one of the values.
func (f *switches) valued(opts *Options, check Check, name string, values ...string) {
	for i := range opts.List {
		opt := &opts.List[i]
		for _, v := range values {
			if opt.Name == name && strings.EqualFold(opt.Value.Value, v) {
				f.add(check, f.command.Name, name, opt.Span())
			}
		}
	}
}

func (f *switches) apt(c *Command) {
	opts := c.Options()
	f.flags(opts, Signature, "--allow-unauthenticated", "--force-yes", "--allow-insecure-repositories")
	if c.Name == "aptitude" {
		f.flags(opts, Signature, "--allow-untrusted")
	}
	for i := range opts.List {
		opt := &opts.List[i]
		if opt.Name != "-o" && opt.Name != "--option" {
			continue
		}
		if check, name, ok := aptSetting(opt.Value.Value); ok {
			f.add(check, c.Name, name, opt.Span())
		}
	}
}

// aptSetting reports whether an apt setting such as Acquire::https::Verify-Peer=false turns a check off. Names are case
// insensitive.
func aptSetting(setting string) (Check, string, bool) {
	name, value, ok := strings.Cut(setting, "=")
	if !ok {
		return 0, "", false
	}
	value = strings.ToLower(strings.Trim(value, "\"' "))
	on := value == "true" || value == "1" || value == "yes" || value == "on" || value == "with" || value == "enable"
	off := value == "false" || value == "0" || value == "no" || value == "off" || value == "without" || value == "disable"
	lower := strings.ToLower(name)
	switch lower {
	case "apt::get::allowunauthenticated", "acquire::allowinsecurerepositories", "acquire::allowweakrepositories",
		"acquire::allowdowngradetoinsecurerepositories", "apt::get::force-yes", "aptitude::cmdline::ignore-trust-violations":
		return Signature, name, on
	case "acquire::check-valid-until":
		return 0, "", false // stale lists, yet signed
	}
	if strings.HasPrefix(lower, "acquire::https") &&
		(strings.HasSuffix(lower, "::verify-peer") || strings.HasSuffix(lower, "::verify-host")) {
		return Transport, name, off
	}
	return 0, "", false
}

func (f *switches) dnf(c *Command) {
	opts := c.Options()
	f.flags(opts, Signature, "--nogpgcheck", "--no-gpgchecks", "--no-gpg-checks")
	for i := range opts.List {
		opt := &opts.List[i]
		name, value, ok := strings.Cut(opt.Value.Value, "=")
		if opt.Name != "--setopt" || !ok {
			continue
		}
		f.repoSetting(c.Name, name, value, opt.Span)
	}
}

// repoSetting adds a setting of yum and dnf, such as sslverify=0 or epel.gpgcheck=False.
func (f *switches) repoSetting(tool, name, value string, span func() source.Span) {
	name = strings.TrimSpace(name)
	switch strings.ToLower(strings.TrimSpace(value)) {
	case "0", "false", "no", "off":
	default:
		return
	}
	switch name[strings.LastIndexByte(name, '.')+1:] {
	case "sslverify", "proxy_sslverify":
		f.add(Transport, tool, "sslverify", span())
	case "gpgcheck", "pkg_gpgcheck":
		f.add(Signature, tool, "gpgcheck", span())
	}
}

// bytes returns what is to be deleted where an option without a separate value is to go: its letter in a cluster, else its
// word with the blank in front of it.
func (o *Option) bytes() source.Span {
	word := &o.words[o.at]
	span := word.Span()
	if span.IsZero() || o.apart || string(span.Bytes()) != word.Value {
		return source.Span{}
	}
	if o.from > 0 || o.to < len(word.Value) {
		if !o.Value.IsZero() {
			return source.Span{}
		}
		return o.Span()
	}
	if content := span.File.Content; span.Start > 0 && (content[span.Start-1] == ' ' || content[span.Start-1] == '\t') {
		span.Start--
		return span
	}
	return source.Span{}
}
