package project

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestWrapped(t *testing.T) {
	u := unitOf(`FROM a
RUN sudo b && c; sh -c 'sudo -u d e' | time sudo f
RUN sudo -i
RUN ["sudo", "g"]
`)
	var got []string
	for _, c := range u.Wrapped("sudo") {
		got = append(got, c.Name)
	}
	if diff := cmp.Diff([]string{"b", "e", "f", "sudo", "g"}, got); diff != "" {
		t.Error(diff)
	}
	if got := u.Wrapped("gosu"); len(got) > 0 {
		t.Errorf("%d commands through what is not there", len(got))
	}
}

// TestScriptsKnowTheirShell holds what reads a script, and whether with pipefail: SHELL, also that of a parent stage, or #!.
func TestScriptsKnowTheirShell(t *testing.T) {
	u := unitOf(`FROM a AS p
RUN x
SHELL ["/bin/bash", "-eo", "pipefail", "-c"]
RUN x
RUN <<E
#!/bin/dash
x
E
RUN <<E
#!/usr/bin/env -S bash -o pipefail
x
E
FROM p
RUN x
RUN ["x"]
SHELL ["/bin/sh", "-c"]
RUN x
FROM a
RUN x
`)
	var got []string
	for _, s := range u.Scripts() {
		got = append(got, fmt.Sprint(s.Program, " ", s.Pipefail))
	}
	want := []string{
		"/bin/sh false", "/bin/bash true", "dash false", "bash true", "/bin/bash true", " false", "/bin/sh false", "/bin/sh false",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}
