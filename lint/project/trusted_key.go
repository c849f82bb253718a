package project

import (
	"strings"

	"github.com/plimsoll-lint/plimsoll/lint/dockerfile"
	"github.com/plimsoll-lint/plimsoll/lint/shell"
	"github.com/plimsoll-lint/plimsoll/lint/source"
)

// WeakKey is a key that a build trusts with nothing that ties it to its owner.
type WeakKey struct {
	shell.WeakKey
	Subject string // the stage
}

// WeakKeys returns the keys and certificate authorities that the build trusts and that anybody on the way, or anybody at all,
// can replace by others.
func (u *Unit) WeakKeys() []WeakKey {
	var out []WeakKey
	for _, c := range u.Commands("gpg", "gpg2", "apt-key", "pacman-key", "rpm", "rpmkeys") {
		for _, key := range c.WeakKeys() {
			out = append(out, WeakKey{key, c.Subject})
		}
	}
	for _, run := range u.RemoteRuns(shell.Trusts) {
		if scheme := shell.PlainScheme(run.URL); scheme != "" {
			out = append(out, WeakKey{shell.WeakKey{Name: scheme, Span: run.At}, run.Subject})
		}
	}
	for _, w := range u.Writes() {
		for _, text := range w.Content {
			for _, key := range shell.WeakKeysIn(w.Path, text) {
				out = append(out, WeakKey{key, w.Subject})
			}
		}
	}
	return out
}

// trusts reports whether what is downloaded at a place becomes a key that is trusted.
func (u *Unit) trusts(at source.Span) bool {
	u.remoteOnce.Do(u.followDownloads)
	return u.use(at) == shell.Trusts
}

// GlobalKey is a key that a build lets sign the packages of every repository of apt.
type GlobalKey struct {
	Span    source.Span
	Subject string // the stage
}

const globalKeys = "/etc/apt/trusted.gpg.d/"

// GlobalKeys returns the keys that are put among those that apt trusts for every repository.
func (u *Unit) GlobalKeys() []GlobalKey {
	var out []GlobalKey
	for _, c := range u.Commands("apt-key") {
		opts := c.Options()
		keyring := opts.Find("--keyring")
		if verb := aptKeyVerb(opts); verb != nil && (keyring == nil || strings.HasPrefix(keyring.Value.Value, globalKeys)) {
			out = append(out, GlobalKey{c.Words[0].Span().Join(verb.Span()), c.Subject})
		}
	}
	for _, c := range u.Commands("curl", "wget", "gpg", "gpg2", "tee", "cp", "mv", "install", "cat", "echo", "apt-key") {
		if span, ok := globalKeyPath(&c); ok {
			out = append(out, GlobalKey{span, c.Subject})
		}
	}
	for _, t := range u.Transfers() {
		if _, copied := t.At.(*dockerfile.Copy); (copied || len(t.Sources) > 0) && t.Known &&
			strings.HasPrefix(t.Target+"/", globalKeys) {
			out = append(out, GlobalKey{t.Dest.Span, t.Subject})
		}
	}
	return out
}

// aptKeyVerb returns the word that adds keys.
func aptKeyVerb(opts *shell.Options) *shell.Word {
	for i := range opts.Operands {
		switch opts.Operands[i].Value {
		case "add":
			return &opts.Operands[i]
		case "adv":
			if opts.Find("--recv-keys", "--recv-key", "--recv", "--receive-keys", "--fetch-keys", "--import") != nil {
				return &opts.Operands[i]
			}
			return nil
		}
	}
	return nil
}

// globalKeyPath returns the path in the folder of global keys that a command writes to.
func globalKeyPath(c *Command) (source.Span, bool) {
	for i := range c.Redirects {
		if r := &c.Redirects[i]; strings.HasPrefix(r.Op, ">") && strings.HasPrefix(c.Expand(r.Word, nil), globalKeys) {
			return r.Word.Span(), true
		}
	}
	opts := c.Options()
	switch c.Name {
	case "cp", "mv", "install", "tee":
		if n := len(opts.Operands); n > 0 {
			if last := &opts.Operands[n-1]; strings.HasPrefix(c.Expand(*last, nil)+"/", globalKeys) {
				return last.Span(), true
			}
		}
	case "curl", "wget", "gpg", "gpg2":
		o := opts.Find("-o", "--output", "-O", "--output-document", "-P", "--directory-prefix", "--keyring", "--primary-keyring")
		if o != nil {
			name := strings.TrimPrefix(o.Value.Value, "gnupg-ring:")
			if strings.HasPrefix(name+"/", globalKeys) {
				return o.Value.Span(), true
			}
		}
	}
	return source.Span{}, false
}
