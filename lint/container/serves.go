package container

import (
	"path"
	"strings"

	"github.com/plimsoll-lint/plimsoll/lint/dockerfile"
	"github.com/plimsoll-lint/plimsoll/lint/image"
)

// serves reports whether what an image starts is known, and is neither a shell, nor an interpreter that waits for input, nor
// what only keeps the container there.
func serves(im *dockerfile.Image, facts image.Facts) bool {
	switch {
	case im.Entrypoint != nil && !idle(processWords(im.Entrypoint)):
		return true
	case im.Cmd != nil:
		return !idle(processWords(im.Cmd))
	case im.Entrypoint != nil:
		return false
	}
	return len(facts.Cmd) > 0 && !idle(facts.Cmd) || facts.Cmd != nil && len(facts.Cmd) == 0 && len(facts.Entrypoint) > 0
}

// service reports whether an image is one of a service: it starts neither a shell nor an interpreter that waits for input.
// Where nobody wrote down what it starts, it is one unless it is an official image: those that are not known are systems.
func service(ref image.Ref, facts image.Facts) bool {
	switch {
	case facts.Confidence == image.NoConfidence:
		return false
	case len(facts.Cmd) > 0:
		return !idle(facts.Cmd)
	}
	return len(facts.Entrypoint) > 0 || facts.Cmd == nil && facts.Entrypoint == nil && !ref.Official()
}

// ownStart reports whether what a stage ships is known to start what its base image does, perhaps with other options.
func ownStart(im *dockerfile.Image, facts image.Facts) bool {
	if im.Entrypoint != nil || im.Cmd == nil {
		return im.Entrypoint == nil
	}
	words := processWords(im.Cmd)
	return im.Cmd.Form == dockerfile.ExecForm && len(words) > 0 && sameCommand(words[0], facts.Cmd)
}

func processWords(p *dockerfile.Process) []string {
	if p.Form == dockerfile.ShellForm {
		return strings.Fields(p.Text.Value)
	}
	words := make([]string, len(p.Words))
	for i := range p.Words {
		words[i] = p.Words[i].Value
	}
	return words
}

// idle reports whether a command starts nothing that could be asked whether it works.
func idle(words []string) bool {
	for len(words) > 0 {
		switch path.Base(words[0]) {
		case "tini", "dumb-init", "--", "-g", "env", "exec", "docker-entrypoint.sh", "tini-static":
			words = words[1:]
			continue
		}
		break
	}
	if len(words) == 0 {
		return true
	}
	program := path.Base(words[0])
	switch program {
	case "true", "false", "sleep", "pause", "echo", "tail":
		return true
	case "sh", "bash", "ash", "dash", "zsh", "fish", "pwsh", "cmd", "cmd.exe":
		// With -c alone the command comes from elsewhere.
		return len(words) == 1 || len(words) == 2 && strings.HasPrefix(words[1], "-") ||
			len(words) == 3 && strings.HasSuffix(words[1], "c") && idle(strings.Fields(words[2]))
	}
	return len(words) == 1 && interpreter(program) || program == "php" && len(words) == 2 && words[1] == "-a"
}

// interpreter reports whether a program without arguments waits for input.
func interpreter(program string) bool {
	switch strings.TrimRight(program, "0123456789.") {
	case "python", "pypy", "node", "bun", "deno", "irb", "ruby", "php", "perl", "lua", "jshell", "ghci", "iex", "erl", "julia", "R",
		"scala", "swipl", "sbcl", "clojure", "groovysh", "mono", "dotnet", "rakudo", "hy":
		return true
	}
	return false
}
