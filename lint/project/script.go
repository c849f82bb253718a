package project

import (
	"slices"
	"strings"

	"github.com/plimsoll-lint/plimsoll/lint/dockerfile"
	"github.com/plimsoll-lint/plimsoll/lint/shell"
	"github.com/plimsoll-lint/plimsoll/lint/source"
)

// Script is the shell that one RUN instruction gives to a build.
type Script struct {
	*shell.Script
	Run     *dockerfile.Run
	Subject string
	// Program is what reads the text: the first word of SHELL, the program that #! names, or the default; empty for the exec
	// form.
	Program string

	builds []*dockerfile.Build
	file   *dockerfile.File
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
	u.scriptsOnce.Do(func() {
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
	s := Script{Run: run, Subject: StageSubject(run.Stage()), builds: u.Builds, file: u.Dockerfile}
	if run.Form == dockerfile.ExecForm {
		s.Script = shell.Words(run.Words) // no shell expands them
		return s
	}
	s.Program = "/bin/sh"
	if len(u.Builds) > 0 {
		s.Program = u.Builds[0].Program(run)
	}
	pipefail, errexit := u.shellStarts(run, shell.StartsPipefail), u.shellStarts(run, shell.StartsErrexit)
	if heredoc := run.Script; heredoc != nil {
		if program := heredoc.Interpreter(); program != "" {
			s.Program = program // BuildKit makes a file of it and runs that
			words := strings.Fields(heredoc.Shebang())
			pipefail, errexit = shell.StartsPipefail(words), shell.StartsErrexit(words)
		}
	}
	regions := make([]shell.Region, len(run.Regions))
	for i, r := range run.Regions {
		regions[i] = shell.Region(r)
	}
	s.Script = shell.Parse(u.Dockerfile.Source, regions, shell.DialectOf(s.Program))
	s.Lookup, s.Pipefail, s.Errexit = s.variable, pipefail, errexit
	return s
}

// shellStarts reports whether SHELL, as all builds of the file have it, starts the shell of an instruction with an option.
func (u *Unit) shellStarts(at dockerfile.Instruction, with func([]string) bool) bool {
	for _, b := range u.Builds {
		sh := b.Shell(at)
		if sh == nil {
			return false
		}
		words := make([]string, len(sh.Words))
		for i := range sh.Words {
			words[i] = sh.Words[i].Value
		}
		if !with(words) {
			return false
		}
	}
	return len(u.Builds) > 0
}

// LostStatement returns the command of a PowerShell script whose failure does not end the script, as shell.LostStatement does,
// with what SHELL puts in front.
func (s *Script) LostStatement() (at source.Span, name string, ok bool) {
	text := s.Run.Text
	switch {
	case s.Dialect != shell.PowerShell || s.Run.Form != dockerfile.ShellForm || len(s.Run.Heredocs) > 1:
		return at, "", false
	case s.Run.Script != nil:
		text = s.Run.Script.Body()
	}
	front := ""
	for i, b := range s.builds {
		words := ""
		if sh := b.Shell(s.Run); sh != nil {
			for _, w := range sh.Words {
				words += w.Value + " "
			}
		}
		if i > 0 && words != front {
			return at, "", false
		}
		front = words
	}
	if n := strings.IndexByte(front, '$'); n >= 0 {
		front = front[n:] // the statements behind -Command
	} else {
		front = ""
	}
	start, end, ok := shell.LostStatement(front + text.Value)
	if !ok || start < len(front) {
		return at, "", false
	}
	start, end = start-len(front), end-len(front)
	return text.At(start, end), text.Value[start:end], true
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

// AllProblems returns the problems of the unit's files, of the shell text in them, and of the ignore files of what it builds.
func (u *Unit) AllProblems() []source.Problem {
	all := slices.Clip(u.Problems)
	for _, s := range u.Scripts() {
		all = append(all, s.Problems...)
	}
	return append(all, u.ignoreProblems()...)
}
