package project

import (
	"bytes"
	"path"
	"strings"

	"github.com/plimsoll-lint/plimsoll/lint/dockerfile"
	"github.com/plimsoll-lint/plimsoll/lint/secret"
	"github.com/plimsoll-lint/plimsoll/lint/shell"
	"github.com/plimsoll-lint/plimsoll/lint/source"
)

// Credential is a literal credential in a command of a Dockerfile, in what it writes, in a label, or in the address of an ADD.
type Credential struct {
	// What says in words what it is: "the password of a URL", "the value of --password".
	What    string
	Span    source.Span
	Subject string // the stage
}

// Credentials returns the literal credentials in the shell of a build, in what its containers start and check, in labels and
// in the addresses of ADD. Those of ARG and ENV are variables.
func (u *Unit) Credentials() []Credential {
	var f credentials
	for _, s := range u.Scripts() {
		f.subject = s.Subject
		f.script(u, s)
	}
	if u.Dockerfile != nil {
		for in := range u.Dockerfile.All() {
			f.subject = StageSubject(in.Stage())
			f.instruction(in)
		}
	}
	for _, w := range u.Writes() {
		f.subject = w.Subject
		f.write(&w)
	}
	for _, t := range u.Transfers() {
		f.subject = t.Subject
		for _, src := range t.Sources {
			if strings.Contains(src.Value, "://") {
				f.text(src)
			}
		}
		for _, h := range t.Heredocs {
			f.text(h.Body())
		}
	}
	return f.list
}

type credentials struct {
	subject string
	list    []Credential
}

// add adds a credential unless one was found there before.
func (f *credentials) add(what string, span source.Span) {
	const most = 1000
	if span.IsZero() || len(f.list) >= most {
		return
	}
	for i := range f.list {
		if at := f.list[i].Span; at.File == span.File && at.Start < span.End && span.Start < at.End {
			return
		}
	}
	f.list = append(f.list, Credential{What: what, Span: span, Subject: f.subject})
}

// text looks for what shows by itself: tokens of known issuers, and passwords in URLs.
func (f *credentials) text(text source.Text) {
	if v, ok := secret.Find(text.Value); ok {
		f.add(v.String(), text.At(v.Start, v.End))
	}
	if v, ok := secret.Address(text.Value); ok {
		f.add(v.String(), text.At(v.Start, v.End))
	}
}

// instruction looks at what the containers of the image run, and at labels.
func (f *credentials) instruction(in dockerfile.Instruction) {
	var command *dockerfile.Command
	switch in := in.(type) {
	case *dockerfile.Cmd:
		command = &in.Command
	case *dockerfile.Entrypoint:
		command = &in.Command
	case *dockerfile.Healthcheck:
		command = &in.Command
	case *dockerfile.Label:
		for _, p := range in.Pairs {
			f.text(p.Value)
		}
	}
	if command == nil {
		return
	}
	var script *shell.Script
	if command.Form == dockerfile.ExecForm {
		script = shell.Words(command.Words)
		for _, w := range command.Words {
			f.text(w)
		}
	} else {
		script = shell.ParseText(command.Text, shell.POSIX)
		f.text(command.Text)
	}
	for _, c := range script.Commands {
		for _, p := range c.Passwords() {
			f.password(c, p)
		}
	}
}

func (f *credentials) script(u *Unit, s Script) {
	content := u.Dockerfile.Source.Content
	address := false
	for _, r := range s.Run.Regions {
		raw := content[r.Start:r.End]
		if v, ok := secret.Find(string(raw)); ok {
			f.add(v.String(), u.Dockerfile.Source.Span(r.Start+v.Start, r.Start+v.End))
		}
		address = address || bytes.Contains(raw, []byte("://")) && bytes.IndexByte(raw, '@') >= 0
	}
	address = address || s.Run.Form == dockerfile.ExecForm
	for _, c := range s.Commands {
		for i := range c.Assigns {
			f.assign(c, &c.Assigns[i])
		}
		if address {
			f.addresses(c)
		}
		for _, p := range c.Passwords() {
			f.password(c, p)
		}
	}
}

