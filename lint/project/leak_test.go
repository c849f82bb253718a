package project

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestLeaksKnowTheirSecrets(t *testing.T) {
	u := unitOf(`FROM a AS tool
ARG NPM_TOKEN
RUN echo $NPM_TOKEN > lost
FROM a AS base
ARG NPM_TOKEN
RUN echo $NPM_TOKEN > a
FROM base
WORKDIR /app
RUN --mount=type=secret,id=x cat /run/secrets/x > b; echo $NPM_TOKEN > c
RUN --mount=type=secret,source=d/y,target=conf cp conf d; cat /app/conf > e; cp /run/secrets/y f
RUN --mount=type=secret,id=z,env=NPM_TOKEN echo $NPM_TOKEN > g; cat /run/secrets/z > h
RUN --mount=type=secret,id=x --mount=type=tmpfs,target=/app/tmp --mount=type=cache,target=/c cp /run/secrets/x tmp; cp /run/secrets/x /c
`)
	var got []string
	for _, l := range u.Leaks() {
		got = append(got, fmt.Sprintf("%s<%s mount=%v arg=%v", l.Into, l.Secret, l.Mount != nil, !l.Declared.IsZero()))
	}
	want := []string{
		"a<NPM_TOKEN mount=false arg=true", "b</run/secrets/x mount=true arg=false", "c<NPM_TOKEN mount=false arg=true",
		"d</app/conf mount=true arg=false", "e</app/conf mount=true arg=false", "g<NPM_TOKEN mount=true arg=false",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}
