package project

import (
	"bytes"
	"path"
	"slices"
	"strings"

	"github.com/plimsoll-lint/plimsoll/lint/source"
)

// Kind is a kind of document.
type Kind string

// The kinds of documents. Unknown stands for a named file that is none of them.
const (
	Unknown    Kind = ""
	Dockerfile Kind = "Dockerfile"
	Compose    Kind = "Compose file"
	Daemon     Kind = "daemon.json"
	Seccomp    Kind = "seccomp profile"
	AppArmor   Kind = "AppArmor profile"
	Systemd    Kind = "systemd unit of Docker"
)

// article returns the kind with its article.
func (k Kind) article() string {
	if k == AppArmor {
		return "an " + string(k)
	}
	return "a " + string(k)
}

// kinds is the only place that knows how documents are recognised: a further kind is a further line. By name a document is
// found in a walk; by content a name that is not certain is judged, and a file of any name that the user gave.
var kinds = [...]struct {
	kind    Kind
	named   func(path string) verdict // in lower case
	content func(content []byte) verdict
}{
	{Dockerfile, base(dockerfileName), dockerfileContent},
	{Compose, base(composeName), composeContent},
	{Seccomp, base(seccompName), seccompContent},
	{Daemon, base(daemonName), daemonContent},
	{AppArmor, appArmorName, appArmorContent}, // their folder may tell
	{Systemd, systemdName, systemdContent},    // and that of drop-ins does
}

// base asks for the last part of a path alone.
func base(name func(base string) verdict) func(string) verdict {
	return func(p string) verdict { return name(path.Base(p)) }
}

// verdict says whether something is a document of a kind.
type verdict int

const (
	no    verdict = iota
	maybe         // only if the other half, name or content, says yes
	yes           // unless the other half says no
)

// Named returns the kind that a file of this name has or, going by its name, may have.
func Named(name string) Kind {
	name = strings.ToLower(name)
	for _, k := range kinds {
		if k.named(name) != no {
			return k.kind
		}
	}
	return Unknown
}

// KindOf returns the kind of a file by its name and content. With named the user gave the file's path, so that its name
// need not tell.
func KindOf(src *source.File, named bool) Kind {
	path := strings.ToLower(src.Path)
	for _, k := range kinds {
		switch name := k.named(path); {
		case name == yes && k.content(src.Content) != no, name == maybe && k.content(src.Content) == yes:
			return k.kind
		}
	}
	for _, k := range kinds {
		if named && k.content(src.Content) == yes {
			return k.kind
		}
	}
	return Unknown
}

// dockerfileName knows Dockerfile, Dockerfile.dev, Dockerfile-dev, Dockerfile_dev, dev.Dockerfile, and the same with
// Containerfile.
func dockerfileName(base string) verdict {
	for _, stem := range []string{"dockerfile", "containerfile"} {
		if base == stem {
			return yes
		}
		if rest, ok := strings.CutPrefix(base, stem); ok && strings.ContainsRune("._-", rune(rest[0])) {
			return dockerfileSuffix(path.Ext(base))
		}
		if strings.HasSuffix(base, "."+stem) {
			return yes
		}
	}
	return no
}

// dockerfileSuffix judges the last extension of a name that begins as Dockerfiles do.
func dockerfileSuffix(ext string) verdict {
	switch ext {
	case ".dockerignore", ".containerignore",
		".tmpl", ".tpl", ".template", ".gotmpl", ".j2", ".jinja", ".jinja2", ".erb", ".mustache", ".hbs", ".ejs", ".in", ".m4",
		".patch", ".diff", ".orig", ".rej", ".bak", ".swp", ".old", ".save":
		return no
	case ".md", ".rst", ".adoc", ".txt", ".html", ".json", ".yaml", ".yml", ".toml", ".xml", ".lock",
		".go", ".py", ".js", ".mjs", ".ts", ".tsx", ".rs", ".rb", ".java", ".kt", ".cs", ".php", ".sh", ".bash", ".ps1":
		return maybe // Dockerfile.go builds the Go image as often as it is a program
	}
	return yes
}

// dockerfileContent finds out whether the first instruction is one that Dockerfiles begin with. It says maybe of a file
// that holds no instruction, and of one that begins in another way: by its name it may be a broken one.
func dockerfileContent(content []byte) verdict {
	content = bytes.TrimPrefix(content, []byte("\xef\xbb\xbf"))
	for line := range bytes.Lines(content) {
		line = bytes.TrimSpace(line)
		if len(line) == 0 {
			continue
		}
		if line[0] == '#' {
			if directive(line) {
				return yes
			}
			continue
		}
		word, rest := firstWord(line)
		switch strings.ToUpper(string(word)) {
		case "FROM":
			if stageWords(bytes.Fields(rest)) {
				return yes
			}
		case "ARG":
			if len(rest) > 0 {
				return yes
			}
		}
		return maybe
	}
	return maybe
}

