package shell

import (
	"path"
	"slices"
	"strings"

	"github.com/plimsoll-lint/plimsoll/lint/source"
)

// SwitchedOffIn returns what a text turns off that is written into a file. The text may come in pieces, as the words of
// echo; with edit it is a sed script.
func SwitchedOffIn(file string, content []source.Text, edit bool) []Switch {
	f := switches{}
	kind := settingsOf(file)
	if len(content) > 1 && !edit {
		text, at := joinTexts(content)
		f.written(kind, text, at)
	}
	for _, text := range content {
		if !edit {
			f.written(kind, text.Value, text.At)
			continue
		}
		for offset, part := range sedTexts(text.Value) {
			f.written(kind, part, func(i, j int) source.Span { return text.At(offset+i, offset+j) })
		}
	}
	if len(content) > 1 && !edit { // what is in one word was found twice
		seen := make(map[source.Span]bool, len(f.list))
		f.list = slices.DeleteFunc(f.list, func(s Switch) bool {
			double := seen[s.Span]
			seen[s.Span] = true
			return double
		})
	}
	return f.list
}

// joinTexts puts pieces together as echo does.
func joinTexts(pieces []source.Text) (string, func(i, j int) source.Span) {
	var b strings.Builder
	starts := make([]int, len(pieces))
	for i, p := range pieces {
		if i > 0 {
			b.WriteByte(' ')
		}
		starts[i] = b.Len()
		b.WriteString(p.Value)
	}
	piece := func(at int) int { // the one that holds a byte
		i, exact := slices.BinarySearch(starts, at)
		if !exact {
			i--
		}
		return i
	}
	return b.String(), func(i, j int) source.Span {
		from, to := piece(i), piece(max(i, j-1))
		if from == to {
			return pieces[from].At(i-starts[from], j-starts[from])
		}
		return pieces[from].At(i-starts[from], len(pieces[from].Value)).Join(pieces[to].At(0, j-starts[to]))
	}
}

// settings is a kind of file that programs read their settings from.
type settings int

const (
	otherFile settings = iota
	yumFile
	aptFile
	npmFile
	yarnFile
	curlFile
	wgetFile
	pipFile
	condaFile
	gitFile
	gemFile
	bundleFile
	composerFile
	pacmanFile
	poetryFile
)

func settingsOf(file string) settings {
	base := path.Base(file)
	switch base {
	case "yum.conf", "dnf.conf", "zypp.conf":
		return yumFile
	case ".npmrc", "npmrc":
		return npmFile
	case ".yarnrc", ".yarnrc.yml":
		return yarnFile
	case ".curlrc", "_curlrc":
		return curlFile
	case ".wgetrc", "wgetrc":
		return wgetFile
	case "pip.conf", "pip.ini":
		return pipFile
	case ".condarc", "condarc", ".mambarc":
		return condaFile
	case ".gitconfig", "gitconfig":
		return gitFile
	case ".gemrc", "gemrc":
		return gemFile
	case "composer.json":
		return composerFile
	case "pacman.conf":
		return pacmanFile
	case "poetry.toml":
		return poetryFile
	case "config":
		if strings.HasSuffix(file, ".bundle/config") || strings.HasSuffix(file, "/bundle/config") {
			return bundleFile
		}
	case "config.json":
		if strings.HasSuffix(file, "composer/config.json") {
			return composerFile
		}
	}
	switch {
	case strings.HasSuffix(base, ".repo") || strings.Contains(file, "yum.repos.d"):
		return yumFile
	case strings.Contains(file, "/apt/apt.conf"):
		return aptFile
	}
	return otherFile
}

// written looks at one text.
func (f *switches) written(kind settings, text string, at func(i, j int) source.Span) {
	if strings.Contains(text, "=yes") || strings.Contains(text, "yes") && strings.Contains(text, "rusted") {
		f.sources(text, at)
	}
	switch kind {
	case otherFile:
		return
	case composerFile:
		f.json(text, at, "secure-http", "false")
		f.json(text, at, "disable-tls", "true")
		return
	}
	local := false // the section has its packages in a folder of the image
	for offset, line := range lines(text) {
		trimmed := strings.TrimSpace(line)
		if trimmed == "" || trimmed[0] == '#' || trimmed[0] == ';' {
			continue
		}
		if kind == yumFile && trimmed[0] == '[' {
			local = localSection(text[offset+strings.IndexByte(line, '['):])
		}
		if local {
			continue
		}
		start := offset + strings.Index(line, trimmed)
		f.line(kind, trimmed, func() source.Span { return at(start, start+len(trimmed)) })
	}
}

