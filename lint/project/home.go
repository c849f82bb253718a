package project

import (
	"path"
	"slices"
	"strings"

	"github.com/plimsoll-lint/plimsoll/lint/dockerfile"
	"github.com/plimsoll-lint/plimsoll/lint/source"
)

// HomeCopied is what COPY takes from the home folder of a build stage into what ships.
type HomeCopied struct {
	Path string
	// Credentials is set where programs keep credentials there, or where it is a whole home and the stage puts some into it.
	Credentials bool
	// Evidence is where the stage does so; zero where the path says enough.
	Evidence source.Span
	At       source.Span
	Subject  string
}

// HomesCopied returns the credentials and whole homes that COPY takes from other stages into what ships.
func (u *Unit) HomesCopied() []HomeCopied {
	var found []HomeCopied
	var kept map[*dockerfile.Stage]credential
	for _, t := range u.Transfers() {
		c, ok := t.At.(*dockerfile.Copy)
		if !ok || c.Source == nil || c.OnBuild() || u.FromScratch(c.Source) || !u.Ships(c.Stage()) {
			continue
		}
		for i := range t.Paths {
			name := &t.Paths[i]
			if !name.Known || !wholeHome(name.Value) && !holdsCredentials(name.Value) {
				continue
			}
			home := HomeCopied{
				Path: path.Clean("/" + name.Value), At: t.Sources[i].Span, Subject: t.Subject, Credentials: !wholeHome(name.Value),
			}
			if !home.Credentials {
				if kept == nil {
					kept = u.credentialsKept()
				}
				left, ok := kept[c.Source]
				home.Evidence, home.Credentials = left.at, ok
			}
			found = append(found, home)
		}
	}
	return found
}

// credential is a file of credentials that a stage has.
type credential struct {
	name string
	at   source.Span // what puts it there
}

// credentialsKept returns, for the stages in whose home folders the build puts credentials and leaves them, one of these.
func (u *Unit) credentialsKept() map[*dockerfile.Stage]credential {
	kept := map[*dockerfile.Stage]credential{}
	keep := func(stage *dockerfile.Stage, name string, at source.Span) {
		if name = ofRoot(name); holdsCredentials(name) && kept[stage].name == "" {
			kept[stage] = credential{name, at}
		}
	}
	for _, w := range u.Writes() {
		if !w.Instruction.OnBuild() {
			keep(w.Instruction.Stage(), w.Path, w.At)
		}
	}
	for _, t := range u.Transfers() {
		if !t.Known || t.At.OnBuild() {
			continue
		}
		keep(t.At.Stage(), t.Target, t.Dest.Span)
		for i := range t.Paths {
			keep(t.At.Stage(), path.Join(t.Target, path.Base(t.Paths[i].Value)), t.Sources[i].Span)
		}
	}
	if len(kept) == 0 {
		return kept
	}
	removed := map[*dockerfile.Stage][]string{}
	for _, c := range u.Commands("rm", "shred", "unlink") {
		for _, word := range c.Options().Operands {
			if name, ok := c.Resolve(word, nil); ok && len(removed[c.Run.Stage()]) < maxGone {
				removed[c.Run.Stage()] = append(removed[c.Run.Stage()], ofRoot(strings.TrimSuffix(name.Value, "/*")))
			}
		}
	}
	for _, s := range u.Dockerfile.Stages {
		if parent := u.Builds[0].Image(s).Parent; parent != nil && kept[s].name == "" {
			if of, ok := kept[parent.Stage]; ok {
				kept[s] = of
			}
		}
		gone := func(name string) bool { return strings.HasPrefix(kept[s].name+"/", name+"/") }
		if slices.ContainsFunc(removed[s], gone) {
			delete(kept, s)
		}
	}
	return kept
}

// maxGone bounds the removed files of one stage that are remembered.
const maxGone = 100

// ofRoot returns a path of the shell of root, clean.
func ofRoot(name string) string {
	if rest, ok := strings.CutPrefix(name, "~/"); ok {
		name = "/root/" + rest
	}
	return path.Clean(name)
}

// belowHome returns the parts of a path below the home folder that it lies in; none where it is one, or all of them.
func belowHome(name string) ([]string, bool) {
	parts := strings.Split(strings.Trim(path.Clean("/"+name), "/"), "/")
	switch {
	case parts[0] == "root":
		parts = parts[1:]
	case parts[0] == "home" && len(parts) > 2:
		parts = parts[2:]
	case parts[0] == "home" && (len(parts) == 1 || parts[1] == "*"):
		return nil, true
	default:
		return nil, false
	}
	if len(parts) > 0 && (parts[0] == "*" || parts[0] == ".*") {
		parts = nil
	}
	return parts, true
}

// wholeHome reports whether a path is the home of root, or the folder of all homes. The home of another user is often the
// folder of the program.
func wholeHome(name string) bool {
	parts, ok := belowHome(name)
	return ok && len(parts) == 0
}

// holdsCredentials reports whether a path in a home folder is one in which programs keep credentials.
func holdsCredentials(name string) bool {
	parts, ok := belowHome(name)
	if !ok || len(parts) == 0 {
		return false
	}
	inner := parts[1:]
	switch parts[0] {
	case ".npmrc", ".yarnrc", ".yarnrc.yml", ".netrc", "_netrc", ".git-credentials", ".pypirc", ".pgpass", ".my.cnf",
		".vault-token", ".aws", ".azure", ".gnupg", ".kube", ".terraformrc", ".dockercfg", ".s3cfg", ".boto":
		return len(inner) == 0 || inner[0] != "cache"
	case ".ssh":
		return len(inner) == 0 || !slices.Contains([]string{"known_hosts", "known_hosts2"}, inner[0]) &&
			!strings.HasSuffix(inner[0], ".pub")
	case ".docker":
		return len(inner) == 0 || inner[0] == "config.json"
	case ".m2":
		return len(inner) > 0 && strings.HasPrefix(inner[0], "settings")
	case ".config":
		return len(inner) > 0 && slices.Contains([]string{"gcloud", "gh", "doctl", "hub", "containers"}, inner[0])
	case ".cargo":
		return len(inner) > 0 && strings.HasPrefix(inner[0], "credentials")
	case ".gem", ".terraform.d":
		return len(inner) > 0 && strings.HasPrefix(inner[0], "credentials")
	case ".composer":
		return len(inner) > 0 && inner[0] == "auth.json"
	case ".gradle":
		return len(inner) > 0 && inner[0] == "gradle.properties"
	case ".nuget":
		return len(inner) > 0 && strings.EqualFold(inner[0], "nuget")
	}
	return false
}
