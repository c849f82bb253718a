package shell

import (
	"strings"

	"github.com/plimsoll-lint/plimsoll/lint/source"
)

// Key is a private key that a command makes.
type Key struct {
	Command *Command
	// What says in words what it is.
	What string
	// File is where it lies, with variables as far as they are known; "" where that is not known.
	File string
	// Span is what makes it: the command, or the package that does so as it is installed.
	Span source.Span
}

// key returns the private key that the command itself makes into a file. Parameters, requests for a key that is there, and
// public halves are none.
func (c *Command) key() (Key, bool) {
	opts := c.Options()
	key := func(what string, file Word, otherwise string) (Key, bool) {
		k := Key{Command: c, What: what, File: otherwise, Span: c.Span()}
		if !file.IsZero() {
			k.File = c.Expand(file, nil)
		}
		return k, !strings.HasPrefix(k.File, "/dev/")
	}
	switch c.Name {
	case "ssh-keygen":
		switch {
		case opts.Find("-A") != nil:
			return key("SSH host keys", Word{}, "/etc/ssh/ssh_host_")
		case opts.Find("-y", "-l", "-F", "-R", "-H", "-e", "-i", "-s", "-K", "-p", "-c", "-B", "-D", "-L", "-k", "-Q", "-Y", "-r", "-U",
			"-M", "-h", "-V") != nil:
			return Key{}, false
		}
		if len(opts.List) == 0 {
			return Key{}, false
		}
		return key("an SSH key", value(opts.Find("-f")), "~/.ssh/id_")
	case "dropbearkey":
		if file := opts.Find("-f"); file != nil && opts.Find("-y") == nil {
			return key("an SSH key", file.Value, "")
		}
	case "openssl":
		return c.opensslKey(opts)
	case "keytool":
		if opts.Find("-genkeypair", "-genkey", "-genseckey") != nil {
			return key("a key", value(opts.Find("-keystore")), "~/.keystore")
		}
	case "gpg", "gpg2":
		if opts.Find("--gen-key", "--generate-key", "--full-gen-key", "--full-generate-key", "--quick-gen-key", "--quick-generate-key") != nil {
			return key("an OpenPGP key", Word{}, "~/.gnupg")
		}
	case "make-ssl-cert":
		if opts.Operand(0) == "generate-default-snakeoil" {
			return key("a TLS key", Word{}, "/etc/ssl/private/ssl-cert-snakeoil.key")
		}
	case "wg", "age-keygen":
		if c.Name == "wg" && opts.Operand(0) != "genkey" {
			return Key{}, false
		}
		if out := opts.Find("-o"); out != nil {
			return key("a key", out.Value, "")
		}
		if r := c.lastOutput(); r != nil {
			return key("a key", r.Word, "")
		}
	case "mkcert":
		return key("a TLS key", value(opts.Find("-key-file", "--key-file")), "-key.pem")
	}
	return Key{}, false
}

// lastOutput returns where the output of the command goes, through tee as well.
func (c *Command) lastOutput() *Redirect {
	if r := c.output(); r != nil {
		return r
	}
	for _, to := range c.PipedInto {
		if to.Name == "tee" && len(to.Words) > 1 {
			return &Redirect{Word: to.Words[len(to.Words)-1]}
		}
	}
	return nil
}

func value(opt *Option) Word {
	if opt == nil {
		return Word{}
	}
	return opt.Value
}

func (c *Command) opensslKey(opts *Options) (Key, bool) {
	k := Key{Command: c, What: "a private key", Span: c.Span()}
	var file Word
	switch opts.Operand(0) {
	case "genrsa", "gendsa":
		file = value(opts.Find("-out"))
	case "genpkey":
		if opts.Find("-genparam") != nil {
			return Key{}, false
		}
		file = value(opts.Find("-out"))
	case "ecparam", "dsaparam":
		if opts.Find("-genkey") == nil {
			return Key{}, false
		}
		file = value(opts.Find("-out"))
	case "req":
		if opts.Find("-newkey") == nil && (opts.Find("-key") != nil || opts.Find("-new", "-x509", "-keyout") == nil) {
			return Key{}, false
		}
		if opts.Find("-in") != nil && opts.Find("-newkey", "-new") == nil {
			return Key{}, false // shows or signs a request
		}
		k.What, k.File = "a TLS key", "privkey.pem"
		if out := opts.Find("-keyout"); out != nil {
			file = out.Value
		}
	default:
		return Key{}, false
	}
	if file.IsZero() && k.File == "" {
		r := c.lastOutput()
		if r == nil {
			return Key{}, false // to the standard output, for a pipe or a variable
		}
		file = r.Word
	}
	if !file.IsZero() {
		k.File = c.Expand(file, nil)
	}
	return k, !strings.HasPrefix(k.File, "/dev/") && k.File != "-"
}

// Keys returns the private keys that the command makes into files, itself or by installing a package that does so: Debian's
// openssh-server makes host keys.
func (c *Command) Keys() []Key {
	switch c.Name {
	case "apt-get", "apt", "aptitude":
	default:
		if k, ok := c.key(); ok {
			return []Key{k}
		}
		return nil
	}
	opts := c.Options()
	if opts.Operand(0) != "install" || opts.Find("-d", "--download-only", "-s", "--dry-run") != nil {
		return nil
	}
	for i := range opts.Operands {
		if name, _, _ := strings.Cut(opts.Operands[i].Value, "="); name == "openssh-server" {
			return []Key{{Command: c, What: "SSH host keys", File: "/etc/ssh/ssh_host_", Span: opts.Operands[i].Span()}}
		}
	}
	return nil
}

// Deletes reports whether the command removes a file, one whose name begins as given where that ends in an underscore, or a
// folder that it lies in. Relative names count by their last elements.
func (c *Command) Deletes(file string) bool {
	switch c.Name {
	case "rm", "shred", "unlink", "srm", "find":
	default:
		return false
	}
	name := homePath(file)
	for i := range c.Args() {
		removed := homePath(c.Expand(c.Args()[i], nil))
		if covers(removed, name) || strings.HasSuffix(name, "_") && strings.Contains(removed, name) ||
			strings.HasSuffix(name, "ssh_host_") && strings.Contains(removed, "ssh_host_") {
			return true
		}
	}
	return false
}
