package dockerfile

import (
	"strings"
	"unicode"

	"github.com/moby/buildkit/frontend/dockerfile/command"
	"github.com/moby/buildkit/frontend/dockerfile/parser"

	"github.com/plimsoll-lint/plimsoll/lint/source"
)

// build makes the model of an instruction.
func (r *reader) build(s *statement) Instruction {
	switch s.verb {
	case command.From:
		return s.from()
	case command.Run:
		return r.run(s)
	case command.Copy:
		return &Copy{node: s.node, Transfer: r.transfer(s), From: s.node.flag("from"), Parents: s.node.switched("parents")}
	case command.Add:
		return &Add{node: s.node, Transfer: r.transfer(s), Checksum: s.node.flag("checksum"),
			KeepGitDir: s.node.switched("keep-git-dir"), Unpack: s.node.switched("unpack")}
	case command.Env:
		pairs, legacy := s.pairs()
		return &Env{node: s.node, Pairs: pairs, Legacy: legacy}
	case command.Label:
		pairs, legacy := s.pairs()
		return &Label{node: s.node, Pairs: pairs, Legacy: legacy}
	case command.Arg:
		return &Arg{node: s.node, Pairs: s.declarations()}
	case command.User:
		return &User{node: s.node, User: s.all()}
	case command.Workdir:
		return &Workdir{node: s.node, Path: s.all()}
	case command.StopSignal:
		return &StopSignal{node: s.node, Signal: s.all()}
	case command.Maintainer:
		return &Maintainer{node: s.node, Author: s.all()}
	case command.Expose:
		return &Expose{node: s.node, Ports: s.words()}
	case command.Volume:
		return &Volume{node: s.node, Paths: s.words(), JSON: s.json()}
	case command.Shell:
		return &Shell{node: s.node, Words: s.shellWords()}
	case command.Cmd:
		return &Cmd{node: s.node, Command: r.command(s, s.rest, s.args())}
	case command.Entrypoint:
		return &Entrypoint{node: s.node, Command: r.command(s, s.rest, s.args())}
	case command.Healthcheck:
		return r.healthcheck(s)
	case command.Onbuild:
		return r.onBuild(s)
	}
	return s.invalid()
}

func (s *statement) invalid() *Invalid {
	return &Invalid{node: s.node, Rest: s.slice(s.rest, max(s.stop, s.rest))}
}

func (s *statement) from() *From {
	f := &From{node: s.node, Platform: s.node.flag("platform")}
	words := s.words()
	if len(words) > 0 {
		f.Image = words[0]
	}
	if len(words) == 3 && strings.EqualFold(words[1].Value, "as") {
		f.As, f.Alias = words[1], words[2]
	}
	return f
}

// shellWords are the words of SHELL, which has the JSON form only.
func (s *statement) shellWords() []source.Text {
	if !s.json() {
		return nil
	}
	return s.elements()
}

func (r *reader) run(s *statement) *Run {
	run := &Run{node: s.node, Command: r.command(s, s.rest, s.args())}
	for _, f := range s.node.flags {
		switch f.Name.Value {
		case "mount":
			run.Mounts = append(run.Mounts, parseMount(f))
		case "network":
			run.Network = f.Value
		case "security":
			run.Security = f.Value
		}
	}
	return run
}

// command models what is run: the words from offset i on, of which arg is BuildKit's first.
func (r *reader) command(s *statement, i int, arg *parser.Node) Command {
	if s.json() {
		return Command{Form: ExecForm, Words: s.elementsFrom(i, arg)}
	}
	if arg == nil {
		return Command{}
	}
	c := Command{Text: s.slice(i, s.stop)}
	c.Heredocs = r.heredocs(s)
	if len(c.Heredocs) > 0 && parser.MustParseHeredoc(s.text[i:s.stop]) != nil {
		c.Script = c.Heredocs[0]
		c.Regions = []Region{c.Script.Region()}
		return c
	}
	c.Regions = r.regions(s.logical, i, s.stop)
	if n := len(c.Heredocs); n > 0 && len(c.Regions) > 0 {
		c.Regions = append(c.Regions, r.tail(s, c.Regions[len(c.Regions)-1].End)...)
	}
	return c
}

// regions returns the bytes that hold text[i:j]. A backslash that continues a line means the same to a POSIX shell,
// so it stays in; BuildKit's other escape character does not, nor do the comments and blank lines between.
func (r *reader) regions(l *logical, i, j int) []Region {
	if j <= i || len(l.segs) == 0 {
		return nil
	}
	start, end := l.bounds(i, j)
	if end-start == j-i {
		return []Region{{start, end}}
	}
	var out []Region
	for n, s := range l.segs {
		size := len(l.text) - s.at
		last := n+1 == len(l.segs)
		if !last {
			size = l.segs[n+1].at - s.at
		}
		if s.at+size <= i || s.at >= j {
			if !(size == 0 && s.at > i && s.at < j) {
				continue
			}
		}
		from, to := s.src+max(i-s.at, 0), s.src+min(j-s.at, size)
		if !last && s.at+size < j && r.file.Escape == '\\' {
			to = r.lines.start(r.lines.at(s.src) + 1)
		}
		if k := len(out); k > 0 && out[k-1].End == from {
			out[k-1].End = to
		} else if to > from {
			out = append(out, Region{from, to})
		}
	}
	return out
}

func (r *reader) transfer(s *statement) Transfer {
	t := Transfer{JSON: s.json(), Chown: s.node.flag("chown"), Chmod: s.node.flag("chmod"), Link: s.node.switched("link")}
	for _, f := range s.node.flags {
		if f.Name.Value == "exclude" {
			t.Exclude = append(t.Exclude, f.Value)
		}
	}
	words := s.words()
	if len(words) < 2 {
		t.Sources = words
		return t
	}
	t.Dest = words[len(words)-1]
	t.Sources = words[:len(words)-1]
	if len(s.ast.Heredocs) == 0 {
		return t
	}
	t.Heredocs = r.heredocs(s)
	paths := make([]source.Text, 0, len(t.Sources))
	for _, w := range t.Sources {
		if parser.MustParseHeredoc(w.Value) == nil {
			paths = append(paths, w)
		}
	}
	t.Sources = paths
	return t
}

func (r *reader) healthcheck(s *statement) *Healthcheck {
	h := &Healthcheck{node: s.node}
	h.Interval, h.Timeout = s.node.flag("interval"), s.node.flag("timeout")
	h.StartPeriod, h.StartInterval = s.node.flag("start-period"), s.node.flag("start-interval")
	h.Retries = s.node.flag("retries")
	if s.args() == nil {
		return h
	}
	i := s.rest
	for i < s.stop && !unicode.IsSpace(rune(s.text[i])) {
		i++
	}
	h.Type = s.slice(s.rest, i)
	h.None = strings.EqualFold(h.Type.Value, "none")
	for i < s.stop && unicode.IsSpace(rune(s.text[i])) {
		i++
	}
	h.Command = r.command(s, i, s.args().Next)
	return h
}

func (r *reader) onBuild(s *statement) Instruction {
	ob := &OnBuild{node: s.node}
	if a := s.args(); a != nil && len(a.Children) == 1 && r.depth == 0 {
		inner := a.Children[0]
		inner.Heredocs = s.ast.Heredocs
		inner.StartLine, inner.EndLine = s.ast.StartLine, s.ast.EndLine
		r.depth++
		ob.Trigger = r.instruction(inner, s.logical, s.rest, s.nextLine)
		r.depth--
	}
	return ob
}
