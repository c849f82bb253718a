package project

import (
	"strings"

	"github.com/plimsoll-lint/plimsoll/lint/shell"
)

// Key is a private key that a build makes and that ships.
type Key struct {
	shell.Key
	Subject string // the stage
}

// Keys returns the private keys that the build makes into files of what ships, or into such as COPY --from takes there. Those that it removes again, in whichever
// instruction, are left out: they stay in a layer, but nobody uses them.
func (u *Unit) Keys() []Key {
	var keys []Key
	var deletions []Command
	looked := 0
	const most = 100
	for _, c := range u.Commands("ssh-keygen", "openssl", "keytool", "gpg", "gpg2", "dropbearkey", "make-ssl-cert", "wg", "age-keygen",
		"mkcert", "apt-get", "apt", "aptitude") {
		made := c.Keys()
		if len(made) == 0 {
			continue
		}
		if !u.Ships(c.Run.Stage()) {
			for _, k := range made {
				if u.keyTaken(&c, k) {
					keys = append(keys, Key{k, c.Subject})
				}
			}
			continue
		}
		if deletions == nil {
			deletions = u.Commands("rm", "shred", "unlink", "srm", "find")
		}
		if looked++; looked > most {
			break
		}
		for _, k := range made {
			if !u.keyGoes(&c, k, deletions) {
				keys = append(keys, Key{k, c.Subject})
			}
		}
	}
	return keys
}

// keyGoes reports whether a key lies in a mount, or is removed later.
func (u *Unit) keyGoes(c *Command, k shell.Key, deletions []Command) bool {
	given := u.given(c.Run)
	for _, dir := range given.Gone {
		if strings.HasPrefix(k.File, dir+"/") {
			return true
		}
	}
	for i := range deletions {
		if d := &deletions[i]; c.before(d) && u.Ships(d.Run.Stage()) && d.Deletes(k.File) {
			return true
		}
	}
	return false
}

// keyTaken reports whether a key of a stage that does not ship is taken into what does, by COPY --from.
func (u *Unit) keyTaken(c *Command, k shell.Key) bool {
	if c.Run.OnBuild() || u.keyGoes(c, k, nil) {
		return false
	}
	for _, d := range u.Commands("rm", "shred", "unlink") {
		if d.Run == c.Run && d.Deletes(k.File) {
			return false
		}
	}
	left := maxCarried
	_, ok := u.carried(c.Run, k.File, &left)
	return ok
}
