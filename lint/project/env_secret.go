package project

import (
	"path"

	"github.com/plimsoll-lint/plimsoll/lint/secret"
	"github.com/plimsoll-lint/plimsoll/lint/source"
)

// EnvSecret is an env_file with credentials that nothing keeps out of the repository. What they are is never told.
type EnvSecret struct {
	File    string   // the path as in reports
	Names   []string // the variables, at least one
	At      source.Span
	Subject string
}

// EnvSecrets returns the files that env_file names and that hold credentials. Samples, and what .gitignore names, are left
// out. A file that several services have stands once.
func (u *Unit) EnvSecrets() []EnvSecret {
	if u.Compose == nil || u.linker == nil {
		return nil
	}
	var list []EnvSecret
	seen := map[string]bool{}
	for _, s := range u.Compose.Services {
		for _, e := range s.EnvFile {
			if e.File == "" || !e.Path.Known || seen[e.File] || secret.Sample(path.Base(e.File)) {
				continue
			}
			seen[e.File] = true
			content, ok := u.linker.trackedEnvFile(e.File)
			if !ok {
				continue
			}
			if names := secret.EnvNames(content); len(names) > 0 {
				list = append(list, EnvSecret{File: e.File, Names: names, At: e.Path.Span(), Subject: "services." + s.Key.Value})
			}
		}
	}
	return list
}

// trackedEnvFile reads an env file unless .gitignore keeps it out of the repository.
func (l *Linker) trackedEnvFile(name string) ([]byte, bool) {
	if l.root.GitIgnored(name) {
		return nil, false
	}
	f, err := l.root.Tree.Read(name)
	if err != nil {
		return nil, false
	}
	return f.Content, true
}
