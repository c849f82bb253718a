package shell

import (
	"slices"
	"strings"

	"github.com/plimsoll-lint/plimsoll/lint/source"
)

// Plain is an address that is asked in the clear, so that whoever sits on the way may answer.
type Plain struct {
	Tool   string
	Scheme string // "http", "ftp", "git", "svn"
	Span   source.Span
	// Word is the address where it is a word of its own.
	Word Word
	// Download is set for what is fetched as a file, which may be verified later.
	Download bool
}

// PlainTools returns the names of the programs that Plain knows.
func PlainTools() []string {
	return []string{
		"curl", "wget", "wget2", "aria2c", "axel", "fetch", "git", "pip", "pip3", "pip2", "npm", "pnpm", "yarn", "yarnpkg", "npx",
		"gem", "rpm", "yum", "dnf", "dnf5", "dnf-3", "microdnf", "yum-config-manager", "zypper", "helm", "conda", "mamba",
		"cpanm", "luarocks", "pecl", "pear", "svn", "hg", "bzr", "easy_install", "R", "Rscript", "nuget", "dotnet",
	}
}

// Plain returns the addresses that the command asks in the clear. Mirrors of apt, apk and pacman are not among them, since
// what these hand out is signed, and neither are keys, which RemoteKeys knows.
func (c *Command) Plain() []Plain {
	p := plains{command: c}
	switch c.Name {
	case "curl", "wget", "wget2", "aria2c", "axel", "fetch":
		p.download()
	case "git":
		p.git()
	case "npm", "pnpm", "yarn", "yarnpkg", "npx":
		p.options("--registry")
		p.packages()
		p.setting("registry", "npmRegistryServer")
	case "gem":
		p.options("--source", "-s", "--add", "-a")
		p.verb("sources")
	case "rpm", "yum", "dnf", "dnf5", "dnf-3", "microdnf", "pecl", "pear", "yum-config-manager", "easy_install":
		p.packages()
		if c.Name == "easy_install" {
			p.options("-i", "--index-url")
		}
		if c.Name != "rpm" {
			p.repoFiles()
		}
	case "zypper":
		p.repoFiles()
	case "helm":
		p.verb("repo", "install", "upgrade", "pull", "plugin")
	case "conda", "mamba":
		p.options("-c", "--channel", "--add")
		p.verb("config")
	case "cpanm":
		p.packages()
		p.options("--mirror")
	case "luarocks":
		p.packages()
		p.options("--server", "--only-server")
	case "svn", "hg", "bzr":
		p.verb("checkout", "co", "export", "clone", "branch", "pull")
	case "R", "Rscript":
		p.text("repos")
	case "nuget", "dotnet":
		p.options("--source", "-s", "-Source")
		p.verb("nuget", "sources")
	default:
		if isPip(c.Name) {
			p.pip()
		}
	}
	return p.list
}

const (
	maxPlain = 64  // addresses of one command
	maxLater = 256 // commands behind a clone that may check out a commit
)

type plains struct {
	command *Command
	list    []Plain
}

// word adds a word that is an address, or holds one behind a mark such as "git+".
func (p *plains) word(w *Word, download bool) {
	v := w.Value
	if !w.Literal {
		v = p.command.Expand(*w, nil)
	}
	if scheme := PlainScheme(v); scheme != "" && len(p.list) < maxPlain {
		p.list = append(p.list, Plain{p.command.Name, scheme, w.Span(), *w, download})
	}
}

func (p *plains) download() {
	c := p.command
	d, ok := c.Download()
	if !ok || c.Name == "aria2c" && c.checksItself() {
		return
	}
	opts := c.Options()
	if opts.Find("-I", "--head", "--spider", "--unix-socket", "--abstract-unix-socket") != nil || d.Output.Value == "/dev/null" {
		return // nothing of it is used, or nothing leaves the machine
	}
	bare := c.Name == "curl" || c.Name == "wget"
	for i := range opts.List {
		switch o := &opts.List[i]; o.Name {
		case "--proto":
			if !strings.Contains(strings.ReplaceAll(o.Value.Value, "https", ""), "http") {
				return
			}
		case "--proto-default":
			bare = false
		case "--https-only":
			return
		}
	}
	for i := range d.URLs {
		u := &d.URLs[i]
		if !strings.Contains(u.Value, "://") && bare && u.Literal && bareHost(u.Value) {
			p.list = append(p.list, Plain{c.Name, "http", u.Span(), Word{}, true})
			continue
		}
		p.word(u, true)
	}
}

