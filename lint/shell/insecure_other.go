package shell

import (
	"slices"
	"strings"
)

// others looks at programs that have one switch or two.
func (f *switches) others(c *Command) {
	switch c.Name {
	case "kubectl", "oc", "helm", "helm3":
		f.enabled(c, Transport, "--insecure-skip-tls-verify", "--kube-insecure-skip-tls-verify")
	case "skopeo", "podman", "buildah":
		for _, name := range []string{"--tls-verify", "--src-tls-verify", "--dest-tls-verify"} {
			f.valued(c.Options(), Transport, name, "false", "0")
		}
	case "crane", "oras", "hg", "conan":
		f.enabled(c, Transport, "--insecure")
	case "aws":
		f.enabled(c, Transport, "--no-verify-ssl")
	case "svn":
		f.enabled(c, Transport, "--trust-server-cert")
	case "ansible-galaxy":
		f.enabled(c, Transport, "--ignore-certs", "-c")
	case "http", "https", "xh":
		f.valued(c.Options(), Transport, "--verify", "no", "false")
	case "opkg":
		f.enabled(c, Transport, "--no-check-certificate")
	case "opam":
		f.enabled(c, Signature, "--no-checksums")
	case "swupd":
		f.enabled(c, Signature, "--nosigcheck")
	case "urpmi":
		f.enabled(c, Signature, "--no-verify-rpm")
	case "lftp":
		f.within(c, "ssl:verify-certificate no", "ssl:verify-certificate false", "ssl:verify-certificate off")
	case "mvn", "mvnw":
		f.within(c, mavenSwitches[:]...)
	case "conda", "mamba", "micromamba":
		f.enabled(c, Transport, "-k", "--insecure")
		f.pair(c, falsy, "ssl_verify")
	case "bundle", "bundler":
		f.pair(c, func(value string) bool { return value == "0" }, "ssl_verify_mode")
	case "poetry":
		f.pair(c, falsy, "certificates.*.cert")
	case "pdm":
		f.pair(c, falsy, "pypi.verify_ssl", "*.verify_ssl")
	case "gcloud":
		f.pair(c, func(value string) bool { return oneOf(value, "true", "1") }, "auth/disable_ssl_validation")
	}
}

func falsy(value string) bool { return oneOf(value, "false", "0", "no", "off") }

// enabled adds options that are given alone, or with a value that means yes.
func (f *switches) enabled(c *Command, check Check, names ...string) {
	opts := c.Options()
	for i := range opts.List {
		opt := &opts.List[i]
		if slices.Contains(names, opt.Name) && (opt.Value.IsZero() || !falsy(opt.Value.Value)) {
			f.add(check, c.Name, opt.Name, opt.Span())
			f.list[len(f.list)-1].Delete = opt.bytes()
		}
	}
}

// within adds words that hold one of the texts, which are in lower case.
func (f *switches) within(c *Command, texts ...string) {
	for i := range c.Words {
		lower := strings.ToLower(c.Words[i].Value)
		for _, text := range texts {
			if at := strings.Index(lower, text); at >= 0 && len(lower) == len(c.Words[i].Value) {
				f.add(Transport, c.Name, c.Words[i].Value[at:at+len(text)], c.Words[i].At(at, at+len(text)))
			}
		}
	}
}

// pair adds a setting and its value as two words of the subcommand config, whatever stands around them. The star in a name
// stands for anything.
func (f *switches) pair(c *Command, off func(value string) bool, names ...string) {
	opts := c.Options()
	if opts.Operand(0) != "config" {
		return
	}
	for i := 1; i+1 < len(c.Words); i++ {
		for _, name := range names {
			head, tail, _ := strings.Cut(name, "*")
			v := c.Words[i].Value
			if (v == name || name != head && strings.HasPrefix(v, head) && strings.HasSuffix(v, tail)) &&
				off(c.Words[i+1].Value) {
				f.add(Transport, c.Name, v, c.Words[i].Span().Join(c.Words[i+1].Span()))
				break
			}
		}
	}
}
