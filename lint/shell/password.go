package shell

import (
	"slices"
	"strings"
)

// Password is a word of a command at a place where a program takes a credential.
type Password struct {
	// Name is the option, header, setting or variable: "--password", "Authorization", "//registry/:_authToken".
	Name string
	// Setting is set where the place takes other values as well, so that only name and value together tell.
	Setting bool
	Value   Word
}

// Passwords returns the words that the command hands over as credentials by the meaning of its options. Passwords inside of
// addresses are not among them, nor are requests to the machine itself.
func (c *Command) Passwords() []Password {
	if len(c.Words) < 2 {
		return nil
	}
	f := passwords{command: c}
	switch c.Name {
	case "curl", "wcurl":
		if d, ok := c.Download(); ok && loopback(d.URLs) {
			return nil
		}
		f.behindColon("-u", "--user", "-U", "--proxy-user")
		f.options("--oauth2-bearer", "--pass", "--proxy-pass")
		f.headers("-H", "--header", "--proxy-header")
	case "wget", "wget2", "aria2c", "axel":
		if d, ok := c.Download(); ok && loopback(d.URLs) {
			return nil
		}
		f.options("--password", "--http-password", "--ftp-password", "--proxy-password", "--http-passwd", "--ftp-passwd")
		f.headers("--header", "-H")
	case "http", "https", "xh":
		f.behindColon("-a", "--auth")
	case "docker", "podman", "buildah", "skopeo", "crane", "oras", "nerdctl", "helm":
		if c.login(f.opts()) {
			f.options("-p", "--password")
			f.piped(c, "--password-stdin")
		}
	case "mysql", "mysqldump", "mysqladmin", "mysqlimport", "mariadb", "mariadb-dump", "mariadb-admin":
		f.options("-p", "--password")
		if f.opts().Operand(0) == "password" && len(f.opts().Operands) > 1 {
			f.add("password", f.opts().Operands[1])
		}
		f.defaults("-u", "--user", "-h", "--host")
	case "subscription-manager":
		f.options("--password")
	case "redis-cli":
		f.options("-a", "--pass")
	case "mongo", "mongosh", "mongodump", "mongorestore", "mongoimport", "twine", "sshpass":
		f.options("-p", "--password")
	case "sqlcmd":
		f.options("-P")
	case "svn", "rabbitmqadmin", "influx":
		f.options("--password")
	case "az":
		if f.opts().Operand(0) == "login" {
			f.options("-p", "--password", "--federated-token")
		}
	case "aws":
		f.setting("configure", "set", 2)
	case "doctl":
		f.options("-t", "--access-token")
	case "huggingface-cli", "hf", "wandb", "kubectl", "databricks":
		f.options("--token", "--password")
	case "npm", "pnpm":
		f.setting("config", "set", 2)
		f.setting("c", "set", 2)
		f.setting("set", "", 1)
	case "yarn", "yarnpkg":
		f.setting("config", "set", 2)
	case "poetry", "composer":
		f.repository()
	case "rabbitmqctl":
		switch f.opts().Operand(0) {
		case "add_user", "change_password":
			f.operand(f.opts().Operand(0), 2)
		}
	case "cargo", "vault":
		if f.opts().Operand(0) == "login" {
			f.operand("token", 1)
		}
	case "snyk":
		if f.opts().Operand(0) == "auth" {
			f.operand("token", 1)
		}
	case "dotnet", "nuget":
		f.options("-p", "--password", "-Password", "-k", "--api-key")
	case "jf", "jfrog":
		f.options("--password", "--access-token", "--apikey")
	case "sentry-cli":
		f.options("--auth-token")
	case "unzip":
		f.options("-P")
	case "gpg", "gpg2":
		f.options("--passphrase")
	case "ldapadd", "ldapmodify", "ldapsearch":
		f.options("-w")
	}
	return f.list
}

// login reports whether a command of a registry client logs in.
func (c *Command) login(opts *Options) bool {
	first, second := opts.Operand(0), opts.Operand(1)
	return first == "login" || second == "login" || c.Name == "helm" && first == "repo"
}

type passwords struct {
	command *Command
	list    []Password
}

// opts reads the options of the command when they are first asked for: most commands take no password.
func (f *passwords) opts() *Options { return f.command.Options() }

func (f *passwords) add(name string, value Word) {
	if !value.IsZero() && value.Value != "" {
		f.list = append(f.list, Password{Name: name, Value: value})
	}
}

