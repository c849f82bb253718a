package project

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestKeysThatStay(t *testing.T) {
	u := unitOf(`FROM a AS tool
RUN openssl genrsa -out /lost
FROM a AS base
RUN apt-get install -y openssh-server
RUN openssl genrsa -out /a && openssl genrsa -out /b && rm /a
FROM base
RUN --mount=type=cache,target=/c openssl genrsa -out /c/d
RUN openssl genrsa -out /e
RUN rm /etc/ssh/ssh_host_*
RUN rm /e
`)
	var got []string
	for _, k := range u.Keys() {
		got = append(got, k.What+" "+k.File+" "+k.Subject)
	}
	if diff := cmp.Diff([]string{"a private key /b stage base"}, got); diff != "" {
		t.Error(diff)
	}
}