// options adds the values of options.
func (p *plains) options(names ...string) {
	opts := p.command.Options()
	for i := range opts.List {
		if o := &opts.List[i]; slices.Contains(names, o.Name) && !o.Value.IsZero() {
			p.word(&o.Value, false)
		}
	}
	// Of programs without a grammar the value is the next word.
	for i := 1; i+1 < len(p.command.Words); i++ {
		if w := &p.command.Words[i+1]; slices.Contains(names, p.command.Words[i].Value) && !p.has(w.Span()) {
			p.word(w, false)
		}
	}
}

func (p *plains) has(span source.Span) bool {
	return slices.ContainsFunc(p.list, func(x Plain) bool { return x.Span == span })
}

// packages adds the addresses of packages.
func (p *plains) packages() {
	packages, ok := p.command.localPackages()
	if !ok {
		return
	}
	for i := range packages {
		if w := &packages[i]; !strings.Contains(w.Value, "#sha256=") {
			p.word(w, false)
		}
	}
}

// verb adds the operands of some subcommands.
func (p *plains) verb(verbs ...string) {
	opts := p.command.Options()
	if !slices.Contains(verbs, opts.Operand(0)) {
		return
	}
	for i := range opts.Operands {
		if w := &opts.Operands[i]; !p.has(w.Span()) {
			p.word(w, false)
		}
	}
}

// setting adds the value of `config set NAME VALUE` and `config set NAME=VALUE`.
func (p *plains) setting(names ...string) {
	opts := p.command.Options()
	if v := opts.Operand(0); v != "config" && v != "c" && v != "set" {
		return
	}
	for i := range opts.Operands {
		name, value, joined := strings.Cut(opts.Operands[i].Value, "=")
		if _, scoped, ok := strings.Cut(name, ":"); ok {
			name = scoped
		}
		switch {
		case !slices.Contains(names, name):
		case joined:
			if w := opts.Operands[i].tail(len(opts.Operands[i].Value) - len(value)); true {
				p.word(&w, false)
			}
		case i+1 < len(opts.Operands):
			p.word(&opts.Operands[i+1], false)
		}
	}
}

// repoFiles adds files that name repositories and their keys; of repositories themselves the packages are signed.
func (p *plains) repoFiles() {
	opts := p.command.Options()
	for i := range opts.Operands {
		if w := &opts.Operands[i]; strings.HasSuffix(w.Value, ".repo") && !p.has(w.Span()) {
			p.word(w, false)
		}
	}
	for i := range opts.List {
		if o := &opts.List[i]; o.Name == "--add-repo" && strings.HasSuffix(o.Value.Value, ".repo") {
			p.word(&o.Value, false)
		}
	}
}

func (p *plains) pip() {
	opts := p.command.Options()
	if opts.Find("--require-hashes") != nil {
		return
	}
	p.options("-i", "--index-url", "--extra-index-url", "-f", "--find-links", "--index", "--default-index", "-r",
		"--requirement")
	p.packages()
	name := opts.Operand(2)
	if opts.Operand(0) == "config" && (strings.HasSuffix(name, "index-url") || strings.HasSuffix(name, "find-links")) {
		p.verb("config")
	}
}

// git adds what is cloned or fetched, unless a full hash says what it has to be.
func (p *plains) git() {
	c := p.command
	opts := c.Options()
	switch opts.Operand(0) {
	case "clone", "fetch", "pull", "remote", "submodule":
	default:
		return
	}
	for _, later := range c.script.Commands[c.index:min(c.index+maxLater, len(c.script.Commands))] {
		if later.Name == "git" && slices.ContainsFunc(later.Args(), func(w Word) bool { return NamesCommit(w.Value) }) {
			return
		}
	}
	for i := range opts.Operands {
		p.word(&opts.Operands[i], false)
	}
}

// text adds an address that a text in another language gives to a name, as in install.packages("x", repos="http://...").
func (p *plains) text(name string) {
	c := p.command
	for i := range c.Words {
		v := c.Words[i].Value
		at := strings.Index(v, name)
		if at < 0 {
			continue
		}
		rest := strings.TrimLeft(v[at+len(name):], " =(c'\"")
		start := len(v) - len(rest)
		end := start + len(rest)
		if j := strings.IndexAny(rest, "'\", )"); j >= 0 {
			end = start + j
		}
		if scheme := PlainScheme(v[start:end]); scheme != "" {
			p.list = append(p.list, Plain{c.Name, scheme, c.Words[i].At(start, end), Word{}, false})
		}
	}
}
