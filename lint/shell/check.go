package shell

import (
	"path"
	"strings"
)

// verifies reports whether the command checks a file of one of the names against a checksum or a signature, and ends
// the script where the check fails.
func (c *Command) verifies(files []alias) bool {
	if c.Has(Excused) || c.Has(Background) || len(c.Words) == 0 {
		return false
	}
	switch c.Name {
	case "sha1sum", "sha224sum", "sha256sum", "sha384sum", "sha512sum", "b2sum", "b3sum", "md5sum", "shasum", "cksum",
		"rhash":
		return c.sums(files)
	case "gpg", "gpg2":
		opts := c.Options()
		return opts.Find("--verify", "--decrypt", "-d") != nil && mentioned(c.Args(), files)
	case "gpgv", "gpgv2", "signify", "signify-openbsd", "sq", "sqv", "slsa-verifier", "sha256":
		return mentioned(c.Args(), files)
	case "rpm", "rpmkeys":
		opts := c.Options()
		return opts.Find("-K", "--checksig") != nil && mentioned(c.Args(), files)
	case "debsig-verify", "dpkg-sig":
		return mentioned(c.Args(), files)
	case "minisign":
		opts := c.Options()
		return opts.Find("-V") != nil && mentioned(c.Args(), files)
	case "cosign":
		opts := c.Options()
		return strings.HasPrefix(opts.Operand(0), "verify") && mentioned(c.Args(), files)
	case "gh":
		opts := c.Options()
		return opts.Operand(0) == "attestation" && opts.Operand(1) == "verify" && mentioned(c.Args(), files)
	case "openssl":
		opts := c.Options()
		return opts.Find("-verify", "-signature") != nil && mentioned(c.Args(), files) ||
			compared(c) && mentioned(c.Args(), files)
	}
	if p, ok := c.program(); ok && p.text >= 0 && c.Interpreter() != "sh" {
		text := c.Words[p.text].Value
		return strings.Contains(text, "hash") && mentioned(c.Words[p.text:p.text+1], files)
	}
	return false
}

// sums reports whether a checksum program checks one of the files: by a list, or because its output is compared.
func (c *Command) sums(files []alias) bool {
	opts := c.Options()
	if opts.Find("-c", "--check") == nil {
		in := c.input()
		about := mentioned(opts.Operands, files) || in != nil && mentioned([]Word{in.Word}, files) ||
			c.PipedFrom != nil && len(opts.Operands) == 0
		return about && compared(c)
	}
	for i := range opts.Operands {
		if v := opts.Operands[i].Value; v != "-" && v != "/dev/stdin" {
			return true // a list in a file
		}
	}
	var list []Word
	if in := c.input(); in != nil {
		if in.Op == "<" {
			return true
		}
		list = append(list, in.Word, in.Body)
	}
	for _, from := range c.PipedFrom {
		if from.Name != "echo" && from.Name != "printf" {
			return true // a list from elsewhere
		}
		list = append(list, from.Args()...)
	}
	return len(list) == 0 || mentioned(list, files)
}

// compared reports whether the output of a command is looked at by another one.
func compared(c *Command) bool { return c.PipedInto != nil || c.Into != nil }

// mentioned reports whether the words may speak of one of the files: by its name, or through a variable that the name
// of the file does not have.
func mentioned(words []Word, files []alias) bool {
	for i := range words {
		w := &words[i]
		for _, f := range files {
			base := path.Base(f.name)
			if strings.Contains(plainText(w.Value), base) {
				return true
			}
		}
		if w.Literal || w.IsZero() {
			continue
		}
		for _, name := range w.Variables() {
			if !strings.Contains(strings.ToLower(name), "sha") && !strings.Contains(strings.ToLower(name), "sum") {
				return true
			}
		}
		if len(w.Variables()) == 0 {
			return true
		}
	}
	return false
}

// plainText writes ${NAME} as $NAME.
func plainText(s string) string {
	if !strings.Contains(s, "${") {
		return s
	}
	return strings.ReplaceAll(strings.ReplaceAll(s, "${", "$"), "}", "")
}

// checksItself reports whether a downloader is given the checksum of what it fetches.
func (c *Command) checksItself() bool {
	if c.Name != "aria2c" {
		return false
	}
	opts := c.Options()
	return opts.Find("--checksum") != nil
}

// Verifiers returns the names of the programs that IgnoresVerification knows.
func Verifiers() []string {
	return []string{
		"sha1sum", "sha224sum", "sha256sum", "sha384sum", "sha512sum", "b2sum", "b3sum", "md5sum", "shasum", "gpg", "gpg2", "gpgv",
		"gpgv2", "cosign", "minisign", "signify", "rpm", "rpmkeys", "slsa-verifier", "debsig-verify",
	}
}

// IgnoresVerification reports whether the command checks a checksum or a signature, and the script goes on where the check
// fails.
func (c *Command) IgnoresVerification() bool {
	if c.Has(InTest) || compared(c) {
		return false // the outcome is looked at elsewhere
	}
	return c.verifier() && (c.Has(Excused) || c.unheeded())
}

// verifier reports whether the command checks a checksum or a signature.
func (c *Command) verifier() bool {
	opts := c.Options()
	switch c.Name {
	case "gpg", "gpg2":
		return opts.Find("--verify") != nil
	case "gpgv", "gpgv2", "slsa-verifier", "debsig-verify":
		return len(opts.Operands) > 0
	case "cosign":
		return strings.HasPrefix(opts.Operand(0), "verify")
	case "minisign", "signify":
		return opts.Find("-V") != nil
	case "rpm", "rpmkeys":
		return opts.Find("-K", "--checksig") != nil
	}
	return opts.Find("-c", "--check") != nil
}
