package project

import (
	"slices"

	"github.com/plimsoll-lint/plimsoll/lint/dockerfile"
	"github.com/plimsoll-lint/plimsoll/lint/shell"
	"github.com/plimsoll-lint/plimsoll/lint/source"
)

// Script is the shell that one RUN instruction gives to a build.
type Script struct {
	*shell.Script
	Run     *dockerfile.Run
	Subject string

	builds []*dockerfile.Build
}

// variable returns the value that a variable of the build has where the script runs, if all builds of the file agree.
func (s Script) variable(name string) (value string, known bool) {
	for i, b := range s.builds {
		v := b.Variable(name, s.Run)
		if !v.Known || i > 0 && v.Value != value {
			return "", false
		}
		value, known = v.Value, true
	}
	return value, known
}

// Scripts returns the scripts of a Dockerfile's RUN instructions, those behind ONBUILD included. They are parsed once.
func (u *Unit) Scripts() []Script {
	u.once.Do(func() {
		if u.Dockerfile == nil {
			return
		}
		for i := range u.Dockerfile.All() {
			if run, ok := i.(*dockerfile.Run); ok {
				u.scripts = append(u.scripts, u.script(run))
			}
		}
	})
	return u.scripts
}

func (u *Unit) script(run *dockerfile.Run) Script {
	s := Script{Run: run, Subject: StageSubject(run.Stage()), builds: u.Builds}
	if run.Form == dockerfile.ExecForm {
		s.Script = shell.Words(run.Words) // no shell expands them
		return s
	}
	dialect := shell.POSIX
	if len(u.Builds) > 0 {
		dialect = shell.DialectOf(u.Builds[0].Program(run))
	}
	if heredoc := run.Script; heredoc != nil {
		if program := heredoc.Interpreter(); program != "" {
			dialect = shell.DialectOf(program) // BuildKit makes a file of it and runs that
		}
	}
	regions := make([]shell.Region, len(run.Regions))
	for i, r := range run.Regions {
		regions[i] = shell.Region(r)
	}
	s.Script = shell.Parse(u.Dockerfile.Source, regions, dialect)
	s.Lookup = s.variable
	return s
}

// Switch is an option, an assignment in a script or a text that is written to a file that turns a check off.
type Switch struct {
	shell.Switch
	Subject string // the stage
}

// SwitchedOff returns what the scripts turn off, themselves and in the settings that the build writes. They are read once.
func (u *Unit) SwitchedOff() []Switch {
	u.switchedOnce.Do(func() {
		for _, s := range u.Scripts() {
			for _, off := range s.SwitchedOff() {
				u.switched = append(u.switched, Switch{off, s.Subject})
			}
		}
		for _, w := range u.Writes() {
			for _, off := range shell.SwitchedOffIn(w.Path, w.Content, w.Edit) {
				off.Command = w.Command
				u.switched = append(u.switched, Switch{off, w.Subject})
			}
		}
	})
	return u.switched
}

// AllProblems returns the problems of the unit's files and of the shell text in them.
func (u *Unit) AllProblems() []source.Problem {
	all := slices.Clip(u.Problems)
	for _, s := range u.Scripts() {
		all = append(all, s.Problems...)
	}
	return all
}
