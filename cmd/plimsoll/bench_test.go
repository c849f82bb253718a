package main

import (
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"testing"
	"time"
)

// BenchmarkColdStart runs the built command on one small file, in turn with a program that says hello: what a pre-commit
// hook and an editor wait for. Its ns/op is that of all three together; the metrics that count are the medians of the
// ratios, each of a run to the hello just before it.
func BenchmarkColdStart(b *testing.B) {
	dir := b.TempDir()
	files := map[string]string{
		"hello.go":               "package main\n\nimport \"os\"\n\nfunc main() { os.Stdout.WriteString(\"hello, world\\n\") }\n",
		"dockerfile/Dockerfile":  smallDockerfile,
		"dockerfile/.git/config": "",
		"compose/compose.yaml":   smallCompose,
		"compose/.git/config":    "",
	}
	for name, content := range files {
		name = filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			b.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(content), 0o644); err != nil {
			b.Fatal(err)
		}
	}
	hello, plimsoll := filepath.Join(dir, "hello.exe"), filepath.Join(dir, "plimsoll.exe")
	build(b, hello, filepath.Join(dir, "hello.go"))
	build(b, plimsoll, ".")

	lint := func(code int, name string) time.Duration {
		return run(b, code, plimsoll, "lint", "--now", "2026-01-01", filepath.Join(dir, name))
	}
	var dockerfile, compose []float64
	for b.Loop() {
		floor := run(b, exitClean, hello)
		dockerfile = append(dockerfile, ratio(lint(exitClean, "dockerfile/Dockerfile"), floor))
		floor = run(b, exitClean, hello)
		compose = append(compose, ratio(lint(exitFindings, "compose/compose.yaml"), floor))
	}
	b.ReportMetric(median(dockerfile), "dockerfile/hello")
	b.ReportMetric(median(compose), "compose/hello")
}

const (
	smallDockerfile = `FROM golang:1.25 AS build
WORKDIR /src
COPY . .
RUN go build -o /app ./cmd/app

FROM alpine:3.22
RUN apk add --no-cache ca-certificates
COPY --from=build /app /app
USER 1000
ENTRYPOINT ["/app"]
`
	smallCompose = `services:
  web:
    image: nginx:1.29
    ports: ["8080:80"]
    environment:
      MODE: production
    depends_on: [db]
  db:
    image: postgres:17
    privileged: true
    volumes: [data:/var/lib/postgresql/data]
volumes:
  data: {}
`
)

func build(b *testing.B, out, what string) {
	if output, err := exec.Command("go", "build", "-o", out, what).CombinedOutput(); err != nil {
		b.Fatalf("go build %s: %v\n%s", what, err, output)
	}
}

// run returns how long a program took that ends with the given code.
func run(b *testing.B, code int, name string, args ...string) time.Duration {
	cmd := exec.Command(name, args...)
	start := time.Now()
	err := cmd.Run()
	took := time.Since(start)
	var exit *exec.ExitError
	if err != nil && !errors.As(err, &exit) || cmd.ProcessState.ExitCode() != code {
		b.Fatalf("%s %q: %v, want exit code %d", name, args, err, code)
	}
	return took
}

func ratio(a, b time.Duration) float64 { return float64(a) / float64(b) }

func median(values []float64) float64 {
	slices.Sort(values)
	return values[len(values)/2]
}
