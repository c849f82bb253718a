package shell

import (
	"slices"
	"strings"
)

// Use is what becomes of a download.
type Use int

// The uses, the ones that give an attacker most first.
const (
	Runs     Use = iota // it runs
	Installs            // a package is installed of it, whose scripts run
	Unpacks             // its files are unpacked
	Enables             // it is made executable
	Trusts              // it becomes a key or certificate authority that is trusted
)

// usesFile returns what the command does with a file that one of its words names.
func (c *Command) usesFile(is func(*Word) bool) (Use, bool) {
	if len(c.Words) < 2 {
		return 0, false
	}
	if c.Name == "chmod" {
		return Enables, c.makesProgram() && anyWord(c.Args(), is)
	}
	if file, ok := c.archive(); ok {
		return Unpacks, !file.IsZero() && is(&file)
	}
	if c.trustsKeys() && anyWord(c.Args(), is) {
		return Trusts, true
	}
	if packages, ok := c.localPackages(); ok {
		return Installs, anyWord(packages, is)
	}
	return 0, false
}

func anyWord(words []Word, is func(*Word) bool) bool {
	for i := range words[:min(len(words), maxLinks)] {
		if is(&words[i]) {
			return true
		}
	}
	return false
}

// makesProgram reports whether chmod or install lets a file be run.
func (c *Command) makesProgram() bool {
	if c.Name == "install" {
		opts := c.Options()
		if opts.Find("-d", "--directory") != nil {
			return false
		}
		m := opts.Find("-m", "--mode")
		return m == nil || executable(m.Value.Value)
	}
	for _, w := range c.Args() {
		if strings.HasPrefix(w.Value, "-") && !strings.HasPrefix(w.Value, "-x") {
			continue
		}
		return executable(w.Value)
	}
	return false
}

// executable reports whether a mode lets somebody run the file.
func executable(mode string) bool {
	if strings.Trim(mode, "01234567") == "" {
		return len(mode) >= 3 && strings.ContainsAny(mode[len(mode)-3:], "1357")
	}
	for clause := range strings.SplitSeq(mode, ",") {
		if i := strings.IndexAny(clause, "+="); i >= 0 && strings.ContainsAny(clause[i:], "xX") {
			return true
		}
	}
	return false
}

// localPackages returns the operands of which the command makes installed packages, where it takes files. apk and zypper
// are not among them, since they refuse files without a signature that they know.
func (c *Command) localPackages() ([]Word, bool) {
	switch c.Name {
	case "dpkg":
		opts := c.Options()
		return opts.Operands, opts.Find("-i", "--install", "--unpack") != nil
	case "rpm":
		opts := c.Options()
		install := opts.Find("-i", "-U", "-F", "--install", "--upgrade", "--freshen") != nil
		return opts.Operands, install && opts.Find("-q", "--query", "-K", "-V", "-e") == nil
	case "gdebi", "alien", "cpanm", "easy_install":
		return c.Args(), true
	case "pacman":
		opts := c.Options()
		return opts.Operands, opts.Find("-U", "--upgrade") != nil
	case "R", "Rscript":
		opts := c.Options()
		return opts.Operands, opts.Operand(0) == "CMD" && opts.Operand(1) == "INSTALL"
	case "pecl", "pear", "luarocks":
		opts := c.Options()
		return opts.Operands, opts.Operand(0) == "install"
	}
	manager := managerOf(c.Name)
	switch manager {
	case "apt", "pip", "npm", "yarn", "pnpm", "gem":
	case "dnf":
		opts := c.Options()
		for i := range opts.List {
			if o := &opts.List[i]; o.Name == "--setopt" && strings.HasPrefix(o.Value.Value, "localpkg_gpgcheck=") {
				return nil, strings.ContainsAny(o.Value.Value, "0fFnN")
			}
		}
		if c.Name == "tdnf" {
			return nil, false
		}
	default:
		return nil, false
	}
	opts := c.Options()
	action := actionOf(manager, opts.Operand(0))
	return opts.Operands, action == Installing || action == Upgrading && manager == "dnf"
}

// AddressInstallers returns the names of the programs that RemotePackages knows.
func AddressInstallers() []string {
	return []string{
		"rpm", "yum", "dnf", "dnf5", "dnf-3", "microdnf", "pip", "pip3", "npm", "pnpm", "yarn", "yarnpkg", "pecl", "pear",
		"luarocks", "cpanm", "easy_install",
	}
}

// RemotePackages returns the addresses that the command is given to install packages from, which nothing verifies.
func (c *Command) RemotePackages() []Word {
	switch c.Name {
	case "dpkg", "apt", "apt-get", "aptitude", "gem", "gdebi", "alien", "pacman", "R", "Rscript":
		return nil // they take no addresses, or verify what they fetch
	}
	packages, ok := c.localPackages()
	if !ok {
		return nil
	}
	if isPip(c.Name) {
		opts := c.Options()
		if opts.Find("--require-hashes") != nil {
			return nil
		}
		for i := range opts.List { // a list from the network names the packages
			if o := &opts.List[i]; o.Name == "-r" || o.Name == "--requirement" {
				packages = append(slices.Clip(packages), o.Value)
			}
		}
	}
	var out []Word
	for i := range packages {
		v, known := packages[i].Value, packages[i].Literal
		if !known {
			v = c.Expand(packages[i], nil)
		}
		if _, rest, named := strings.Cut(v, "@"); named && isPip(c.Name) {
			v = strings.TrimLeft(rest, " ") // name @ https://...
		}
		if remoteURL(v) && !gitURL(v, c.Name) && !strings.Contains(v, "#sha256=") && !strings.Contains(v, "#sha512=") &&
			!loopbackHost(v) {
			out = append(out, packages[i])
		}
	}
	return out
}

func remoteURL(v string) bool {
	return strings.HasPrefix(v, "https://") || strings.HasPrefix(v, "http://") || strings.HasPrefix(v, "ftp://")
}

// gitURL reports whether npm and its like clone what the address names.
func gitURL(v, program string) bool {
	if manager := managerOf(program); manager != "npm" && manager != "yarn" && manager != "pnpm" {
		return false
	}
	v, _, _ = strings.Cut(v, "#")
	return strings.HasSuffix(v, ".git") || strings.HasPrefix(v, "https://github.com/") && strings.Count(v, "/") == 4
}

// checkedLate notes a check that comes behind the use: it ends the build all the same. That a package was installed
// before is too late.
func (t *trace) checkedLate() {
	for i := t.from; i < len(t.runs); i++ {
		if r := &t.runs[i]; r.Check == nil && r.Use >= Unpacks && r.How == ThroughSaved {
			r.Check = t.check
		}
	}
}

// Local reports whether nothing comes over a network: the machine itself answers, or it is a file.
func (d *Download) Local() bool {
	for i := range d.URLs {
		v := d.Command.Expand(d.URLs[i], nil)
		if !loopbackHost(v) && !strings.HasPrefix(v, "file:") {
			return false
		}
	}
	return len(d.URLs) > 0
}

// NamesCommit reports whether an address holds a full commit hash, which no one can move to other content.
func NamesCommit(address string) bool {
	run := 0
	for i := 0; i <= len(address); i++ {
		if i < len(address) && (address[i] >= '0' && address[i] <= '9' || address[i] >= 'a' && address[i] <= 'f') {
			run++
			continue
		}
		if (run == 40 || run == 64) && (i == run || strings.IndexByte("/-@#=:.", address[i-run-1]) >= 0) &&
			(i == len(address) || strings.IndexByte("/.?#&-:", address[i]) >= 0) {
			return true
		}
		run = 0
	}
	return false
}
