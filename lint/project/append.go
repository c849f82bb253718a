package project

import (
	"bytes"

	"github.com/plimsoll-lint/plimsoll/lint/dockerfile"
	"github.com/plimsoll-lint/plimsoll/lint/source"
)

// Append returns the edit that runs a command behind all others of a RUN, if they succeed: on a line of its own where the
// instruction has several. It fails for the exec form, for heredocs, and where the end of the text is none of a command.
func (s Script) Append(command string) (source.Edit, bool) {
	run := s.Run
	if run.Form != dockerfile.ShellForm || len(run.Heredocs) > 0 || len(run.Regions) == 0 || len(s.Commands) == 0 {
		return source.Edit{}, false
	}
	file := run.Span().File
	if file != s.file.Source { // it lies in a file of another kind
		return source.Edit{}, false
	}
	last := run.Regions[len(run.Regions)-1]
	end := last.Start + len(bytes.TrimRight(file.Content[last.Start:last.End], " \t\r\n"))
	done := 0
	for _, c := range s.Commands {
		if span := c.Span(); span.File == file {
			done = max(done, span.End)
		}
	}
	if done == 0 || end < done || end <= last.Start {
		return source.Edit{}, false
	}
	joint := " && "
	switch string(bytes.TrimSpace(file.Content[done:end])) {
	case ";":
		joint = " "
	case "", ")", "}", "; }", ";}", "fi", "; fi", "done", "; done", "esac", ";; esac":
	default:
		return source.Edit{}, false
	}
	if indent, several := indentation(file, run.Span().Start, end); several {
		newline := "\n"
		if bytes.Contains(file.Content, []byte("\r\n")) {
			newline = "\r\n"
		}
		joint = " " + string(s.file.Escape) + newline + indent + joint[1:]
	}
	return source.Edit{Span: file.Span(end, end), New: joint + command}, true
}

// indentation returns the least that the lines behind the first one begin with; several is false where there are none.
func indentation(file *source.File, start, end int) (indent string, several bool) {
	for n := file.LineAt(start) + 1; n <= file.LineAt(end-1); n++ {
		from, to := file.LineBounds(n)
		line := file.Content[from:to]
		text := bytes.TrimLeft(line, " \t")
		if len(text) == 0 || text[0] == '#' {
			continue
		}
		if own := string(line[:len(line)-len(text)]); !several || len(own) < len(indent) {
			indent, several = own, true
		}
	}
	return indent, several
}