// addresses looks for passwords in the URLs among a command's words.
func (f *credentials) addresses(c *shell.Command) {
	look := func(w *shell.Word) {
		if strings.Contains(w.Value, "://") {
			if v, ok := secret.Address(w.Value); ok {
				f.add(v.String(), w.At(v.Start, v.End))
			}
		}
	}
	for i := range c.Words {
		look(&c.Words[i])
	}
	for i := range c.Redirects {
		look(&c.Redirects[i].Body)
	}
}

// known returns the value of a word as far as the script itself sets it: values of ARG and ENV are reported there.
func known(c *shell.Command, w shell.Word) (string, bool) {
	if w.Literal {
		return w.Value, true
	}
	value, ok := c.Resolve(w, func(string) (string, bool) { return "", false })
	return value.Value, ok
}

func (f *credentials) password(c *shell.Command, p shell.Password) {
	value, ok := known(c, p.Value)
	if !ok {
		return
	}
	name := p.Name
	if p.Setting {
		// npm's //registry/:_authToken: the path in front of it is none of the name
		name = name[strings.LastIndexAny(name, ":/.")+1:]
		if secret.Name(name) != secret.Strong {
			return
		}
	}
	const shortest = 8 // of a token; `Bearer QQ==` is what registries take from everybody
	if strings.EqualFold(name, "Authorization") && len(value) < shortest || !secret.Password(value) {
		return
	}
	if strings.HasPrefix(name, "-") {
		name = c.Name + " " + name
	}
	f.add("the value of "+name, p.Value.Span())
}

// assign judges the assignment of a shell variable. A value that only satisfies a check, as builds of web frameworks want,
// is short or a word.
func (f *credentials) assign(c *shell.Command, a *shell.Assign) {
	if a.Value.Value == "" || secret.Name(a.Name) == secret.NotSecret && !strings.Contains(a.Value.Value, "://") {
		return
	}
	v := a.Value.Value
	if verdict, ok := secret.Address(v); ok {
		f.add(verdict.String(), a.Value.At(verdict.Start, verdict.End))
		return
	}
	if !a.Value.Literal || !secret.Password(v) || c.ToItself() {
		return
	}
	verdict := secret.Judge(a.Name, v)
	if verdict.Kind == secret.Credential && (secret.Random(v) || strings.Contains(strings.ToUpper(a.Name), "PASS")) {
		f.add("the value of "+a.Name, a.Value.At(verdict.Start, verdict.End))
	}
}

// write looks at what is written into files that hold credentials.
func (f *credentials) write(w *Write) {
	name := path.Base(w.Path)
	netrc := false
	switch name {
	case ".netrc", "_netrc":
		netrc = true
	case ".npmrc", ".yarnrc", ".yarnrc.yml", ".pypirc", ".my.cnf", "credentials", ".pgpass", ".dockercfg", ".env", "auth.json",
		".git-credentials", "credentials.toml", ".s3cfg", ".boto":
	default:
		return
	}
	for _, text := range w.Content {
		start := 0
		for line := range strings.SplitSeq(text.Value, "\n") {
			if netrc {
				f.netrc(text, start, line)
			} else {
				f.line(text, start, line)
			}
			start += len(line) + 1
		}
	}
}

// line judges a line NAME=value or NAME: value.
func (f *credentials) line(text source.Text, start int, line string) {
	at := strings.IndexByte(line, '=')
	if at < 0 {
		at = strings.LastIndex(line, ": ")
	}
	if at <= 0 {
		return
	}
	name := strings.TrimSpace(line[:at])
	name = name[strings.LastIndexAny(name, ":/. \"")+1:]
	from, to := at+1, len(line)
	for from < to && strings.IndexByte(" \"'", line[from]) >= 0 {
		from++
	}
	for to > from && strings.IndexByte(" \"',\r", line[to-1]) >= 0 {
		to--
	}
	if value := line[from:to]; secret.Name(name) == secret.Strong && secret.Password(value) {
		f.add("the value of "+name, text.At(start+from, start+to))
	}
}

// netrc judges the password of a line of .netrc.
func (f *credentials) netrc(text source.Text, start int, line string) {
	const word = "password "
	at := strings.Index(line, word)
	if at < 0 {
		return
	}
	from := at + len(word)
	value, _, _ := strings.Cut(line[from:], " ")
	value, _, _ = strings.Cut(value, `\n`)
	if secret.Password(value) {
		f.add("the password of .netrc", text.At(start+from, start+from+len(value)))
	}
}
