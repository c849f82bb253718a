package project

import (
	"path"
	"strings"

	"github.com/plimsoll-lint/plimsoll/lint/dockerfile"
	"github.com/plimsoll-lint/plimsoll/lint/shell"
	"github.com/plimsoll-lint/plimsoll/lint/source"
)

// RemoteRun is code from the network that a build runs without having verified it.
type RemoteRun struct {
	// At is what downloads it: a command, or the source of an ADD.
	At source.Span
	// By is the command that runs it, in the same instruction or in a later one.
	By  *shell.Command
	How shell.RunHow
	// Subject is the stage.
	Subject string
}

// kept is a download that an instruction left behind in a file.
type kept struct {
	at    source.Span
	files []string
	stage *dockerfile.Stage
}

// maxKept bounds the files that are followed through the instructions of a file.
const maxKept = 64

// RemoteRuns returns the downloads that the build runs, in the order in which they are run.
func (u *Unit) RemoteRuns() []RemoteRun {
	if u.Dockerfile == nil {
		return nil
	}
	var runs []RemoteRun
	var waiting []kept
	scripts := u.Scripts()
	for i := range u.Dockerfile.All() {
		switch i := i.(type) {
		case *dockerfile.Add:
			waiting = append(waiting, u.added(i)...)
		case *dockerfile.Run:
			if len(scripts) == 0 {
				return runs
			}
			s := scripts[0]
			scripts = scripts[1:]
			var now []RemoteRun
			now, waiting = s.runsWaiting(waiting)
			runs = append(runs, now...)
			own, left := s.Remote()
			for _, run := range own {
				if run.Check == nil {
					runs = append(runs, RemoteRun{run.Download.Command.Span(), run.By, run.How, s.Subject})
				}
			}
			for _, saved := range left {
				if saved.Check == nil {
					waiting = append(waiting, kept{saved.Download.Command.Span(), saved.Files, i.Stage()})
				}
			}
		}
		waiting = waiting[max(len(waiting)-maxKept, 0):]
	}
	return runs
}

// runsWaiting returns those of the downloads that the script runs, and those that are left: what it verified is not.
func (s *Script) runsWaiting(waiting []kept) (runs []RemoteRun, left []kept) {
	for _, k := range waiting {
		if k.stage != s.Run.Stage() {
			continue
		}
		run, check := s.RunsSaved(k.files)
		switch {
		case run != nil && check == nil:
			runs = append(runs, RemoteRun{k.at, run.By, run.How, s.Subject})
		case check == nil:
			left = append(left, k)
		}
	}
	return runs, left
}

// added returns what an ADD fetches without a checksum.
func (u *Unit) added(add *dockerfile.Add) []kept {
	if !add.Checksum.IsZero() {
		return nil
	}
	var fetched []kept
	for _, text := range add.Sources {
		url := u.expand(text, add)
		if !strings.HasPrefix(url, "http://") && !strings.HasPrefix(url, "https://") {
			continue
		}
		name, _, _ := strings.Cut(url, "?")
		dest := u.expand(add.Dest, add)
		if strings.HasSuffix(dest, "/") || dest == "." || len(add.Sources) > 1 {
			dest = path.Join(dest, path.Base(name))
		}
		fetched = append(fetched, kept{text.Span, []string{dest}, add.Stage()})
	}
	return fetched
}
