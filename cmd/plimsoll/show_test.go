package main

import (
	"bytes"
	"context"
	"encoding/json"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// hostile are names that mean something to Mermaid, Graphviz, HTML or a terminal.
var hostile = []string{
	`"><script>alert(1)</script>`, "end", "]", `"] --> x["`, "a\nb", "a\u202eb", "style:#1;", "classDef x:#y;", "%%{init: {}}%%",
	"1. x", "- x", "`**b**`", "&quot;#quot;", `\`, `\" ];`, "click", "subgraph", "</svg></title></style>", "javascript:alert(1)",
	"'onload=alert(1)", "|", strings.Repeat("x", 300), "",
}

// showHostile shows a project of services, networks and mounts with such names.
func showHostile(t *testing.T, format string) string {
	services, networks := map[string]any{}, map[string]any{}
	for i, name := range hostile {
		services[name] = map[string]any{
			"image": "busybox", "ports": []string{fmt.Sprintf("%d:80", 8000+i), fmt.Sprintf("127.0.0.1:%d:80", 9000+i)},
			"networks": hostile[:1+i%2*i],
			"volumes":  []any{map[string]any{"type": "bind", "source": "/srv/" + name, "target": "/x"}},
		}
		networks[name] = map[string]any{}
	}
	project, err := json.Marshal(map[string]any{"services": services, "networks": networks})
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	if err := os.Mkdir(filepath.Join(dir, ".git"), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "compose.yaml"), project, 0o644); err != nil {
		t.Fatal(err)
	}
	show := func() string {
		var stdout, stderr bytes.Buffer
		a := &app{stdin: os.Stdin, stdout: &stdout, stderr: &stderr}
		if code := a.run(context.Background(), []string{"show", "--format", format, dir}); code != exitClean {
			t.Fatalf("exit code %d: %s", code, &stderr)
		}
		return stdout.String()
	}
	out := show()
	if out != show() {
		t.Error("two runs differ")
	}
	if strings.ContainsRune(out, '\u202e') {
		t.Error("a character that reorders text got through")
	}
	return out
}

// TestNamesAreNoSyntax holds each line of the graphs to the few forms that it may have.
func TestNamesAreNoSyntax(t *testing.T) {
	const (
		mermaidText = `"(?:[^"<>\[\]{}()|\x60%\\#;*_~&]|#\d+;|<br/>)*"`
		dotText     = `"(?:[^"\\]|\\.)*"`
	)
	for format, form := range map[string]string{
		"mermaid": `flowchart LR| +subgraph [np]\d+\[T\]| +end| +s\d+\[T\](:::\w+)?| +n\d+\(\[T\]\):::network| +outside\(\(T\)\)` +
			`| +local\(\(T\)\)| +host\[\[T\]\]:::host| +s\d+ --- n\d+| +\w+ (==>|-->|-\.->)\|T\| \w+| +(linkStyle|class|classDef) [\w,]+ [\w#:,-]+`,
		"dot": `digraph stacks {| +subgraph cluster_[np]\d+ {| +(label|style|fillcolor)=T| *}| +\w+( -> \w+)? \[(\w+=(T|[\w.]+)(, )?)+\]`,
	} {
		form = strings.ReplaceAll(form, "T", map[string]string{"mermaid": mermaidText, "dot": dotText}[format])
		line := regexp.MustCompile(`^(?:` + form + `)$`)
		for _, l := range strings.Split(strings.TrimSuffix(showHostile(t, format), "\n"), "\n") {
			if !line.MatchString(l) {
				t.Errorf("%s: a line of no known form: %s", format, l)
			}
		}
	}
}

// TestNamesAreNoMarkup reads the page: names make no element and no attribute.
func TestNamesAreNoMarkup(t *testing.T) {
	page := showHostile(t, "html")
	body := page[strings.Index(page, "<body>"):]
	d := xml.NewDecoder(strings.NewReader(strings.TrimSuffix(body, "</html>\n")))
	elements := " body h1 h2 ul li section figure figcaption svg g a rect text title line circle path div table thead tbody tr th td span "
	attributes := " class id href viewBox width height role aria-label x y x1 y1 x2 y2 cx cy r rx d transform text-anchor "
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			return
		}
		if err != nil {
			t.Fatal(err)
		}
		start, ok := token.(xml.StartElement)
		if !ok {
			continue
		}
		if !strings.Contains(elements, " "+start.Name.Local+" ") {
			t.Errorf("an element %s", start.Name.Local)
		}
		for _, a := range start.Attr {
			if !strings.Contains(attributes, " "+a.Name.Local+" ") {
				t.Errorf("an attribute %s of %s", a.Name.Local, start.Name.Local)
			}
			if a.Name.Local == "href" && !strings.HasPrefix(a.Value, "#s") && !strings.HasPrefix(a.Value, homePage) {
				t.Errorf("a link to %s", a.Value)
			}
		}
	}
}

// TestTablesOfHostileNames: one line a container, whatever it is called.
func TestTablesOfHostileNames(t *testing.T) {
	if got, want := strings.Count(showHostile(t, "table"), "\n"), len(hostile)+2; got != want {
		t.Errorf("the table has %d lines, want %d", got, want)
	}
	var out map[string]any
	if err := json.Unmarshal([]byte(showHostile(t, "json")), &out); err != nil {
		t.Error(err)
	}
}
