package report

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/source"
)

var update = flag.Bool("update", false, "write the golden files anew")

// golden compares got with testdata/name.
func golden(t *testing.T, name string, got []byte) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(path, got, 0o666); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), string(got)); diff != "" {
		t.Errorf("%s (-want +got):\n%s", name, diff)
	}
}

// at returns the span of the first needle in a file.
func at(f *source.File, needle string) source.Span {
	i := bytes.Index(f.Content, []byte(needle))
	if i < 0 {
		panic("no " + needle + " in " + f.Path)
	}
	return f.Span(i, i+len(needle))
}

var (
	rootUser = &lint.Rule{
		ID: "root-user", Title: "Container runs as root", Severity: lint.High, Since: "0.1",
		Presets: lint.Security | lint.Benchmark, Refs: []lint.Ref{lint.CIS("4.1"), lint.CWE("250")},
	}
	controlSocket = &lint.Rule{
		ID: "control-socket", Title: "Container engine socket in a container", Severity: lint.Critical,
		Presets: lint.Security,
	}
	movingTag = &lint.Rule{
		ID: "moving-tag", Title: "Image tag that moves", Severity: lint.Medium, Precision: lint.PrecisionHigh,
		Presets: lint.Security | lint.Hadolint,
	}
	secretInEnv = &lint.Rule{ID: "secret-in-env", Title: "Secret in ENV", Severity: lint.High, Presets: lint.Security}
	untidy      = &lint.Rule{ID: "untidy", Title: "Untidy instruction", Severity: lint.Info, Presets: lint.Hygiene}
)

// sample is a report with something of everything.
func sample() *Report {
	compose := source.New("deploy/compose.yaml", []byte(`services:
  web:
    build: ../app
  agent:
    image: agent@sha256:1
    volumes:
      - /var/run/docker.sock:/var/run/docker.sock
`))
	docker := source.New("app/Dockerfile", []byte("FROM golang:1.25 AS build\r\n"+
		"ENV A_TOKEN=ghp_1 B_TOKEN=ghp_2\r\n\r\n"+
		"RUN go build \\\r\n\t-o /app .\r\n"+
		"FROM alpine:latest AS final\r\n"+
		"COPY\t名前/é\t/app # \u202egnp\r\n"))
	hostile := source.New("evil\n::error::\x1b[2J\u202e/[x](1) #%/Dockerfile\xff",
		[]byte("\ufeffRUN "+strings.Repeat("a", 300)+"<here>"+strings.Repeat("b", 3000)))

	related := &lint.Finding{
		Rule: rootUser, Severity: lint.High, Span: at(docker, "FROM alpine:latest AS final"),
		Message: "web runs as root; add USER to stage final", Subject: "services.web", Key: "web",
	}
	related.Note(at(compose, "web"), "service web builds the stage")
	related.Note(at(compose, "../app"), "its Dockerfile")
	related.Note(at(docker, "alpine:latest"), "the image sets [root]")
	tag := &lint.Finding{
		Rule: movingTag, Severity: lint.Medium, Span: at(docker, "latest"),
		Message: "alpine:latest moves; pin a version or a digest", Subject: "stage final", Key: "alpine",
	}
	tag.Offer("pin 3.22", lint.Edit{Span: tag.Span, New: "3.22"})
	secret := func(name string) lint.Finding {
		f := &lint.Finding{
			Rule: secretInEnv, Severity: lint.High, Span: at(docker, name),
			Message: name + " holds a secret; mount it with --mount=type=secret", Subject: "stage build", Key: name,
		}
		start := bytes.Index(docker.Content, []byte(" "+name))
		f.OfferRisky("remove "+name, lint.Edit{Span: docker.Span(start, start+len(" A_TOKEN=ghp_1"))})
		return *f
	}
	findings := []lint.Finding{
		{Rule: controlSocket, Severity: lint.Critical, Span: at(compose, "/var/run/docker.sock"),
			Message: "service agent holds the Docker socket; remove the mount", Subject: "services.agent", Key: "agent"},
		*related, *tag, secret("A_TOKEN"), secret("B_TOKEN"),
		{Rule: untidy, Severity: lint.Info, Span: at(docker, "go build \\\r\n\t-o /app ."), Message: "tidy this", Key: "run"},
		{Rule: untidy, Severity: lint.Info, Span: at(docker, "名前/é\t/app"), Message: "odd names", Key: "copy"},
		{Rule: untidy, Severity: lint.Low, Span: at(hostile, "<here>"), Message: "bad\x1b]0;title\a name [x](2)", Key: "k"},
	}
	lint.Sort(findings)
	return &Report{
		Tool: Tool{Name: "plimsoll", Version: "v0.1.0", URI: "https://example.com/plimsoll"},
		Result: lint.Result{
			Findings: findings, Files: 14,
			Failures: []lint.Failure{
				{Kind: lint.FailureCoverage, Path: compose.Path, Span: at(compose, "agent@sha256:1"), Message: "not known"},
				{Kind: lint.FailureInternal, Path: "app/Dockerfile", Rule: "moving-tag", Message: "index out of range"},
			},
		},
		Rules: []*lint.Rule{controlSocket, movingTag, rootUser, secretInEnv, untidy},
		Help: func(id string) (string, string) {
			return "What " + id + " is.\n\nMore of it.", "What **" + id + "** is.\n\nMore of it."
		},
		URL: func(id string) string { return "https://example.com/rules/" + id },
	}
}

