package shell

import (
	"strings"

	"github.com/plimsoll-lint/plimsoll/lint/source"
)

// SSHSetting is a setting of ssh or sshd, with its value in lower case.
type SSHSetting struct {
	Name, Value string
	Span        source.Span // both
}

// maxSSHSettings bounds how many settings of one text are looked at.
const maxSSHSettings = 100

// SSHSettings returns the settings in a text that names given in lower case: lines of a configuration, options such as
// -oStrictHostKeyChecking=no, or, with edit, what a script of sed makes of lines. Lines that are comments are left out.
func SSHSettings(text source.Text, edit bool, names ...string) []SSHSetting {
	var out []SSHSetting
	for start, line := range lines(text.Value) {
		if !edit {
			if !strings.HasPrefix(strings.TrimLeft(line, " \t"), "#") {
				sshSettings(text, start, line, names, &out)
			}
			continue
		}
		for at, command := range sedCommands(line) {
			made, offset := sedResult(command)
			if !strings.HasPrefix(strings.TrimLeft(made, " \t"), "#") {
				sshSettings(text, start+at+offset, made, names, &out)
			}
		}
	}
	return out
}

// sshSettings looks for the names in a line that begins at an offset of the text.
func sshSettings(text source.Text, start int, line string, names []string, out *[]SSHSetting) {
	lower := strings.ToLower(line)
	for _, name := range names {
		for from := 0; len(*out) < maxSSHSettings; {
			at := strings.Index(lower[from:], name)
			if at < 0 {
				break
			}
			at += from
			from = at + len(name)
			value := from
			for value < len(lower) && strings.IndexByte(" \t=\"'\\", lower[value]) >= 0 {
				value++
			}
			end := value
			for end < len(lower) && strings.IndexByte(" \t\"'\\;,&|)", lower[end]) < 0 {
				end++
			}
			before := lower[:at]
			part := at > 0 && isNameByte(lower[at-1]) && !strings.HasSuffix(before, "-o") && !strings.HasSuffix(before, `\t`)
			if value == from || end == value || part {
				continue
			}
			*out = append(*out, SSHSetting{Name: line[at:from], Value: lower[value:end], Span: text.At(start+at, start+end)})
			from = end
		}
	}
}

func isNameByte(c byte) bool { return c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '_' }

// sedCommands yields the commands of a line of a sed script with their offsets, as far as they are told apart by a semicolon
// in front of an s.
func sedCommands(line string) func(yield func(int, string) bool) {
	return func(yield func(int, string) bool) {
		start := 0
		for i := 0; i < len(line); i++ {
			if line[i] != ';' {
				continue
			}
			next := i + 1
			for next < len(line) && line[next] == ' ' {
				next++
			}
			if next+1 < len(line) && line[next] == 's' && strings.IndexByte("/|,#@!:", line[next+1]) >= 0 {
				if !yield(start, line[start:i]) {
					return
				}
				start = next
			}
		}
		yield(start, line[start:])
	}
}

// UncheckedSSH returns the settings that make ssh take any key for that of the host: StrictHostKeyChecking no, or accept-new
// where nothing is kept of it. Those for the machine itself are left out.
func UncheckedSSH(text source.Text, edit bool) []SSHSetting {
	if !strings.Contains(strings.ToLower(text.Value), "stricthostkeychecking") {
		return nil
	}
	var out []SSHSetting
	for _, s := range SSHSettings(text, edit, "stricthostkeychecking") {
		kept := !strings.Contains(text.Value, "/dev/null")
		if (s.Value == "no" || s.Value == "off" || s.Value == "accept-new" && !kept) && !localBlock(text, s) {
			out = append(out, s)
		}
	}
	return out
}

// localBlock reports whether the last Host line in front of a setting names the machine itself only.
func localBlock(text source.Text, s SSHSetting) bool {
	hosts := ""
	for start, line := range lines(text.Value) {
		if text.At(start, start+len(line)).Start > s.Span.Start {
			break
		}
		if of := hostLine(line); of != "" {
			hosts = of
		}
	}
	return localHosts(hosts)
}

// LastHost returns whether the last Host line of a text that is written into ssh_config names the machine itself only, and
// whether there is one.
func LastHost(text source.Text) (local, ok bool) {
	hosts := ""
	for _, line := range lines(text.Value) {
		if of := hostLine(line); of != "" {
			hosts = of
		}
	}
	return localHosts(hosts), hosts != ""
}

// hostLine returns the hosts of a Host line.
func hostLine(line string) string {
	line = strings.TrimSpace(line)
	if len(line) < len("host x") || !strings.EqualFold(line[:4], "host") || line[4] != ' ' && line[4] != '\t' {
		return ""
	}
	return line[5:]
}

// localHosts reports whether hosts are the machine itself.
func localHosts(hosts string) bool {
	for host := range strings.FieldsSeq(hosts) {
		if host != "localhost" && host != "0.0.0.0" && host != "::1" && !strings.HasPrefix(host, "127.") {
			return false
		}
	}
	return hosts != ""
}

// LocalSSH reports whether a command of ssh goes to the machine itself.
func (c *Command) LocalSSH() bool {
	for i := range c.Args() {
		w := c.Args()[i].Value
		host := w[strings.IndexByte(w, '@')+1:]
		if host == "localhost" || host == "127.0.0.1" || strings.HasPrefix(host, "localhost:") || strings.HasPrefix(host, "127.0.0.1:") {
			return true
		}
	}
	return false
}

// ScansHostKeys reports whether the command asks a host for its key and puts the answer into a file that nothing checks.
func (c *Command) ScansHostKeys() bool {
	if c.Name != "ssh-keyscan" || c.lastOutput() == nil && !c.substituted("echo", "printf") {
		return false
	}
	for _, other := range c.script.Commands {
		if other.Name == "ssh-keygen" {
			if opts := other.Options(); opts.Find("-l") != nil {
				return false
			}
		}
		if other.Name == "sha256sum" || other.Name == "cmp" || other.Name == "diff" {
			return false
		}
	}
	return true
}

// substituted reports whether the output of the command becomes a word of one of the programs, which writes it to a file.
func (c *Command) substituted(names ...string) bool {
	if c.Into == nil || c.Into.Command.output() == nil {
		return false
	}
	for _, name := range names {
		if c.Into.Command.Name == name {
			return true
		}
	}
	return false
}
