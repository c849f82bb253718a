package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"github.com/plimsoll-lint/plimsoll/lint/container"
	"github.com/plimsoll-lint/plimsoll/lint/project"
	"github.com/plimsoll-lint/plimsoll/lint/report/atomic"
	"github.com/plimsoll-lint/plimsoll/lint/report/glyph"
	"github.com/plimsoll-lint/plimsoll/lint/seccomp"
	"github.com/plimsoll-lint/plimsoll/lint/source"
)

func (a *app) seccompCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "seccomp",
		Short: "Compare seccomp profiles, and build one from a trace",
		Args:  exactly(0, "a command: diff or build"),
		RunE: func(cmd *cobra.Command, _ []string) error {
			return cmd.Help()
		},
	}
	cmd.AddCommand(a.seccompDiffCommand(), a.seccompBuildCommand())
	return cmd
}

func (a *app) seccompDiffCommand() *cobra.Command {
	var d seccompDiff
	formats := []string{"text", "json"}
	cmd := &cobra.Command{
		Use:   "diff PROFILE [OTHER]",
		Short: "Show what a seccomp profile allows more and less than Docker's default, or than another one",
		Long: `Shows which system calls a container may make under PROFILE and not under OTHER, and the other way round, for a set of
capabilities. OTHER is Docker's default profile unless it is given. "-" is the standard input.

Exits with 0 if PROFILE allows nothing more, with 1 if it does, and with 2 if a profile cannot be read.`,
		Example: `  plimsoll seccomp diff profile.json
  plimsoll seccomp diff profile.json --cap-drop ALL --cap-add NET_BIND_SERVICE`,
		RunE: func(_ *cobra.Command, args []string) error {
			switch {
			case len(args) != 1 && len(args) != 2:
				return usagef("plimsoll seccomp diff takes one or two profiles, not %d arguments", len(args))
			case !slices.Contains(formats, d.format):
				return usagef("unknown format %q; use one of %s", d.format, strings.Join(formats, ", "))
			}
			return a.seccompDiff(args, &d)
		},
	}
	cmd.Flags().StringArrayVar(&d.capAdd, "cap-add", nil, "a capability that is added to Docker's default ones, or ALL")
	cmd.Flags().StringArrayVar(&d.capDrop, "cap-drop", nil, "a capability that is dropped, or ALL")
	cmd.Flags().StringVar(&d.arch, "arch", string(seccomp.AMD64), "the machine: "+machineNames())
	cmd.Flags().StringVar(&d.format, "format", "text", "text or json")
	return cmd
}

func machineNames() string {
	var names []string
	for _, m := range seccomp.Machines() {
		names = append(names, string(m))
	}
	return strings.Join(names, ", ")
}

func machine(name string) (seccomp.Machine, error) {
	if m := seccomp.Machine(name); slices.Contains(seccomp.Machines(), m) {
		return m, nil
	}
	return "", usagef("unknown machine %q; use one of %s", name, machineNames())
}

// seccompDiff is one call of seccomp diff.
type seccompDiff struct {
	capAdd, capDrop []string
	arch, format    string
}

func (a *app) seccompDiff(args []string, d *seccompDiff) error {
	m, err := machine(d.arch)
	if err != nil {
		return err
	}
	for _, name := range slices.Concat(d.capAdd, d.capDrop) {
		if _, ok := container.ParseCapability(name); !ok && !container.IsAll(name) {
			return usagef("there is no capability %q", name)
		}
	}
	caps := container.Tweak(d.capAdd, d.capDrop)
	host := seccomp.Host{Machine: m, Caps: caps.Names()}
	profile, err := a.readProfile(args[0])
	if err != nil {
		return err
	}
	other, against := seccomp.Default(), "Docker's default"
	if len(args) == 2 {
		if other, err = a.readProfile(args[1]); err != nil {
			return err
		}
		against = args[1]
	}
	was, is := other.Evaluate(host), profile.Evaluate(host)
	more, less := seccomp.Compare(was, is)
	if d.format == "json" {
		err = writeDiffJSON(a.stdout, args[0], against, caps, was, is, more, less)
	} else {
		err = writeDiff(a.stdout, args[0], against, caps, is, more, less)
	}
	if err != nil {
		return err
	}
	if len(more) > 0 {
		return &exitError{code: exitFindings}
	}
	return nil
}

// readProfile reads a profile that the user names. Nothing can be said of one that Docker or the runtime refuses.
func (a *app) readProfile(name string) (*seccomp.Profile, error) {
	content, err := a.readInput(name)
	if err != nil {
		return nil, err
	}
	p := seccomp.Parse(source.New(name, content))
	for _, problem := range p.Problems {
		if problem.Kind != source.UnknownName {
			return nil, usagef("%s: %s", problem.Span, problem.Message)
		}
		fmt.Fprintf(a.stderr, "plimsoll: %s: %s\n", glyph.Visible(problem.Span.String()), glyph.Visible(problem.Message))
	}
	return p, nil
}

