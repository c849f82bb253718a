package project

import (
	"path"
	"slices"
	"strings"

	"github.com/plimsoll-lint/plimsoll/lint/dockerfile"
	"github.com/plimsoll-lint/plimsoll/lint/secret"
	"github.com/plimsoll-lint/plimsoll/lint/source"
)

// CredentialFile is a file with credentials that COPY or ADD puts into what ships, by its name.
type CredentialFile struct {
	secret.File
	// Sure is set where the name leaves no doubt, or the file was looked at.
	Sure bool
	// Name is what it is called where it comes from, Path what it is called in the image, as far as that is known.
	Name, Path string
	// At is the source as written.
	At source.Span
	// Variable is the variable of the image that leads to the file; empty for most.
	Variable    string
	Instruction dockerfile.Instruction
	// Via is the COPY --from that takes the file on into what ships, where the stage that it is copied to does not ship.
	Via *Transfer
	// Removed is the command of a later instruction that deletes the file, from the container only: its layer stays.
	Removed *Command
	Subject string
}

// CredentialFiles returns the credential files that COPY and ADD put into what a Dockerfile ships, as far as they are named.
// Those that are read and hold no credential are left out.
func (u *Unit) CredentialFiles() []CredentialFile {
	u.credentialsOnce.Do(func() {
		if u.Dockerfile == nil {
			return
		}
		for i := range u.Transfers() {
			t := &u.transfers[i]
			for n := range t.Paths {
				u.copied(t, n)
			}
		}
	})
	return u.credentials
}

// copied looks at one source of COPY or ADD.
func (u *Unit) copied(t *Transfer, i int) {
	name := t.Paths[i].Value
	if strings.Contains(name, "://") || strings.HasPrefix(name, "git@") {
		return
	}
	plain := strings.TrimRight(name, "*")
	out := CredentialFile{
		Name: plain, Path: t.Target, At: t.Sources[i].Span, Instruction: t.At, Subject: t.Subject,
	}
	base := path.Base(plain)
	if t.Folder && !strings.HasSuffix(name, "/") {
		out.Path = path.Join(t.Target, base)
	}
	kind, ok := secret.FileNamed(plain)
	if !ok && (!t.Folder || strings.HasSuffix(name, "/")) {
		if kind, ok = secret.FileNamed(t.Target); ok && secret.Sample(name) {
			return
		}
	}
	if !ok && !u.Ships(t.At.Stage()) {
		return // its variables are not those of the image
	}
	if !ok || !kind.Sure && u.Ships(t.At.Stage()) {
		if of, variable, led := u.ledTo(out.Path); led {
			kind, out.Variable, ok = of, variable, true
		}
	}
	if !ok {
		u.ledBelow(t, i, out)
		return
	}
	if dir := path.Base(path.Dir(out.Path)); dir == "bin" || dir == "sbin" {
		return // a program of that name
	}
	out.File, out.Sure = kind, kind.Sure && !strings.ContainsAny(base, "*?[") && !strings.HasSuffix(name, "*")
	if kind.Public && !out.Sure && t.besideCertificate(i) {
		out.Sure = true
	}
	switch u.onDisk(t, i, kind) {
	case holds:
		out.Sure = true
	case holdsNot:
		return
	case unseen:
		if strings.HasSuffix(name, "/") {
			out.Sure = false // a folder of that name
		}
	}
	u.addCredential(t, out)
}

// addCredential adds a file if it gets into what ships. One that is known from the stage that it is copied from is not named
// again.
func (u *Unit) addCredential(t *Transfer, f CredentialFile) {
	via, ok := u.Carried(t, f.Path, t.Known)
	known := func(other CredentialFile) bool { return other.Via == t && path.Base(other.Path) == path.Base(f.Name) }
	if !ok || slices.ContainsFunc(u.credentials, known) {
		return
	}
	if f.Via = via; via == nil {
		u.findRemoved(&f)
	}
	u.credentials = append(u.credentials, f)
}

// seen says what a look at a file showed.
type seen int

const (
	unseen seen = iota
	holds
	holdsNot
)

// onDisk looks at the file in the build context that a source names. One that the ignore file keeps out is not copied.
func (u *Unit) onDisk(t *Transfer, i int, kind secret.File) seen {
	if name, ok := t.Local(i); ok {
		return u.look(name, kind)
	}
	return unseen
}

// look looks at a file of the build context.
func (u *Unit) look(name string, kind secret.File) seen {
	contexts, sure := u.Contexts()
	verdict := unseen
	for _, c := range contexts {
		if sure && len(contexts) == 1 && c.Ignore != nil {
			if excluded, known := c.Ignore.Excludes(name); excluded && known {
				return holdsNot
			}
		}
		if c.HasFolder(name) {
			return holdsNot // what lies in it is another matter
		}
		if !c.Has(name) {
			continue
		}
		file, err := c.Read(name)
		if err != nil {
			continue
		}
		if kind.Holds(file.Content) {
			return holds
		}
		verdict = holdsNot
	}
	return verdict
}

// besideCertificate reports whether what may be a key is copied together with its certificate.
func (t *Transfer) besideCertificate(i int) bool {
	stem, isKey := strings.CutSuffix(path.Base(t.Paths[i].Value), ".key")
	if !isKey {
		return false
	}
	for n := range t.Paths {
		switch path.Base(t.Paths[n].Value) {
		case stem + ".crt", stem + ".cer", stem + ".pem", stem + ".cert":
			return true
		}
	}
	return false
}

// ledTo returns the kind of the file that a variable of the image leads to, for those that programs read credentials from.
func (u *Unit) ledTo(name string) (kind secret.File, variable string, ok bool) {
	for _, v := range u.led() {
		if v.Value == name {
			kind, ok = secret.FileOf(v.Name, v.Value)
			return kind, v.Name, ok
		}
	}
	return kind, "", false
}

// led returns the variables of the image that lead to a file with credentials, their values clean paths.
func (u *Unit) led() []dockerfile.Variable {
	u.ledOnce.Do(func() {
		final := u.Final()
		if final == nil {
			return
		}
		for _, v := range final.Env() {
			if _, ok := secret.FileOf(v.Name, v.Value); ok && v.Known && path.IsAbs(v.Value) {
				v.Value = path.Clean(v.Value)
				u.leading = append(u.leading, v)
			}
		}
	})
	return u.leading
}

// ledBelow looks whether a variable leads to a file in the folder that a source is copied to.
func (u *Unit) ledBelow(t *Transfer, i int, out CredentialFile) {
	src, ok := t.Local(i)
	if !ok || !t.Known || path.Ext(src) != "" && src != "." {
		return
	}
	for _, v := range u.led() {
		below, ok := strings.CutPrefix(v.Value, strings.TrimSuffix(t.Target, "/")+"/")
		if !ok {
			continue
		}
		out.File, _ = secret.FileOf(v.Name, v.Value)
		out.Variable, out.Path, out.Name = v.Name, v.Value, below
		switch u.look(path.Join(src, below), out.File) {
		case holds:
			out.Sure = true
		case holdsNot:
			continue
		case unseen:
		}
		u.addCredential(t, out)
		return
	}
}
