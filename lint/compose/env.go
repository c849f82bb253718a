package compose

import (
	"bytes"
	"fmt"
	"path"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/compose-spec/compose-go/v2/dotenv"

	"github.com/plimsoll-lint/plimsoll/lint/source"
)

// environment is the variables that interpolation sees. Those of an outer one go before.
type environment struct {
	outer *environment
	vars  map[string]variable
}

type variable struct {
	text string
	at   source.Span // the name in a .env file, zero for a given one
}

func (e *environment) lookup(name string) (variable, bool) {
	if e == nil {
		return variable{}, false
	}
	if v, ok := e.outer.lookup(name); ok {
		return v, true
	}
	v, ok := e.vars[name]
	return v, ok
}

// Bounds of .env files.
const (
	maxEnvFile   = 1 << 20
	maxEnvValue  = 64 << 10
	maxEnvFaults = 10
)

// readEnv adds the variables of a .env file to the environment. dotenv of compose-go reads each statement; here they are
// told apart, so that each variable has its place and none can grow without bound.
func (l *evaluator) readEnv(env *environment, f *source.File) {
	c := f.Content
	if len(c) > maxEnvFile {
		l.problem(source.Unread, f.Span(0, 0), "env.size", fmt.Sprintf("file of %d kB is not read: the limit is %d kB",
			len(c)>>10, maxEnvFile>>10))
		return
	}
	if bytes.HasPrefix(c, []byte{0xFF, 0xFE}) || bytes.HasPrefix(c, []byte{0xFE, 0xFF}) {
		l.problem(source.Refused, f.Span(0, 2), "env.encoding", "Compose cannot read UTF-16 here; save the file as UTF-8")
		return
	}
	l.envFiles = append(l.envFiles, f)
	at := 0
	if bytes.HasPrefix(c, []byte("\xef\xbb\xbf")) {
		at = 3
	}
	faults := 0
	for at < len(c) && faults < maxEnvFaults {
		s := nextStatement(c, at)
		if s.start == len(c) {
			return
		}
		if message := env.statement(f, s); message != "" {
			faults++
			start, end := f.LineBounds(f.LineAt(s.start))
			l.problem(source.Refused, f.Span(max(start, s.start), end), fmt.Sprintf("env.%d", faults), message)
			at = max(end, s.start+1)
			continue
		}
		at = max(s.end, s.start+1)
	}
}

// statement evaluates one statement and returns what is wrong with it.
func (e *environment) statement(f *source.File, s statement) string {
	c := string(f.Content[s.start:s.end])
	switch {
	case !utf8.ValidString(c):
		return "line is no UTF-8"
	case nested(c) > maxNesting:
		return "value is nested too deeply"
	case strings.Count(c, "${") > 500, strings.Count(c, "$") > 10_000:
		return "value has too many variables"
	}
	longest, missing, uses := 0, false, strings.Count(c, "$")
	lookup := func(name string) (string, bool) {
		v, ok := e.lookup(name)
		longest = max(longest, len(v.text))
		if !ok && !hasOperator(c, name) {
			missing = true
			return "", true // unset, compose-go would log a warning
		}
		if uses*longest > maxExpansion {
			return "", ok
		}
		return v.text, ok
	}
	vars, err := dotenv.UnmarshalWithLookup(c, lookup)
	if err != nil {
		return "Compose cannot read this line" // the error itself would quote it
	}
	for name, value := range vars {
		if len(value) > maxEnvValue || uses*longest > maxExpansion {
			return fmt.Sprintf("variable %s grows too large", clip(name))
		}
		if name == "" || name[0] >= '0' && name[0] <= '9' {
			continue
		}
		if missing {
			delete(e.vars, name) // as unknown as what it is made of
			continue
		}
		e.vars[name] = variable{value, f.Span(s.name, s.name+len(name))}
	}
	return ""
}

// hasOperator reports whether a text says what to do if a variable is unset.
func hasOperator(text, name string) bool {
	for rest := text; ; {
		_, after, ok := strings.Cut(rest, "${"+name)
		if !ok {
			return false
		}
		if after != "" && strings.IndexByte("-+?:", after[0]) >= 0 {
			return true
		}
		rest = after
	}
}

// statement is the bytes of one NAME=value of a .env file.
type statement struct{ start, name, end int }

// nextStatement finds the statement behind an offset: where it begins, where its name does, and where its value ends,
// which may be lines below if it is quoted.
func nextStatement(c []byte, at int) statement {
	for at < len(c) {
		r, size := utf8.DecodeRune(c[at:])
		if c[at] == '#' {
			at = lineEnd(c, at)
		} else if unicode.IsSpace(r) {
			at += size
		} else {
			break
		}
	}
	s := statement{start: at, name: at}
	if rest, ok := bytes.CutPrefix(c[at:], []byte("export")); ok {
		if trimmed := bytes.TrimLeft(rest, " \t\v\f\r"); len(trimmed) < len(rest) {
			s.name = len(c) - len(trimmed)
		}
	}
	i := s.name
	for i < len(c) && c[i] != '=' && c[i] != ':' && c[i] != '\n' {
		i++
	}
	if i >= len(c) || c[i] == '\n' {
		s.end = min(i+1, len(c))
		return s
	}
	for i++; i < len(c) && (c[i] == ' ' || c[i] == '\t' || c[i] == '\v' || c[i] == '\f' || c[i] == '\r'); i++ {
	}
	if i < len(c) && (c[i] == '"' || c[i] == '\'') {
		for j := i + 1; j < len(c); j++ {
			if c[j] == '\\' {
				j++
			} else if c[j] == c[i] {
				s.end = j + 1
				return s
			}
		}
		s.end = len(c)
		return s
	}
	s.end = lineEnd(c, i)
	return s
}

func lineEnd(c []byte, at int) int {
	if n := bytes.IndexByte(c[at:], '\n'); n >= 0 {
		return at + n
	}
	return len(c)
}

// nested returns how deep the ${ of a text stand inside one another at most.
func nested(s string) int {
	depth, deepest := 0, 0
	for i := 0; i < len(s); i++ {
		switch {
		case s[i] == '$' && i+1 < len(s) && s[i+1] == '{':
			depth++
			deepest = max(deepest, depth)
		case s[i] == '}' && depth > 0:
			depth--
		}
	}
	return deepest
}

// projectEnv reads the files that were given in place of .env, else the .env file of the project folder, into a new environment
// inside outer.
func (l *evaluator) projectEnv(outer *environment) *environment {
	if len(l.opts.EnvFiles) == 0 {
		return l.dotEnv(l.project.Dir, outer)
	}
	env := &environment{outer: outer, vars: map[string]variable{}}
	for _, f := range l.opts.EnvFiles {
		l.readEnv(env, f)
	}
	return env
}

// dotEnv reads the .env file of a folder into a new environment inside outer. One that is no plain file, or that leads
// out of the tree, is not read, as if it were not there; that is said if something hangs on it.
func (l *evaluator) dotEnv(dir string, outer *environment) *environment {
	env := &environment{outer: outer, vars: map[string]variable{}}
	name := path.Join(dir, ".env")
	f, err := l.tree.Read(name)
	if err == nil {
		l.readEnv(env, f)
		return env
	}
	if reason := source.ReasonOf(err); reason != source.Missing && reason != source.Directory {
		l.unreadEnv = append(l.unreadEnv, &source.ReadError{Path: name, Reason: reason})
	}
	return env
}