// readInput reads a file, or the standard input for "-", up to the size that documents may have.
func (a *app) readInput(name string) ([]byte, error) {
	in, err := a.open(name)
	if err != nil {
		return nil, err
	}
	defer in.Close()
	content, err := io.ReadAll(io.LimitReader(in, project.MaxFileSize+1))
	switch {
	case err != nil:
		return nil, usagef("cannot read %s: %v", name, atomic.Reason(err))
	case len(content) > project.MaxFileSize:
		return nil, usagef("%s is larger than %d bytes", name, project.MaxFileSize)
	}
	return content, nil
}

func (a *app) open(name string) (io.ReadCloser, error) {
	if name == "-" {
		return io.NopCloser(a.stdin), nil
	}
	f, err := os.Open(name)
	if err != nil {
		return nil, usagef("cannot read %s: %v", name, atomic.Reason(err))
	}
	return f, nil
}

func writeDiff(w io.Writer, name, against string, caps container.Capabilities, is *seccomp.Filter, more, less []seccomp.Change) error {
	out := bufio.NewWriter(w)
	fmt.Fprintf(out, "%s against %s, on %s with capabilities: %s\n", glyph.Visible(name), glyph.Visible(against), is.Host.Machine, caps)
	if is.Off {
		out.WriteString("the profile has no default action and no rules: Docker filters nothing\n")
	}
	fmt.Fprintf(out, "\nallows %s more", calls(len(more)))
	if dangerous := slices.IndexFunc(more, func(c seccomp.Change) bool { return !c.Dangerous }); dangerous != 0 && len(more) > 0 {
		if dangerous < 0 {
			dangerous = len(more)
		}
		fmt.Fprintf(out, ", %d of them dangerous:\n", dangerous)
		tw := tabwriter.NewWriter(out, 0, 0, 2, ' ', 0)
		for _, c := range more[:dangerous] {
			fmt.Fprintf(tw, "  + %s\t%s\n", callText(c), c.Gain)
		}
		_ = tw.Flush() // out tells
		writeCalls(out, "  + ", more[dangerous:])
	} else {
		out.WriteByte('\n')
		writeCalls(out, "  + ", more)
	}
	fmt.Fprintf(out, "\nallows %s less\n", calls(len(less)))
	writeCalls(out, "  - ", less)
	return out.Flush()
}

func calls(n int) string {
	if n == 1 {
		return "1 call"
	}
	return fmt.Sprintf("%d calls", n)
}

// callText shows a call with the arguments that show the difference, and whether only 32-bit programs have it.
func callText(c seccomp.Change) string {
	text := c.Name
	if c.Args != "" {
		text += " with " + c.Args
	}
	if c.Foreign {
		text += " (32-bit)"
	}
	return text
}

// writeCalls lists calls that there is nothing to say of, several in a line.
func writeCalls(out *bufio.Writer, mark string, changes []seccomp.Change) {
	const width = 100
	line, foreign := "", 0
	for _, c := range changes {
		if c.Foreign {
			foreign++
			continue
		}
		text := callText(c)
		if line != "" && len(line)+len(text)+2 > width {
			out.WriteString(mark + line + "\n")
			line = ""
		}
		if line != "" {
			line += ", "
		}
		line += text
	}
	if line != "" {
		out.WriteString(mark + line + "\n")
	}
	if foreign > 0 {
		out.WriteString(mark + calls(foreign) + " that only 32-bit programs have\n")
	}
}

// changeJSON is one entry of the JSON of seccomp diff.
type changeJSON struct {
	Name      string `json:"name"`
	Arguments string `json:"arguments,omitempty"`
	Only32Bit bool   `json:"only32Bit,omitempty"`
	Dangerous bool   `json:"dangerous"`
	Gain      string `json:"gain,omitempty"`
	Was       string `json:"was"`
	Is        string `json:"is"`
}

func changesJSON(changes []seccomp.Change) []changeJSON {
	list := []changeJSON{}
	for _, c := range changes {
		j := changeJSON{
			Name: c.Name, Arguments: c.Args, Only32Bit: c.Foreign, Dangerous: c.Dangerous, Was: verdictText(c.Was), Is: verdictText(c.Is),
		}
		if c.Dangerous {
			j.Gain = c.Gain
		}
		list = append(list, j)
	}
	return list
}

func verdictText(v seccomp.Verdict) string {
	if len(v.When) > 0 {
		return "depends on arguments"
	}
	return v.String()
}

func writeDiffJSON(
	w io.Writer, name, against string, caps container.Capabilities, was, is *seccomp.Filter, more, less []seccomp.Change,
) error {
	list := caps.Names()
	if list == nil {
		list = []string{}
	}
	out, err := json.MarshalIndent(struct {
		SchemaVersion int          `json:"schemaVersion"`
		Profile       string       `json:"profile"`
		Against       string       `json:"against"`
		Machine       string       `json:"machine"`
		Capabilities  []string     `json:"capabilities"`
		Filtered      bool         `json:"filtered"`
		Allowed       int          `json:"allowed"`
		AllowedBefore int          `json:"allowedBefore"`
		More          []changeJSON `json:"more"`
		Less          []changeJSON `json:"less"`
	}{
		1, name, against, string(is.Host.Machine), list, !is.Off, len(is.Names()), len(was.Names()), changesJSON(more), changesJSON(less),
	}, "", "  ")
	if err != nil {
		return err
	}
	_, err = w.Write(append(out, '\n'))
	return err
}