// directive reports whether a comment is a parser directive of Dockerfiles.
func directive(line []byte) bool {
	key, _, ok := bytes.Cut(line[1:], []byte("="))
	if !ok {
		return false
	}
	switch strings.ToLower(string(bytes.TrimSpace(key))) {
	case "syntax", "escape", "check":
		return true
	}
	return false
}

func firstWord(line []byte) (word, rest []byte) {
	if i := bytes.IndexAny(line, " \t"); i >= 0 {
		return line[:i], bytes.TrimSpace(line[i:])
	}
	return line, nil
}

// stageWords reports whether the words can follow FROM: an image, with or without a stage name. It tells a Dockerfile
// from Python's "from x import y", and from prose.
func stageWords(words [][]byte) bool {
	for len(words) > 0 && bytes.HasPrefix(words[0], []byte("--")) {
		words = words[1:]
	}
	return len(words) == 1 || len(words) == 3 && bytes.EqualFold(words[1], []byte("AS"))
}

// composeName knows compose.yaml, docker-compose.yml and their like with a suffix: compose.prod.yaml, compose-dev.yml.
func composeName(base string) verdict {
	stem, ok := strings.CutSuffix(base, ".yaml")
	if !ok {
		if stem, ok = strings.CutSuffix(base, ".yml"); !ok {
			return no
		}
	}
	stem = strings.TrimPrefix(stem, "docker-")
	rest, ok := strings.CutPrefix(stem, "compose")
	switch {
	case !ok:
		return no
	case rest == "", strings.ContainsRune("._-", rune(rest[0])):
		return yes
	}
	return maybe // composer.yaml
}

// composeContent judges the keys at the top of a file. It says no only where the file is clearly another program's, such
// as a workflow that lies in .github/workflows/docker-compose.yml: a broken Compose file is still one.
func composeContent(content []byte) verdict {
	keys := topKeys(content)
	has := func(key string) bool { return slices.Contains(keys, key) }
	switch {
	case has("services"):
		return yes
	case has("jobs") && has("on"), // a workflow of GitHub or Gitea
		has("apiVersion") && has("kind"), // Kubernetes
		has("- name"), has("- hosts"):    // Ansible
		return no
	case has("include") && !slices.ContainsFunc(keys, foreignKey):
		return yes
	}
	return maybe
}

// foreignKey reports whether Compose knows no such key at the top of a file.
func foreignKey(key string) bool {
	switch key {
	case "name", "version", "include", "services", "networks", "volumes", "configs", "secrets", "models":
		return false
	}
	return !strings.HasPrefix(key, "x-")
}

// maxTopKeys bounds how many keys topKeys collects.
const maxTopKeys = 256

// topKeys lists what looks like the keys of a YAML or JSON file's outermost mapping, or, with a dash before them, of the
// items of an outermost list. It is a look at the lines, not a parse: it serves to tell kinds of files apart.
func topKeys(content []byte) []string {
	content = bytes.TrimPrefix(content, []byte("\xef\xbb\xbf"))
	if trimmed := bytes.TrimSpace(content); len(trimmed) > 0 && trimmed[0] == '{' {
		return jsonKeys(trimmed)
	}
	var keys []string
	for len(content) > 0 && len(keys) < maxTopKeys {
		line := content
		if i := bytes.IndexAny(content, "\r\n"); i >= 0 {
			line, content = content[:i], content[i+1:]
		} else {
			content = nil
		}
		if len(line) == 0 || bytes.IndexByte([]byte(" \t#%"), line[0]) >= 0 {
			continue
		}
		if rest, ok := bytes.CutPrefix(line, []byte("---")); ok {
			line = bytes.TrimLeft(rest, " \t")
		}
		item := bytes.HasPrefix(line, []byte("- "))
		key, _, ok := bytes.Cut(line, []byte(":"))
		if !ok {
			continue
		}
		name := string(bytes.Trim(bytes.TrimLeft(key, "- "), " \t\"'"))
		if item {
			name = "- " + name
		}
		keys = append(keys, name)
	}
	return keys
}

// jsonKeys lists the keys at depth one of a flow mapping.
func jsonKeys(content []byte) []string {
	var keys []string
	depth, start := 0, -1
	last := ""
	for i := 0; i < len(content) && len(keys) < maxTopKeys; i++ {
		switch c := content[i]; {
		case start >= 0: // inside a text
			if c == '\\' {
				i++
			} else if c == '"' {
				last, start = string(content[start:i]), -1
			}
		case c == '"':
			start = i + 1
		case c == '{' || c == '[':
			depth++
		case c == '}' || c == ']':
			depth--
		case c == ':' && depth == 1 && last != "":
			keys = append(keys, last)
			last = ""
		}
	}
	return keys
}