// render writes a report in a format.
func render(t testing.TB, format string, r *Report) []byte {
	t.Helper()
	f, err := FormatNamed(format)
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if err := f.Write(&b, r); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestEveryFormatGivesTheSameBytesTwice(t *testing.T) {
	for _, f := range Formats() {
		if a, b := render(t, f.Name, sample()), render(t, f.Name, sample()); !bytes.Equal(a, b) {
			t.Errorf("%s differs from one run to the next", f.Name)
		}
	}
}

func TestFormatNamed(t *testing.T) {
	_, err := FormatNamed("xml")
	if err == nil || !strings.Contains(err.Error(), "text, json") {
		t.Errorf("FormatNamed(xml) = %v", err)
	}
}

func TestPlacesCountAsSourceDoes(t *testing.T) {
	long := strings.Repeat("ab\u00e9\U0001f600\xff", 3000)
	f := source.New("f", []byte("\ufeffx\r\n"+long+"\r"+long+"\n\U0001f600"))
	p := places{}
	offsets := []int{0, 1, 2, 3, 4, 5, 6, 7, 5000, 4999, 20000, 20001, 9000, len(f.Content) - 1, len(f.Content)}
	for i := 0; i < len(f.Content); i += 997 {
		offsets = append(offsets, i)
	}
	for _, offset := range offsets {
		got, want, utf16 := p.at(f, offset), f.Position(offset), f.UTF16(offset)
		if got.line != want.Line || got.column != want.Column {
			t.Errorf("at(%d) = %d:%d, want %d:%d", offset, got.line, got.column, want.Line, want.Column)
		}
		if whole := offset == len(f.Content) || f.Content[offset]&0xc0 != 0x80; whole && got.unit != utf16.Column {
			t.Errorf("at(%d) is unit %d, want %d", offset, got.unit, utf16.Column)
		}
	}
}

// many returns a report of n findings in files of 100 lines.
func many(n int) *Report {
	r := sample()
	r.Result.Findings, r.Result.Failures = nil, nil
	content := []byte(strings.Repeat("RUN curl -fsSL https://example.com/install | sh\n", 100))
	var f *source.File
	for i := range n {
		if i%100 == 0 {
			f = source.New("dir/"+strings.Repeat("x", i/100%20)+"/Dockerfile", content)
		}
		start, _ := f.LineBounds(i%100 + 1)
		finding := &lint.Finding{
			Rule: movingTag, Severity: lint.Severity(i % 5), Span: f.Span(start+4, start+8),
			Message: "curl runs what it downloads; verify it first", Key: "k", Subject: "stage 0",
		}
		finding.Note(f.Span(start+40, start+44), "the shell")
		r.Result.Findings = append(r.Result.Findings, *finding)
	}
	return r
}

func benchmarkFormat(b *testing.B, name string) {
	r := many(5000)
	f, err := FormatNamed(name)
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		var out counter
		if err := f.Write(&out, r); err != nil {
			b.Fatal(err)
		}
		b.SetBytes(int64(out))
	}
}

// counter counts what is written.
type counter int

func (c *counter) Write(p []byte) (int, error) {
	*c += counter(len(p))
	return len(p), nil
}

func BenchmarkText(b *testing.B) { benchmarkFormat(b, "text") }
func BenchmarkJSON(b *testing.B) { benchmarkFormat(b, "json") }
