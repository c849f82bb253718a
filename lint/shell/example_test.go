package shell_test

import (
	"fmt"

	"github.com/plimsoll-lint/plimsoll/lint/shell"
	"github.com/plimsoll-lint/plimsoll/lint/source"
)

func ExampleParse() {
	file := source.New("Dockerfile", []byte(`FROM debian
RUN curl -fsSLk https://x.example/get.sh \
  | sudo bash -s -- -y
`))
	script := shell.Parse(file, []shell.Region{{Start: 16, End: len(file.Content) - 1}}, shell.POSIX)
	for _, run := range script.RemoteRuns() {
		fmt.Println(run.By.Span(), run.By.Name, "runs", run.Download.URLs[0].Value)
	}
	for _, off := range script.SwitchedOff() {
		fmt.Println(off.Span, off.Tool, off.Name)
	}
	// Output:
	// Dockerfile:3:5 bash runs https://x.example/get.sh
	// Dockerfile:2:15 curl -k
}
