package config

import (
	"fmt"
	"path"
	"slices"
	"strings"
	"sync"

	"github.com/plimsoll-lint/plimsoll/lint/source"
)

// Loader finds and reads the settings of files. It is safe for use by several goroutines.
type Loader struct {
	tree  source.Tree
	rules []Rule
	flags Flags

	mu      sync.Mutex
	folders map[search]found
	none    *Settings           // of files without a settings file
	read    map[string]*outcome // by settings file
}

type outcome struct {
	settings *Settings
	err      error
}

// search is for the settings files above a folder: those of plimsoll, or those of hadolint.
type search struct {
	dir      string
	hadolint bool
}

// found is the nearest settings file of a folder, "" for none.
type found struct {
	file string
	err  error
}

// NewLoader returns a loader for the files of a tree. It fails with an *Error where a flag names a rule, a preset or a
// severity that does not exist. The rules must not change.
func NewLoader(t source.Tree, rules []Rule, flags Flags) (*Loader, error) {
	l := &Loader{tree: t, rules: rules, folders: map[search]found{}, read: map[string]*outcome{}}
	var problems []Problem
	complain := func(flag, message string) {
		if message != "" {
			problems = append(problems, Problem{Message: flag + ": " + message})
		}
	}
	d := &decoder{rules: rules}
	for _, p := range flags.Presets {
		complain("--preset", d.check(p, preset))
	}
	if flags.FailOn != "" {
		complain("--fail-on", d.check(flags.FailOn, threshold))
	}
	flags.Ignore = slices.DeleteFunc(slices.Clone(flags.Ignore), func(name string) bool {
		code := codeOf(rules, name)
		if code != "" {
			flags.codes = append(flags.codes, code)
		}
		return code != ""
	})
	ids := func(flag string, names []string) (out []string) {
		for _, name := range names {
			ids := resolve(rules, name)
			if len(ids) == 0 {
				complain(flag, unknownRule(rules, name))
			}
			out = append(out, ids...)
		}
		return out
	}
	flags.Select = ids("--select", flags.Select)
	flags.Ignore = ids("--ignore", flags.Ignore)
	if len(problems) > 0 {
		return nil, &Error{problems}
	}
	l.flags = flags
	return l, nil
}

// Effective returns the settings that hold for a file, given by its path relative to the root. All files below one
// settings file share one *Settings. It fails with an *Error where the settings file is broken or cannot be read.
func (l *Loader) Effective(name string) (*Settings, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	file, err := l.flags.File, error(nil)
	if file == "" {
		dir := path.Dir(path.Clean(name))
		f := l.find(search{dir: dir})
		if f == (found{}) {
			f = l.find(search{dir: dir, hadolint: true})
		}
		file, err = f.file, f.err
	}
	if err != nil {
		return nil, err
	}
	if file == "" {
		if l.none == nil {
			l.none = newSettings(nil, &document{}, l.rules, l.flags)
		}
		return l.none, nil
	}
	o := l.read[file]
	if o == nil {
		o = l.load(file)
		l.read[file] = o
	}
	return o.settings, o.err
}

// find returns the nearest settings file of a folder.
func (l *Loader) find(at search) found {
	if f, ok := l.folders[at]; ok {
		return f
	}
	dir, names := at.dir, Names
	if at.hadolint {
		names = HadolintNames
	}
	if _, err := source.Clean("", dir); err != nil {
		return found{} // outside the root there are no settings
	}
	var f found
	var here []string
	failed, outside := 0, 0
	for _, name := range names {
		name = path.Join(dir, name)
		_, err := l.tree.Read(name)
		if err != nil && source.ReasonOf(err) == source.Missing {
			continue
		}
		here = append(here, name) // what cannot be read is said when it is loaded
		if err != nil {
			failed++
			if source.ReasonOf(err) == source.Outside {
				outside++
			}
		}
	}
	if outside == len(names) {
		return found{} // the folder lies above the root of one of several
	}
	if failed == len(names) {
		here = here[:1] // it is the folder that cannot be read
	}
	switch {
	case len(here) > 1 && !at.hadolint: // hadolint takes the first one
		f.err = &Error{[]Problem{{Message: strings.Join(here, " and ") + " stand side by side; keep one"}}}
	case len(here) > 0:
		f.file = here[0]
	case dir != ".":
		f = l.find(search{path.Dir(dir), at.hadolint})
	}
	l.folders[at] = f
	return f
}

func (l *Loader) load(name string) *outcome {
	src, err := l.tree.Read(name)
	if err != nil {
		message := fmt.Sprintf("settings file %s; mend or remove it", unread(name, err))
		return &outcome{err: &Error{[]Problem{{Message: message}}}}
	}
	doc, problems := parse(src, l.rules)
	if len(problems) > 0 {
		return &outcome{err: &Error{problems}}
	}
	return &outcome{settings: newSettings(src, doc, l.rules, l.flags)}
}

// unread says what is the matter with a file, without the host's words.
func unread(name string, err error) string {
	return (&source.ReadError{Path: name, Reason: source.ReasonOf(err)}).Error()
}
