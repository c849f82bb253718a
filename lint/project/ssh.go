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
	}
	for _, w := range u.Writes() {
		if name := path.Base(w.Path); name == "ssh_config" || name == "config" || strings.Contains(w.Path, "ssh_config.d/") {
			for _, text := range w.Content {
				f.add(shell.UncheckedSSH(text, w.Edit), w.Subject)
			}
		}
	}
	return f.list
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
		for _, text := range w.Content {
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
