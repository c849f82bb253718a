package shell

import (
	"strings"
	"testing"
)

func TestStartsErrexit(t *testing.T) {
	for words, want := range map[string]bool{
		"/bin/sh -c": false, "/bin/bash -ec": true, "bash -euo pipefail -c": true, "bash -o pipefail -c": false,
		"bash -o errexit -c": true, "bash --noprofile -c": false, "/bin/bash -e": true, "": false, "errexit": false,
	} {
		if got := StartsErrexit(strings.Fields(words)); got != want {
			t.Errorf("%s: %v, want %v", words, got, want)
		}
	}
}
