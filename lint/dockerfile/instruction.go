package dockerfile

import (
	"strings"

	"github.com/plimsoll-lint/plimsoll/lint/source"
)

// Instruction is one of *From, *Run, *Copy, *Add, *Env, *Arg, *User, *Workdir, *Expose, *Volume, *Cmd, *Entrypoint,
// *Healthcheck, *Shell, *Label, *StopSignal, *Maintainer, *OnBuild and *Invalid. An instruction that BuildKit refuses
// is modelled as far as it was understood; File.Problems says what is wrong with it.
type Instruction interface {
	// Span runs from the keyword to the end of the last word, or of the end word of the last heredoc.
	Span() source.Span
	// Keyword is the instruction's name as written, in any case.
	Keyword() source.Text
	// Flags are the words that start with -- in front of the arguments.
	Flags() []Flag
	// OnBuild says that the instruction is the trigger of an ONBUILD: it runs when another stage builds on this one.
	OnBuild() bool
	// Stage is the stage that holds the instruction; nil before the first FROM.
	Stage() *Stage
	// Index is the place of the instruction in File.Instructions; the trigger of an ONBUILD has that of the ONBUILD.
	Index() int

	core() *node
}

// Flag is a flag of an instruction: --name=value or --name.
type Flag struct {
	// Span is the whole flag.
	Span source.Span
	// Name is without the dashes.
	Name source.Text
	// Value is without quotes and escapes. It is zero for a flag without =.
	Value source.Text
	// HasValue says that the flag was written with =.
	HasValue bool
}

// node is what all instructions have.
type node struct {
	file       *File
	keyword    source.Text
	flags      []Flag
	stage      *Stage
	start, end int // offsets into the content
	index      int
	trigger    bool
}

func (n *node) Span() source.Span    { return n.file.Source.Span(n.start, n.end) }
func (n *node) Keyword() source.Text { return n.keyword }
func (n *node) Flags() []Flag        { return n.flags }
func (n *node) OnBuild() bool        { return n.trigger }
func (n *node) Stage() *Stage        { return n.stage }
func (n *node) Index() int           { return n.index }
func (n *node) core() *node          { return n }

// flag returns the value of the last flag of the name.
func (n *node) flag(name string) source.Text {
	for i := len(n.flags) - 1; i >= 0; i-- {
		if n.flags[i].Name.Value == name {
			return n.flags[i].Value
		}
	}
	return source.Text{}
}

// switched reports whether a flag that needs no value is on.
func (n *node) switched(name string) bool {
	for i := len(n.flags) - 1; i >= 0; i-- {
		if f := n.flags[i]; f.Name.Value == name {
			return !f.HasValue || strings.EqualFold(f.Value.Value, "true")
		}
	}
	return false
}

// Region is the half-open range [Start, End) of offsets into the Content of File.Source.
type Region struct{ Start, End int }

// Form is how the command of an instruction is written.
type Form int

// The forms.
const (
	ShellForm Form = iota // text for the shell
	ExecForm              // a JSON array: the program and its arguments, without a shell
)

// Command is what RUN, CMD, ENTRYPOINT and HEALTHCHECK run.
type Command struct {
	Form Form
	// Words are the elements of the exec form.
	Words []source.Text
	// Text is the shell form: what BuildKit hands to the shell, heredocs apart.
	Text source.Text
	// Regions are the bytes that hold shell text, in order; nil for the exec form. The lines of a heredoc that is input
	// of the command are part of them. Where a heredoc is the whole script, its body alone is.
	Regions []Region
	// Heredocs are in the order in which they are opened.
	Heredocs []*Heredoc
	// Script is the heredoc that is the whole script, as in RUN <<EOF; nil for any other command.
	Script *Heredoc
}

// From begins a stage: FROM [--platform=...] image [AS name].
type From struct {
	node
	// Image is the base as written, variables and all; zero where it is missing.
	Image source.Text
	// As is the word AS as written, in any case; zero where the stage has no name.
	As source.Text
	// Alias is the name of the stage; zero where it has none.
	Alias source.Text
	// Platform is the value of --platform.
	Platform source.Text
}

// Run is RUN.
type Run struct {
	node
	Command
	Mounts            []Mount
	Network, Security source.Text // the values of the flags; zero where they are not given
}

// Transfer is what COPY and ADD share.
type Transfer struct {
	// Sources are the paths, URLs and patterns to copy, without heredocs.
	Sources []source.Text
	// Dest is the last word.
	Dest source.Text
	// Heredocs are the files that are written in the Dockerfile itself.
	Heredocs []*Heredoc
	// JSON says that the words are given as a JSON array.
	JSON         bool
	Chown, Chmod source.Text
	Link         bool
	Exclude      []source.Text
}

// Copy is COPY.
type Copy struct {
	node
	Transfer
	// From is the value of --from: a stage, the index of a stage, an image or a named context.
	From source.Text
	// Source is the stage that From names, by its name or index; nil for an image, a named context and the build context.
	Source  *Stage
	Parents bool
}

// Add is ADD.
type Add struct {
	node
	Transfer
	Checksum           source.Text
	KeepGitDir, Unpack bool
}

// Pair is a name and its value in ENV, LABEL or ARG.
type Pair struct {
	// Span is the whole pair.
	Span source.Span
	Name source.Text
	// Value is as written, quotes, escapes and variables included: Build.Expand makes a value of it.
	Value source.Text
	// HasValue is false for an ARG without a default.
	HasValue bool
}

// Env is ENV.
type Env struct {
	node
	Pairs []Pair
	// Legacy says that the form without = is used, which has one pair.
	Legacy bool
}

// Label is LABEL.
type Label struct {
	node
	Pairs []Pair
	// Legacy says that the form without = is used, which has one pair.
	Legacy bool
}

// Arg is ARG.
type Arg struct {
	node
	Pairs []Pair
}

// User is USER.
type User struct {
	node
	// User is the rest of the line as written: user, or user:group.
	User source.Text
}

// Workdir is WORKDIR.
type Workdir struct {
	node
	Path source.Text
}

// Expose is EXPOSE.
type Expose struct {
	node
	// Ports are the words as written, such as 8080 or 53/udp.
	Ports []source.Text
}

// Volume is VOLUME.
type Volume struct {
	node
	Paths []source.Text
	// JSON says that the paths are given as a JSON array.
	JSON bool
}

// Cmd is CMD.
type Cmd struct {
	node
	Command
}

// Entrypoint is ENTRYPOINT.
type Entrypoint struct {
	node
	Command
}

// Healthcheck is HEALTHCHECK.
type Healthcheck struct {
	node
	// Type is CMD or NONE as written, in any case.
	Type source.Text
	// None says that the health check of the base is switched off.
	None bool
	Command
	// The values of the flags; zero where they are not given.
	Interval, Timeout, StartPeriod, StartInterval, Retries source.Text
}

// Shell is SHELL.
type Shell struct {
	node
	Words []source.Text
}

// StopSignal is STOPSIGNAL.
type StopSignal struct {
	node
	Signal source.Text
}

// Maintainer is MAINTAINER.
type Maintainer struct {
	node
	Author source.Text
}

// OnBuild is ONBUILD.
type OnBuild struct {
	node
	// Trigger is the instruction behind ONBUILD; nil where there is none.
	Trigger Instruction
}

// Invalid is an instruction that does not exist, or one whose words BuildKit could not tell apart.
type Invalid struct {
	node
	// Rest is what follows the keyword.
	Rest source.Text
}
