package project

import (
	"path"
	"strings"

	"github.com/plimsoll-lint/plimsoll/lint/shell"
	"github.com/plimsoll-lint/plimsoll/lint/source"
)

// SSHSetting is a setting of ssh or sshd that a build or a variable makes.
type SSHSetting struct {
	shell.SSHSetting
	Subject string
}

// UncheckedSSH returns the settings that make ssh take any key for that of the host: options of commands, variables, and
// what is written into its configuration.
func (u *Unit) UncheckedSSH() []SSHSetting {
	var f sshFinder
	for _, c := range u.Commands("ssh", "scp", "sftp", "rsync", "autossh", "git", "sshfs", "ssh-copy-id", "sshpass", "export") {
		if c.LocalSSH() {
			continue
		}
		for i := range c.Words {
			f.word(&c.Words[i], c.Subject)
		}
	}
	for _, s := range u.Scripts() {
		for _, c := range s.Commands {
			for i := range c.Assigns {
				if strings.Contains(c.Assigns[i].Name, "SSH") {
					f.word(&c.Assigns[i].Value, s.Subject)
				}
			}
		}
	}
	for _, v := range u.Variables {
		if len(v.Value.Value) > len("StrictHostKeyChecking") {
			f.add(shell.UncheckedSSH(v.Value, false), v.Subject)
		}
		if v.Name.Value == "ANSIBLE_HOST_KEY_CHECKING" {
			switch value := strings.ToLower(v.Value.Value); value {
			case "false", "no", "0", "off":
				f.list = append(f.list, SSHSetting{shell.SSHSetting{Name: v.Name.Value, Value: value, Span: v.Span}, v.Subject})
			}
		}
	}
	f.writes(u)
	return f.list
}

// writes looks at what is written into the configuration of ssh. A file is often written line by line, so that the Host line
// that a setting belongs to stands in an earlier command.
func (f *sshFinder) writes(u *Unit) {
	var last *Write
	local := false
	for i := range u.Writes() {
		w := &u.writes[i]
		if name := path.Base(w.Path); name != "ssh_config" && name != "config" && !strings.Contains(w.Path, "ssh_config.d/") {
			continue
		}
		if last == nil || last.Path != w.Path || last.Subject != w.Subject || last.Instruction != w.Instruction && !w.Append {
			local = false
		}
		last = w
		for _, text := range w.whole() {
			here, ok := shell.LastHost(text)
			if ok {
				local = here
			}
			if ok || !local {
				f.add(shell.UncheckedSSH(text, w.Edit), w.Subject)
			}
		}
	}
}

// whole returns the text that is written as one piece where it stands in several words: echo PermitRootLogin yes.
func (w *Write) whole() []source.Text {
	if w.Edit || len(w.Content) < 2 {
		return w.Content
	}
	var joined strings.Builder
	for i, text := range w.Content {
		if i > 0 {
			joined.WriteByte(' ')
		}
		joined.WriteString(text.Value)
	}
	return []source.Text{source.Placed(joined.String(), w.Content[0].Span.Join(w.Content[len(w.Content)-1].Span))}
}

type sshFinder struct{ list []SSHSetting }

func (f *sshFinder) word(w *shell.Word, subject string) {
	if len(w.Value) > len("StrictHostKeyChecking") {
		f.add(shell.UncheckedSSH(w.Text(), false), subject)
	}
}

func (f *sshFinder) add(found []shell.SSHSetting, subject string) {
	for _, s := range found {
		f.list = append(f.list, SSHSetting{s, subject})
	}
}

// WeakSSHServer returns the settings in what is written into the configuration of sshd in what ships that make it easier to
// log in.
func (u *Unit) WeakSSHServer() []SSHSetting {
	var f sshFinder
	for _, w := range u.Writes() {
		if !strings.Contains(w.Path, "sshd_config") || !u.Ships(w.Instruction.Stage()) {
			continue
		}
		for _, text := range w.whole() {
			f.yes(text, w.Edit, w.Subject)
		}
	}
	for _, c := range u.Commands("sshd") {
		for i := range c.Args() {
			f.yes(c.Args()[i].Text(), false, c.Subject)
		}
	}
	return f.list
}

// yes adds the settings that are switched on.
func (f *sshFinder) yes(text source.Text, edit bool, subject string) {
	for _, s := range shell.SSHSettings(text, edit, "permitrootlogin", "permitemptypasswords", "passwordauthentication") {
		if s.Value == "yes" {
			f.list = append(f.list, SSHSetting{s, subject})
		}
	}
}

// LoginKey is a place at which a build puts keys into authorized_keys of what ships.
type LoginKey struct {
	Span    source.Span
	Subject string
}

// LoginKeys returns the places at which the build lets somebody log in by a key: what it copies to, or writes into,
// authorized_keys.
func (u *Unit) LoginKeys() []LoginKey {
	var keys []LoginKey
	const file = "authorized_keys"
	for _, t := range u.Transfers() {
		found := path.Base(t.Target) == file
		for _, p := range t.Paths {
			found = found || path.Base(p.Value) == file
		}
		if found && u.Ships(t.At.Stage()) {
			keys = append(keys, LoginKey{t.Dest.Span, t.Subject})
		}
	}
	for _, c := range u.Commands("cp", "mv", "install", "cat", "tee", "echo", "printf", "curl", "wget", "ssh-import-id") {
		if at, ok := c.writesTo(file); ok && u.Ships(c.Run.Stage()) {
			keys = append(keys, LoginKey{at, c.Subject})
		}
	}
	return keys
}

// writesTo returns the word that names the file which a command writes, if it has a name.
func (c *Command) writesTo(base string) (source.Span, bool) {
	for i := range c.Redirects {
		r := &c.Redirects[i]
		if strings.HasPrefix(r.Op, ">") && path.Base(r.Word.Value) == base {
			return r.Word.Span(), true
		}
	}
	opts := c.Options()
	word := shell.Word{}
	switch c.Name {
	case "ssh-import-id":
		return c.Words[0].Span(), true
	case "curl", "wget":
		if out := opts.Find("-o", "--output", "-O", "--output-document"); out != nil {
			word = out.Value
		}
	case "cp", "mv", "install", "tee":
		if n := len(opts.Operands); n > 0 {
			word = opts.Operands[n-1]
		}
	}
	return word.Span(), !word.IsZero() && path.Base(word.Value) == base
}
