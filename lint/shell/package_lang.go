package shell

import "strings"

// pip returns how the packages of pip are read: not at all where a file decides about their versions.
func (p *PackageCommand) pip() func(*Package) {
	for i := range p.Opts.List {
		switch p.Opts.List[i].Name {
		case "-r", "--requirement", "--requirements", "-c", "--constraint", "--constraints", "--require-hashes", "--no-index",
			"--group", "--pylock":
			return nil
		}
	}
	return splitPip
}

// splitPip knows PEP 508: name[extras] with bounds, a marker, `name @ address`; and files, folders, addresses and what
// comes from version control.
func splitPip(p *Package) {
	v, _, _ := strings.Cut(p.Word.Value, ";")
	v = strings.TrimSpace(v)
	switch {
	case strings.Contains(v, "git+") || strings.Contains(v, "hg+") || strings.Contains(v, "svn+") || strings.Contains(v, "bzr+"):
		_, address, _ := strings.Cut(v, "://")
		_, behind, _ := strings.Cut(address, "/") // in front of it, @ ends the user
		name, ref, _ := strings.Cut(behind, "@")
		ref, _, _ = strings.Cut(ref, "#")
		p.set(strings.TrimSuffix(name[strings.LastIndexByte(name, '/')+1:], ".git"), ref, Unpinned)
		if ref != "" {
			p.Pin = Pinned
		}
	case strings.ContainsAny(v, "/@\\") || strings.HasPrefix(v, ".") || archive(v):
		p.Pin = Elsewhere
	default:
		name, version := cutAny(v, "=<>!~")
		name, _, _ = strings.Cut(name, "[")
		p.set(strings.TrimSpace(name), version, rangePin(version))
	}
}

func archive(name string) bool {
	for _, suffix := range []string{".whl", ".tar.gz", ".zip", ".tar.bz2", ".tgz", ".tar", ".tar.xz"} {
		if strings.HasSuffix(name, suffix) {
			return true
		}
	}
	return false
}

// splitNPM knows name@version, @scope/name@version, alias@npm:name@version, what comes from git, which has its version
// behind #, addresses, files and folders.
func splitNPM(p *Package) {
	v := p.Word.Value
	at := strings.LastIndexByte(v, '@')
	switch {
	case v == "true" || v == "false", // the value of an option that needs none
		strings.HasPrefix(v, ".") || strings.HasPrefix(v, "/") || strings.HasPrefix(v, "~") || strings.HasPrefix(v, "file:") ||
			archive(v):
		p.Pin = Elsewhere
		return
	case strings.Contains(v, "git+") || strings.Contains(v, "git:") || strings.Contains(v, "git@") ||
		strings.HasSuffix(v, ".git") || strings.Contains(v, ".git#") || strings.HasPrefix(v, "github:") || ownerRepo(v):
		name, ref, pinned := strings.Cut(v, "#")
		p.set(name, ref, Unpinned)
		if pinned && ref != "" {
			p.Pin = Pinned
		}
		return
	case strings.Contains(v, "://"):
		p.Pin = Elsewhere
		return
	case at <= 0:
		p.set(v, "", Unpinned)
		return
	}
	name, version := v[:at], v[at+1:]
	p.set(name, version, Unpinned)
	if semverPinned(version) {
		p.Pin = Pinned
	}
}

// ownerRepo reports whether a word is owner/repository, which npm takes from GitHub.
func ownerRepo(v string) bool {
	owner, repo, ok := strings.Cut(v, "/")
	return ok && owner != "" && owner[0] != '@' && !strings.ContainsAny(owner, ":@") && !strings.Contains(repo, "/")
}

// semverPinned reports whether a range of npm has an upper end. What is no range is a tag, such as latest, which moves.
func semverPinned(version string) bool {
	for alternative := range strings.SplitSeq(version, "||") {
		upper := false
		for bound := range strings.FieldsSeq(alternative) {
			rest := strings.TrimLeft(bound, "=~<^v")
			upper = upper || bound[0] != '>' && digit(rest)
		}
		if !upper {
			return false
		}
	}
	return true
}

// gem returns how the packages of gem are read: by the option --version where there is one, and not at all where a file
// names them.
func (p *PackageCommand) gem() func(*Package) {
	if p.Opts.Find("-g", "--file") != nil {
		return nil
	}
	option := p.Opts.Find("-v", "--version")
	return func(pkg *Package) {
		v := pkg.Word.Value
		name, version, ok := strings.Cut(v, ":")
		switch {
		case strings.HasSuffix(v, ".gem") || strings.Contains(v, "/"):
			pkg.Pin = Elsewhere
		case ok:
			pkg.set(name, version, rangePin(version))
		case option == nil:
			pkg.set(v, "", Unpinned)
		case !option.Value.Literal:
			pkg.Pin = PinUnknown
		default:
			pkg.set(v, option.Value.Value, rangePin(option.Value.Value))
		}
	}
}

// golang returns how the modules of go are read. Without a version `go get` takes the newest, while `go install` and
// `go run` take what go.mod says, or fail.
func (p *PackageCommand) golang() func(*Package) {
	newest := p.Verb.Value == "get"
	first := true
	return func(pkg *Package) {
		if p.Verb.Value == "run" && !first {
			pkg.Pin = Elsewhere // an argument of the program
			return
		}
		first = false
		name, version, ok := strings.Cut(pkg.Word.Value, "@")
		host, _, _ := strings.Cut(name, "/")
		switch {
		case strings.HasPrefix(name, ".") || strings.HasPrefix(name, "/") || !strings.Contains(host, ".") ||
			strings.HasSuffix(name, ".go") || !ok && !newest || version == "none":
			pkg.Pin = Elsewhere
		case movingVersion(version):
			pkg.set(name, version, Unpinned)
		default:
			pkg.set(name, version, Pinned)
		}
	}
}

// movingVersion reports whether what goes for a version of a Go module is a word for the newest, or a branch by its name.
func movingVersion(version string) bool {
	switch version {
	case "", "latest", "upgrade", "patch", "master", "main", "HEAD":
		return true
	}
	return false
}
