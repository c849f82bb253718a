package shell

import (
	"slices"
	"strings"

	"github.com/plimsoll-lint/plimsoll/lint/source"
)

// WeakKey is a key that is taken in with nothing that ties it to its owner.
type WeakKey struct {
	// Short is set for a key that is asked for by an id of eight digits, of which anybody can make another key; else the key
	// comes over a connection in the clear.
	Short   bool
	Name    string // the id or the scheme
	Span    source.Span
	Command *Command
}

// WeakKeys returns the keys that the command itself asks for. Those that are downloaded are a Use of downloads.
func (c *Command) WeakKeys() []WeakKey {
	switch c.Name {
	case "gpg", "gpg2", "apt-key", "pacman-key":
		opts := c.Options()
		if fetch := opts.Find("--fetch-keys", "--fetch"); fetch != nil {
			return c.plainKeys()
		}
		if opts.Find("--recv-keys", "--recv-key", "--recv", "--receive-keys", "--receive-key") != nil ||
			c.Name == "pacman-key" && opts.Find("-r") != nil {
			return c.shortIDs()
		}
	case "rpm", "rpmkeys":
		opts := c.Options()
		if opts.Find("--import") != nil {
			return c.plainKeys()
		}
	}
	return nil
}

func (c *Command) plainKeys() []WeakKey {
	var out []WeakKey
	for i := range c.Words {
		w := &c.Words[i]
		v := c.Expand(*w, nil)
		if strings.HasPrefix(v, "-") || c.Words[max(i-1, 0)].Value == "--keyserver" {
			continue
		}
		if scheme := PlainScheme(v); scheme != "" {
			out = append(out, WeakKey{Name: scheme, Span: w.Span(), Command: c})
		}
	}
	return out
}

func (c *Command) shortIDs() []WeakKey {
	var out []WeakKey
	for _, w := range c.Args() {
		if strings.HasPrefix(w.Value, "--") {
			if i := strings.IndexByte(w.Value, '='); i > 0 {
				w = w.tail(i + 1)
			}
		}
		for field := range strings.FieldsSeq(c.Expand(w, nil)) {
			if shortID(field) {
				out = append(out, WeakKey{Short: true, Name: field, Span: w.Span(), Command: c})
				break
			}
		}
	}
	return out
}

// shortID reports whether a word is the id of a key by its last 32 bits.
func shortID(v string) bool {
	v = strings.TrimPrefix(strings.TrimPrefix(strings.TrimSuffix(v, "!"), "0x"), "0X")
	return len(v) == 8 && strings.Trim(v, "0123456789abcdefABCDEF") == ""
}

// WeakKeysIn returns the keys that a text names in the clear which is written into the settings of yum, dnf or zypper.
func WeakKeysIn(file string, text source.Text) []WeakKey {
	if settingsOf(file) != yumFile || !strings.Contains(text.Value, "gpgkey") {
		return nil
	}
	var out []WeakKey
	for offset, line := range lines(text.Value) {
		name, _, ok := strings.Cut(line, "=")
		if !ok || strings.TrimSpace(name) != "gpgkey" {
			continue
		}
		for i := len(name) + 1; i < len(line); {
			n := strings.IndexAny(line[i:]+" ", " ,\t")
			if scheme := PlainScheme(line[i : i+n]); scheme != "" {
				out = append(out, WeakKey{Name: scheme, Span: text.At(offset+i, offset+i+n)})
			}
			i += n + 1
		}
	}
	return out
}

// trustsKeys reports whether the command makes what it is given a key that is trusted.
func (c *Command) trustsKeys() bool {
	switch c.Name {
	case "apt-key":
		opts := c.Options()
		return slices.ContainsFunc(opts.Operands, func(w Word) bool { return w.Value == "add" })
	case "gpg", "gpg2":
		opts := c.Options()
		return opts.Find("--import", "--dearmor", "--dearmour", "--fast-import") != nil
	case "rpm", "rpmkeys":
		opts := c.Options()
		return opts.Find("--import") != nil
	case "pacman-key":
		opts := c.Options()
		return opts.Find("-a", "--add") != nil
	}
	return false
}

// trusted notes that a download is written where programs look for what they trust.
func (t *trace) trusted() {
	for _, f := range t.files {
		if TrustFolder(f.name) {
			t.used(t.download.Command, Trusts, ThroughSaved, t.check)
			return
		}
	}
}

// TrustFolder reports whether a path lies where package managers look for keys, or programs for certificate authorities.
func TrustFolder(name string) bool {
	if name == "/etc/apt/trusted.gpg" {
		return true
	}
	for _, dir := range [...]string{
		"/etc/apt/trusted.gpg.d/", "/etc/apt/keyrings/", "/usr/share/keyrings/", "/etc/pki/rpm-gpg/", "/etc/apk/keys/",
		"/usr/local/share/ca-certificates/", "/usr/share/ca-certificates/", "/etc/pki/ca-trust/source/anchors/", "/etc/ssl/certs/",
	} {
		if strings.HasPrefix(name, dir) {
			return true
		}
	}
	return false
}