func (f *passwords) options(names ...string) {
	for i := range f.opts().List {
		opt := &f.opts().List[i]
		for _, name := range names {
			if opt.Name == name {
				f.add(name, opt.Value)
			}
		}
	}
}

// piped adds what echo and printf hand over to the standard input, where the option says that it is the password.
func (f *passwords) piped(c *Command, name string) {
	if f.opts().Find(name) == nil {
		return
	}
	for _, from := range c.PipedFrom {
		if args := from.Args(); (from.Name == "echo" || from.Name == "printf") && len(args) > 0 {
			f.add(name, args[len(args)-1])
		}
	}
}

// defaults drops passwords that are the name of the user as well, and those for a server on the machine itself: both are what
// a server in the image begins with.
func (f *passwords) defaults(user, longUser, host, longHost string) {
	name, server := f.opts().Find(user, longUser), f.opts().Find(host, longHost)
	if server != nil && loopbackHost(server.Value.Value) {
		f.list = nil
	}
	f.list = slices.DeleteFunc(f.list, func(p Password) bool { return name != nil && p.Value.Value == name.Value.Value })
}

// behindColon adds the password of user:password.
func (f *passwords) behindColon(names ...string) {
	for i := range f.opts().List {
		opt := &f.opts().List[i]
		for _, name := range names {
			if at := strings.IndexByte(opt.Value.Value, ':'); opt.Name == name && at >= 0 {
				f.add(name, opt.Value.tail(at+1))
			}
		}
	}
}

// headers adds the values of HTTP headers that authenticate.
func (f *passwords) headers(names ...string) {
	for i := range f.opts().List {
		opt := &f.opts().List[i]
		for _, name := range names {
			if opt.Name == name {
				f.header(opt.Value)
			}
		}
	}
}

func (f *passwords) header(w Word) {
	at := strings.IndexByte(w.Value, ':')
	if at < 0 {
		return
	}
	name := strings.TrimSpace(w.Value[:at])
	for at++; at < len(w.Value) && w.Value[at] == ' '; at++ {
	}
	switch strings.ToLower(name) {
	case "authorization", "proxy-authorization":
		if scheme := strings.IndexByte(w.Value[at:], ' '); scheme >= 0 {
			at += scheme + 1
		}
		f.add(name, w.tail(at))
	case "private-token", "job-token", "x-jfrog-art-api", "x-api-key", "x-auth-token", "x-vault-token", "apikey", "api-key":
		f.add(name, w.tail(at))
	}
}

// setting adds a setting: its name is operand n, and the value follows it or stands behind "=".
func (f *passwords) setting(first, second string, n int) {
	if f.opts().Operand(0) != first || second != "" && f.opts().Operand(1) != second || len(f.opts().Operands) <= n {
		return
	}
	w := f.opts().Operands[n]
	if n+1 < len(f.opts().Operands) {
		f.list = append(f.list, Password{Name: w.Value, Setting: true, Value: f.opts().Operands[n+1]})
	} else if at := strings.LastIndexByte(strings.TrimRight(w.Value, "="), '='); at > 0 {
		f.list = append(f.list, Password{Name: w.Value[:at], Setting: true, Value: w.tail(at + 1)})
	}
}

// repository adds what poetry and composer are told of a repository: http-basic.NAME user password, pypi-token.NAME token.
func (f *passwords) repository() {
	if f.opts().Operand(0) != "config" {
		return
	}
	name := f.opts().Operand(1)
	switch kind, _, _ := strings.Cut(name, "."); kind {
	case "http-basic":
		f.operand(name, 3)
	case "pypi-token", "github-oauth", "gitlab-token", "bearer":
		f.operand(name, 2)
	}
}

func (f *passwords) operand(name string, n int) {
	if n < len(f.opts().Operands) {
		f.add(name, f.opts().Operands[n])
	}
}

// ToItself reports whether a client of a database asks the server on the machine itself, by address.
func (c *Command) ToItself() bool {
	switch c.Name {
	case "psql", "pg_dump", "pg_restore", "createdb", "dropdb", "createuser", "pg_isready", "mysql", "mysqladmin", "mariadb":
		opts := c.Options()
		host := opts.Find("-h", "--host")
		return host != nil && loopbackHost(host.Value.Value)
	}
	return false
}
