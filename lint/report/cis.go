package report

import (
	"bufio"
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/project"
	"github.com/plimsoll-lint/plimsoll/lint/report/cis"
	"github.com/plimsoll-lint/plimsoll/lint/report/glyph"
)

// cisMaxFindings bounds the findings that the text shows below one item; the JSON holds all.
const cisMaxFindings = 10

// writeCIS writes a line for each item of the benchmark, in sections, with the findings behind it.
func writeCIS(w io.Writer, r *Report) error {
	t := &text{w: bufio.NewWriterSize(w, 64<<10), report: r, places: places{}}
	judged := cis.Judge(&r.Result, r.Rules)
	t.put(bold, cis.Name+" "+cis.Version)
	t.put(plain, ", held against "+linted(r.Result.Asked)+"\n")
	for _, section := range cis.Sections() {
		t.put(plain, "\n")
		t.put(bold, section.ID+" "+section.Title)
		t.put(plain, "\n")
		for i := range judged {
			if judged[i].Section() == section.ID {
				t.cisItem(&judged[i])
			}
		}
	}
	t.put(plain, "\n")
	t.cisSummary(judged)
	return t.w.Flush()
}

func (t *text) cisItem(j *cis.Judged) {
	mark, s := "?   ", faint
	switch j.Verdict {
	case cis.Pass:
		mark, s = "pass", green
	case cis.Fail:
		mark, s = "FAIL", severityStyle(lint.High)
	}
	t.put(plain, fmt.Sprintf("  %-7s", j.ID))
	t.put(s, mark)
	t.put(plain, "  "+j.Title)
	if j.Verdict == cis.Undecided {
		t.put(faint, " ("+j.Reason+")")
	}
	t.put(plain, "\n")
	for i, f := range j.Findings {
		if i == cisMaxFindings {
			t.put(faint, fmt.Sprintf("%15sand %d more\n", "", len(j.Findings)-i))
			break
		}
		t.cisFinding(f, "")
	}
	for i, a := range j.Accepted {
		if i == cisMaxFindings {
			t.put(faint, fmt.Sprintf("%15sand %d more that are accepted\n", "", len(j.Accepted)-i))
			break
		}
		reason := "accepted"
		if a.Reason != "" {
			reason += ": " + a.Reason
		}
		t.cisFinding(&a.Finding, reason)
	}
	if j.Verdict == cis.Undecided {
		t.put(faint, strings.Repeat(" ", 15)+"see "+j.Look+"\n")
	}
}

// cisFinding writes a finding as the first line of the text report; accepted is what is said of one that is silenced.
func (t *text) cisFinding(f *lint.Finding, accepted string) {
	t.put(plain, strings.Repeat(" ", 15))
	if !f.Span.IsZero() {
		t.place(f.Span, plain)
		t.put(plain, ": ")
	}
	t.put(severityStyle(f.Severity), f.Severity.String())
	t.put(plain, ": "+glyph.Visible(f.Message)+" ")
	t.put(faint, "["+f.Rule.ID+"]")
	if accepted != "" {
		t.put(faint, " ("+glyph.Visible(accepted)+")")
	}
	t.put(plain, "\n")
}

func (t *text) cisSummary(judged []cis.Judged) {
	n := cisTally(judged)
	t.put(bold, count(len(judged), "item"))
	t.put(plain, fmt.Sprintf(": %d failed, %d passed, %d not decided by the files", n.Failed, n.Passed, n.Undecided))
	if n.Accepted > 0 {
		t.put(plain, "; "+count(n.Accepted, "finding")+" accepted")
	}
	t.incomplete(t.report.tally())
	t.put(plain, "\n")
}

// cisCounts counts items by their verdict, and the findings that were silenced.
type cisCounts struct {
	Failed    int `json:"failed"`
	Passed    int `json:"passed"`
	Undecided int `json:"undecided"`
	Accepted  int `json:"accepted"`
}

func cisTally(judged []cis.Judged) cisCounts {
	var n cisCounts
	seen := map[*lint.Accepted]bool{}
	for _, j := range judged {
		switch j.Verdict {
		case cis.Fail:
			n.Failed++
		case cis.Pass:
			n.Passed++
		default:
			n.Undecided++
		}
		for _, a := range j.Accepted {
			if !seen[a] {
				seen[a] = true
				n.Accepted++
			}
		}
	}
	return n
}

// cisKinds are the kinds of documents, in the order in which they are listed.
var cisKinds = [...]struct {
	kind             project.Kind
	one, many, field string
}{
	{project.Dockerfile, "Dockerfile", "Dockerfiles", "dockerfile"},
	{project.Compose, "Compose project", "Compose projects", "compose"},
	{project.Daemon, "daemon.json", "daemon.json", "daemon"},
	{project.Seccomp, "seccomp profile", "seccomp profiles", "seccomp"},
	{project.AppArmor, "file of AppArmor profiles", "files of AppArmor profiles", "apparmor"},
}

// linted says what was linted: "2 Dockerfiles and 1 Compose project".
func linted(asked map[project.Kind]lint.Asked) string {
	var parts []string
	for _, k := range cisKinds {
		switch n := asked[k.kind].Documents; n {
		case 0:
		case 1:
			parts = append(parts, "1 "+k.one)
		default:
			parts = append(parts, strconv.Itoa(n)+" "+k.many)
		}
	}
	if len(parts) == 0 {
		return "nothing"
	}
	return strings.Join(parts, ", ")
}
