package shell

import "slices"

// Saved is a download that the script leaves behind in a file without running it.
type Saved struct {
	Download Download
	// Files are the paths of the file: where it was written, then where it was moved or copied to.
	Files []string
	// Check is the command that verifies the file, nil where there is none.
	Check *Command
}

// Remote returns the downloads that the script runs or uses otherwise, and those that it leaves behind.
func (s *Script) Remote() (runs []RemoteRun, left []Saved) {
	t := s.trace()
	return t.runs, t.left
}

// leave notes the download that was followed, unless it was run.
func (t *trace) leave() {
	if len(t.files) == 0 || slices.ContainsFunc(t.runs[t.from:], func(r RemoteRun) bool { return r.Use == Runs }) {
		return
	}
	saved := Saved{Download: t.download, Check: t.check, Files: make([]string, len(t.files))}
	for i, f := range t.files {
		saved.Files[i] = f.name
	}
	t.left = append(t.left, saved)
}

// UsesSaved looks for the commands that use one of the files, which something before the script left behind. check is
// the command that verifies one of them, nil where there is none.
func (s *Script) UsesSaved(files []string) (uses []RemoteRun, check *Command) {
	t := trace{script: s, looks: maxLooks}
	for _, f := range files {
		t.save(f, -1)
	}
	if len(t.files) == 0 {
		return nil, nil
	}
	t.scan(s.Commands, true)
	t.checkedLate()
	return t.runs, t.check
}
