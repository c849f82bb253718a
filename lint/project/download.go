package project

import (
	"path"
	"strings"

	"github.com/plimsoll-lint/plimsoll/lint/dockerfile"
	"github.com/plimsoll-lint/plimsoll/lint/shell"
	"github.com/plimsoll-lint/plimsoll/lint/source"
)

// RemoteRun is code from the network that a build runs without having verified it, or puts to another use.
type RemoteRun struct {
	// At is what downloads it: a command, or the source of an ADD.
	At  source.Span
	Use shell.Use
	// URL is the first address, as far as it is known; "" where none is given.
	URL string
	// By is the command that runs it, in the same instruction or in a later one; nil for what ADD puts where it is trusted.
	By  *shell.Command
	How shell.RunHow
	// Subject is the stage.
	Subject string
}

// kept is a download that an instruction left behind in a file.
type kept struct {
	at    source.Span
	url   string
	files []string
	stage *dockerfile.Stage
}

// maxKept bounds the files that are followed through the instructions of a file.
const maxKept = 64

// RemoteRuns returns the downloads that the build uses in a way without having verified them, in the order in which they
// are used. A download has one use, the one that gives an attacker most.
func (u *Unit) RemoteRuns(use shell.Use) []RemoteRun {
	u.remoteOnce.Do(u.followDownloads)
	var runs []RemoteRun
	for _, run := range u.remote {
		if run.Use == use {
			runs = append(runs, run)
		}
	}
	return runs
}

// UnverifiedAdd is a file that ADD fetches and nothing in the build verifies.
type UnverifiedAdd struct {
	At      source.Span
	Subject string // the stage
}

// UnverifiedAdds returns what ADD fetches without a checksum, and no script verifies or uses as RemoteRuns knows. Addresses of
// repositories are not among them, since those name versions.
func (u *Unit) UnverifiedAdds() []UnverifiedAdd {
	u.remoteOnce.Do(u.followDownloads)
	var out []UnverifiedAdd
	for _, k := range u.fetched {
		use := u.use(k.at)
		if (use < 0 || use == shell.Trusts && shell.PlainScheme(k.url) == "") && !u.checked[k.at] && !shell.NamesCommit(k.url) {
			out = append(out, UnverifiedAdd{k.at, StageSubject(k.stage)})
		}
	}
	return out
}

func (u *Unit) followDownloads() {
	if u.Dockerfile == nil {
		return
	}
	u.checked, u.uses = map[source.Span]bool{}, map[source.Span]int{}
	var waiting []kept
	scripts := u.Scripts()
	for i := range u.Dockerfile.All() {
		switch i := i.(type) {
		case *dockerfile.Add:
			added := u.added(i)
			waiting = append(waiting, added...)
			for _, k := range added {
				if shell.TrustFolder(k.files[0]) {
					u.used(RemoteRun{At: k.at, Use: shell.Trusts, URL: k.url, Subject: StageSubject(k.stage)})
				}
			}
			u.fetched = append(u.fetched, added...)
		case *dockerfile.Run:
			if len(scripts) == 0 {
				return
			}
			s := scripts[0]
			scripts = scripts[1:]
			waiting = u.usesWaiting(s, waiting)
			own, left := s.Remote()
			for _, run := range own {
				if run.Check != nil {
					u.checked[run.Download.Command.Span()] = true
				}
				if run.Check == nil && !run.Download.Local() {
					d := run.Download
					u.used(RemoteRun{d.Command.Span(), run.Use, urlOf(&d), run.By, run.How, s.Subject})
				}
			}
			for _, saved := range left {
				if saved.Check != nil {
					u.checked[saved.Download.Command.Span()] = true
				}
				if saved.Check == nil && !saved.Download.Local() {
					d := saved.Download
					waiting = append(waiting, kept{d.Command.Span(), urlOf(&d), saved.Files, i.Stage()})
				}
			}
		}
		waiting = waiting[max(len(waiting)-maxKept, 0):]
	}
}

func urlOf(d *shell.Download) string {
	if len(d.URLs) == 0 {
		return ""
	}
	return d.Command.Expand(d.URLs[0], nil)
}

// used notes a use. Of one download a lesser use is forgotten; one may run in several ways.
func (u *Unit) used(run RemoteRun) {
	if i, known := u.uses[run.At]; known && (u.remote[i].Use != shell.Runs || run.Use != shell.Runs) {
		if run.Use < u.remote[i].Use {
			u.remote[i] = run
		}
		return
	}
	if _, known := u.uses[run.At]; !known {
		u.uses[run.At] = len(u.remote)
	}
	u.remote = append(u.remote, run)
}

// use returns what becomes of a download, -1 where nothing does that is known.
func (u *Unit) use(at source.Span) shell.Use {
	if i, known := u.uses[at]; known {
		return u.remote[i].Use
	}
	return -1
}

// usesWaiting notes which of the downloads the script uses, and returns those that are left: what it verified is not, and
// what it ran neither.
func (u *Unit) usesWaiting(s Script, waiting []kept) (left []kept) {
	for _, k := range waiting {
		if k.stage != s.Run.Stage() {
			continue
		}
		uses, check := s.UsesSaved(k.files)
		var most *shell.RemoteRun
		for i := range uses {
			if use := &uses[i]; use.Check == nil && (most == nil || use.Use < most.Use) {
				most = use
			}
		}
		if most != nil {
			u.used(RemoteRun{k.at, most.Use, k.url, most.By, most.How, s.Subject})
		}
		if check == nil && (most == nil || most.Use != shell.Runs) {
			left = append(left, k)
		}
		if check != nil {
			u.checked[k.at] = true
		}
	}
	return left
}

// added returns what an ADD fetches without a checksum.
func (u *Unit) added(add *dockerfile.Add) []kept {
	if !add.Checksum.IsZero() {
		return nil
	}
	var fetched []kept
	for _, text := range add.Sources {
		url := u.expand(text, add)
		if !strings.HasPrefix(url, "http://") && !strings.HasPrefix(url, "https://") || gitSource(url) {
			continue
		}
		name, _, _ := strings.Cut(url, "?")
		dest := u.expand(add.Dest, add)
		if strings.HasSuffix(dest, "/") || dest == "." || len(add.Sources) > 1 {
			dest = path.Join(dest, path.Base(name))
		}
		fetched = append(fetched, kept{text.Span, url, []string{dest}, add.Stage()})
	}
	return fetched
}

// gitSource reports whether ADD clones what an address names: BuildKit does so where the path ends in .git, with or without
// a reference behind it.
func gitSource(url string) bool {
	address, _, _ := strings.Cut(url, "#")
	address, _, _ = strings.Cut(address, "?")
	return strings.HasSuffix(address, ".git")
}
