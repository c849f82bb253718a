package rules

import (
	"bytes"
	"path"
	"strings"

	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/project"
)

// SearchedOpenFolder reports `ENV` instructions of what ships that have programs or libraries looked for where anybody may
// put one: an element of `PATH` or `LD_LIBRARY_PATH` that is `.`, empty, relative, or one of `/tmp`, `/var/tmp` and
// `/dev/shm`, and a library of `LD_PRELOAD` that lies in one of these. A folder in `/tmp` that the build made is root's.
//
// Who can write a file, as by an upload, has it run in place of the real one by whoever starts the program next, root
// included. An empty element, as behind a colon too many, means the working directory.
//
// Variables whose values are not known are left out: `$LD_LIBRARY_PATH` may or may not be empty.
//
// # What to do
//
// Name folders that only root can write, with their whole path.
var SearchedOpenFolder = define(lint.Rule{
	ID: "searched-open-folder", Title: "Programs looked for where anybody writes", Severity: lint.Medium, Since: "0.1",
	Presets: lint.Security,
	Refs:    []lint.Ref{lint.CWE("426"), lint.CWE("427")},
	Check:   lint.EachUnit(checkSearchedOpenFolder),
})

func checkSearchedOpenFolder(p *lint.Pass, u *project.Unit) {
	if im := u.Final(); im == nil || im.Windows() {
		return
	}
	for _, v := range u.ShippedVariables() {
		preload := v.Name.Value == "LD_PRELOAD"
		if !preload && v.Name.Value != "PATH" && v.Name.Value != "LD_LIBRARY_PATH" {
			continue
		}
		start := 0
		for element := range strings.SplitSeq(v.Text.Value, ":") {
			span := v.Text.At(start, start+len(element))
			start += len(element) + 1
			why := openFolder(element, preload)
			if why == "" || bytes.Contains(span.Bytes(), []byte("$"+v.Name.Value)) || bytes.Contains(span.Bytes(), []byte("${"+v.Name.Value)) {
				continue // what $PATH brings along is said where it was set
			}
			if span.Len() == 0 {
				span = v.Span
			}
			p.Report(span, "%s has %s, where anybody may put a file; name folders of root", v.Name.Value, why).
				About(v.Subject).Keyed(v.Name.Value, element)
			break // the same mistake again is no news
		}
	}
}

// openFolder says in words what is wrong with an element of a search path, or nothing. A file of LD_PRELOAD without a slash
// is looked for in the folders of libraries.
func openFolder(element string, file bool) string {
	if strings.Contains(element, "$") {
		return ""
	}
	if file && !strings.Contains(element, "/") {
		return ""
	}
	clean := path.Clean(element)
	if file {
		clean = path.Dir(clean)
	}
	if clean == "/tmp" || clean == "/var/tmp" || clean == "/dev/shm" {
		return clean
	}
	switch {
	case element == "":
		return "an empty element, the working directory"
	case element == ".":
		return "the working directory"
	case element[0] != '/' && element[0] != '~':
		return "the relative path " + element
	}
	return ""
}
