package report

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"

	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/source"
)

// way is a report of one finding with the steps of a way.
func way() *Report {
	f := source.New("compose.yaml", []byte("services:\n  web:\n    ports: ['8080:80']\n    volumes: ['/run/docker.sock:/s']\n"))
	finding := lint.Finding{
		Rule: controlSocket, Severity: lint.Critical, Span: at(f, "'8080:80'"), Message: "web leads to the host",
		Subject: "services.web", Key: "web",
	}
	finding.Hop(at(f, "'8080:80'"), "port %d is published", 8080)
	finding.Hop(source.Span{}, "nowhere")
	finding.Hop(at(f, "web"), "web is root")
	finding.Hop(at(f, "/run/docker.sock"), "web commands the host")
	return &Report{Rules: []*lint.Rule{controlSocket}, Result: lint.Result{Files: 1, Findings: []lint.Finding{finding}}}
}

func TestTextNumbersTheStepsOfAWay(t *testing.T) {
	want := `compose.yaml:3:13: critical: web leads to the host [control-socket]
   |
 3 |     ports: ['8080:80']
   |             ^^^^^^^^^ 1. port 8080 is published
  ::: compose.yaml:2:3
 2 |   web:
   |   --- 2. web is root
  ::: compose.yaml:4:16
 4 |     volumes: ['/run/docker.sock:/s']
   |                ---------------- 3. web commands the host
`
	if got := string(render(t, "text", way())); !strings.HasPrefix(got, want) {
		t.Errorf("the report is\n%s", got)
	}
}

func TestJSONSaysThatItIsAWay(t *testing.T) {
	if out := render(t, "json", way()); !bytes.Contains(out, []byte(`"relatedPath": true`)) {
		t.Errorf("the report is\n%s", out)
	}
	if out := render(t, "json", sample()); bytes.Contains(out, []byte("relatedPath")) {
		t.Error("places that explain a finding are no way")
	}
}

// The code flow of a way has each step once, the first of them at the place of the result.
func TestSARIFCodeFlowOfAWay(t *testing.T) {
	var doc struct {
		Runs []struct {
			Results []struct {
				CodeFlows []struct {
					ThreadFlows []struct {
						Locations []struct {
							Location struct {
								Message          struct{ Text string }
								PhysicalLocation struct{ Region struct{ StartLine int } }
							}
						}
					}
				}
			}
		}
	}
	if err := json.Unmarshal(render(t, "sarif", way()), &doc); err != nil {
		t.Fatal(err)
	}
	flow := doc.Runs[0].Results[0].CodeFlows[0].ThreadFlows[0].Locations
	var lines []int
	var texts []string
	for _, l := range flow {
		lines = append(lines, l.Location.PhysicalLocation.Region.StartLine)
		texts = append(texts, l.Location.Message.Text)
	}
	if len(lines) != 3 || lines[0] != 3 || lines[1] != 2 || lines[2] != 4 || !strings.HasPrefix(texts[0], "port 8080") {
		t.Errorf("the steps are %v, %q", lines, texts)
	}
}
