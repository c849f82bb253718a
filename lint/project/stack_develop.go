package project

import (
	"path"
	"strings"

	"github.com/plimsoll-lint/plimsoll/lint/compose"
	"github.com/plimsoll-lint/plimsoll/lint/source"
)

// ForDevelopment reports whether anything says that the project, or the service, is for development or tests: names of files,
// services, images and stages, profiles, variables with the value "development", programs that watch for changes.
func (s *Stack) ForDevelopment(u *Unit) bool {
	x := s.Service
	for _, f := range u.Files {
		for part := range strings.SplitSeq(f.Path, "/") {
			if ForDevelopment(part) || strings.Contains(part, "override") {
				return true
			}
		}
	}
	names := []string{x.Key.Value, x.ContainerName.V, path.Base(x.Image.V), s.Container.Stage}
	if x.Build != nil {
		names = append(names, x.Build.Target.V, path.Base(x.Build.Dockerfile.V))
	}
	for _, p := range x.Profiles.Items {
		names = append(names, p.V)
	}
	for _, name := range names {
		if ForDevelopment(strings.ReplaceAll(name, ":", "-")) {
			return true
		}
	}
	for _, list := range [...]compose.Entries{x.Environment, u.buildArgs(x)} {
		for _, e := range list.Items {
			if forDevelopment(e.Key.Value, e.Value.V) {
				return true
			}
		}
	}
	for _, list := range [...][]compose.String{x.Command.Words, x.Entrypoint.Words} {
		for _, w := range list {
			if watches(w.V) {
				return true
			}
		}
	}
	return len(x.Watch) > 0 || s.builtForDevelopment()
}

func (u *Unit) buildArgs(s *compose.Service) compose.Entries {
	if s.Build == nil {
		return compose.Entries{}
	}
	return s.Build.Args
}

// builtForDevelopment asks what the image starts, and its variables.
func (s *Stack) builtForDevelopment() bool {
	if s.Image == nil {
		return false
	}
	for _, v := range s.Image.Env() {
		if forDevelopment(v.Name, v.Value) {
			return true
		}
	}
	for _, p := range s.Image.Starts() {
		for _, w := range append([]source.Text{p.Text}, p.Words...) {
			if watches(w.Value) {
				return true
			}
		}
	}
	return false
}

// forDevelopment reports whether a variable says so.
func forDevelopment(name, value string) bool {
	name, value = strings.ToUpper(name), strings.ToLower(value)
	switch {
	case strings.HasSuffix(name, "ENV"), strings.HasSuffix(name, "ENVIRONMENT"), strings.HasSuffix(name, "MODE"):
		return strings.HasPrefix(value, "dev") || strings.HasPrefix(value, "test") || value == "local"
	case strings.HasSuffix(name, "DEBUG"), strings.HasSuffix(name, "DEVELOPMENT"), strings.HasSuffix(name, "USEPOLLING"):
		return value == "1" || value == "true" || value == "on" || value == "yes"
	}
	return false
}

// watches reports whether a word of a command starts a server for development, or reloads what changes.
func watches(text string) bool {
	for word := range strings.FieldsSeq(text) {
		switch word = strings.TrimLeft(path.Base(word), "-"); {
		case strings.HasPrefix(word, "dev"), strings.HasPrefix(word, "watch"), strings.HasPrefix(word, "reload"),
			strings.HasPrefix(word, "start:dev"), strings.HasPrefix(word, "test"), strings.HasPrefix(word, "debug"):
			return true
		case word == "nodemon", word == "runserver", word == "air", word == "CompileDaemon", word == "watchmedo", word == "hot",
			word == "sleep", word == "tail", word == "bash", word == "ng", word == "vite", word == "poll", word == "rerun":
			return true
		}
	}
	return false
}

// DebugStage reports whether the service builds a stage that is named for development, tests or debugging although something
// says that it is for production.
func (s *Stack) DebugStage(u *Unit) bool {
	return s.Image != nil && ForDevelopment(s.Container.Stage) && s.saysProduction(u)
}

// saysProduction reports whether the names of the files, a profile or a variable say that the service is for production.
func (s *Stack) saysProduction(u *Unit) bool {
	for _, f := range u.Files {
		if production(path.Base(f.Path)) {
			return true
		}
	}
	for _, p := range s.Service.Profiles.Items {
		if production(p.V) {
			return true
		}
	}
	for _, list := range [...]compose.Entries{s.Service.Environment, u.buildArgs(s.Service)} {
		for _, e := range list.Items {
			name := strings.ToUpper(e.Key.Value)
			if (strings.HasSuffix(name, "ENV") || strings.HasSuffix(name, "ENVIRONMENT")) && e.Value.Known && production(e.Value.V) {
				return true
			}
		}
	}
	return false
}

// production reports whether a word of a name says production.
func production(name string) bool {
	for word := range strings.FieldsFuncSeq(strings.ToLower(name), func(r rune) bool { return r == '-' || r == '_' || r == '.' }) {
		if word == "prod" || word == "production" {
			return true
		}
	}
	return false
}
