package report

import (
	"bytes"
	"encoding/json"
	"reflect"
	"testing"

	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/project"
)

// cisSample is the sample with a finding that is accepted, and a rule that found nothing.
func cisSample() *Report {
	r := sample()
	quiet := &lint.Rule{ID: "quiet", Title: "Nothing", Presets: lint.Benchmark, Refs: []lint.Ref{lint.CIS("4.7")}}
	waived := &lint.Rule{ID: "waived", Title: "Accepted", Presets: lint.Benchmark, Refs: []lint.Ref{lint.CIS("5.29")}}
	r.Rules = append(r.Rules, quiet, waived)
	f := r.Result.Findings[0]
	f.Rule, f.Message = waived, "no limit \x1b[2J"
	r.Result.Accepted = []lint.Accepted{{Finding: f, Reason: "a batch\u202e job"}}
	r.Result.Ask(project.Dockerfile, 2, r.Rules)
	r.Result.Ask(project.Compose, 1, r.Rules)
	for range 12 {
		r.Result.Findings = append(r.Result.Findings, r.Result.Findings[0])
	}
	for i := range r.Result.Findings[8:] {
		r.Result.Findings[8+i].Rule = rootUser
	}
	return r
}

func TestCIS(t *testing.T) {
	golden(t, "cis.txt", render(t, "cis", cisSample()))
	out := render(t, "cis-json", cisSample())
	var doc cisDocument
	if err := json.Unmarshal(out, &doc); err != nil {
		t.Fatal(err)
	}
	if len(doc.Items) != doc.Summary.Failed+doc.Summary.Passed+doc.Summary.Undecided || doc.Summary.Passed != 2 || doc.Summary.Failed != 1 ||
		doc.Summary.Accepted != 1 || doc.Documents["dockerfile"] != 2 || doc.Documents["daemon"] != 0 || len(doc.Errors) != 2 {
		t.Errorf("%+v %v", doc.Summary, doc.Documents)
	}
	for _, item := range doc.Items {
		if item.Rules == nil || item.Missed == nil || item.Findings == nil || item.Accepted == nil {
			t.Errorf("a list of %s is null", item.Item)
		}
		if item.Item == "4.1" && len(item.Findings) != 13 {
			t.Errorf("4.1 has %d findings", len(item.Findings))
		}
	}
	for _, c := range out {
		if c < ' ' && c != '\n' || c > '~' && bytes.ContainsRune(out, '\u202e') {
			t.Fatal("something that a terminal would act on")
		}
	}
}

func TestCISOfNothingIsComplete(t *testing.T) {
	for _, format := range []string{"cis", "cis-json"} {
		if out := render(t, format, &Report{Tool: Tool{Name: "plimsoll"}}); !bytes.Contains(out, []byte("7.9")) {
			t.Errorf("%s ends before the last item", format)
		}
	}
}

func TestCISFieldsAreDocumented(t *testing.T) { documented(t, reflect.TypeFor[cisDocument]()) }