func (f *switches) line(kind settings, line string, span func() source.Span) {
	name, value := setting(line)
	off := func(tool, want string, values ...string) {
		if strings.EqualFold(name, want) && oneOf(value, values...) {
			f.add(Transport, tool, want, span())
		}
	}
	switch kind {
	case yumFile:
		f.repoSetting("dnf", name, value, span)
	case aptFile:
		f.aptLine(span, line)
	case npmFile:
		off("npm", "strict-ssl", "false")
	case yarnFile:
		off("yarn", "strict-ssl", "false")
		off("yarn", "enableStrictSsl", "false")
	case curlFile:
		if oneOf(line, "insecure", "-k", "--insecure", "proxy-insecure", "--proxy-insecure") {
			f.add(Transport, "curl", strings.TrimLeft(line, "-"), span())
		}
	case wgetFile:
		off("wget", "check_certificate", "off", "no", "0")
	case pipFile:
		if name == "trusted-host" && value != "" && !loopbackHost(value) {
			f.add(Transport, "pip", "trusted-host", span())
		}
	case condaFile:
		off("conda", "ssl_verify", "false", "no", "off", "0")
	case gitFile:
		off("git", "sslVerify", "false", "no", "off", "0")
	case gemFile:
		off("gem", "ssl_verify_mode", "0")
	case bundleFile:
		off("bundle", "BUNDLE_SSL_VERIFY_MODE", "0")
	case poetryFile:
		off("poetry", "cert", "false")
	case pacmanFile:
		f.sigLevel(name, value, span)
	}
}

// setting cuts a line of a settings file: NAME=VALUE, NAME: VALUE or NAME VALUE, the value without quotes and comment.
func setting(line string) (name, value string) {
	line = strings.TrimPrefix(line, ":") // a symbol of Ruby
	i := strings.IndexAny(line, "=: \t")
	if i < 0 {
		return line, ""
	}
	name, value = line[:i], strings.TrimLeft(line[i:], "=: \t")
	if j := strings.Index(value, " #"); j >= 0 {
		value = value[:j]
	}
	return strings.Trim(name, "\"'"), strings.Trim(strings.TrimSpace(value), "\"'")
}

// sigLevel adds a SigLevel of pacman that lets packages without a signature, or with anybody's, pass. That the
// databases need none is the default of Arch.
func (f *switches) sigLevel(name, value string, span func() source.Span) {
	if name != "SigLevel" && name != "RemoteFileSigLevel" {
		return
	}
	for field := range strings.FieldsSeq(value) {
		switch field {
		case "Never", "Optional", "TrustAll", "PackageNever", "PackageOptional", "PackageTrustAll":
			f.add(Signature, "pacman", name, span())
			return
		}
	}
}

// json adds a key of JSON that has the value, wherever it stands.
func (f *switches) json(text string, at func(i, j int) source.Span, key, value string) {
	quoted := `"` + key + `"`
	start := strings.Index(text, quoted)
	if start < 0 {
		return
	}
	rest := text[start+len(quoted):]
	trimmed := strings.TrimLeft(rest, " \t\r\n:")
	if strings.HasPrefix(trimmed, value) && len(trimmed) < len(rest) {
		f.add(Transport, "composer", key, at(start, len(text)-len(trimmed)+len(value)))
	}
}

// localSection reports whether the section of a repository file that a text begins with has its packages in a folder of the
// image.
func localSection(text string) bool {
	section := text[1:]
	if end := strings.Index(section, "["); end >= 0 {
		section = section[:end]
	}
	i := strings.Index(section, "baseurl")
	return i >= 0 && strings.HasPrefix(strings.TrimLeft(section[i+len("baseurl"):], " =\t"), "file:")
}

// aptLine adds a line of apt.conf such as `Acquire::https::Verify-Peer "false";`.
func (f *switches) aptLine(span func() source.Span, line string) {
	for part := range strings.SplitSeq(line, ";") {
		name, value, ok := strings.Cut(strings.TrimSpace(part), " ")
		if !ok {
			continue
		}
		if check, name, ok := aptSetting(name + "=" + strings.TrimSpace(value)); ok {
			f.add(check, "apt-get", name, span())
			return
		}
	}
}
