package project

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/plimsoll-lint/plimsoll/lint/dockerfile"
)

func TestArgumentsAreFollowed(t *testing.T) {
	u := unitOf(`ARG GLOBAL_TOKEN
FROM a AS tool
ARG NPM_TOKEN
ENV LOST=$NPM_TOKEN
FROM a AS base
ARG NPM_TOKEN
ARG VERSION PW_IN SIGN=$NPM_TOKEN
ARG DB_PASSWORD=hunter2 API_TOKEN=dummy
RUN one
FROM base
RUN two
ENV A=x$NPM_TOKEN B=$VERSION C_PASSWORD="${PW_IN}" D=${DB_PASSWORD} E='$NPM_TOKEN' F=${NPM_TOKEN:+x} G_TOKEN=v$VERSION
ENV NPM_TOKEN=x
ENV H=$NPM_TOKEN I=$SIGN J=$GLOBAL_TOKEN
LABEL k=$API_TOKEN
RUN three
ONBUILD ARG O_TOKEN
ONBUILD ENV P=$O_TOKEN Q=$API_TOKEN
`)
	var got []string
	for _, p := range u.PassedOn() {
		got = append(got, fmt.Sprintf("%s<%s %s %s label=%v", p.Name.Value, p.Argument, p.At.Bytes(), p.Declared.Bytes(), p.Label))
	}
	want := []string{
		"A<NPM_TOKEN NPM_TOKEN NPM_TOKEN label=false", "C_PASSWORD<PW_IN PW_IN PW_IN label=false", "I<SIGN SIGN SIGN label=false",
		"k<API_TOKEN API_TOKEN API_TOKEN label=true", "P<O_TOKEN O_TOKEN O_TOKEN label=false",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	got = nil
	for i := range u.Dockerfile.All() {
		if run, ok := i.(*dockerfile.Run); ok {
			got = append(got, strings.Join(slices.Sorted(maps.Keys(u.SecretArguments(run))), " "))
		}
	}
	if diff := cmp.Diff([]string{"API_TOKEN NPM_TOKEN SIGN", "API_TOKEN NPM_TOKEN SIGN", "API_TOKEN SIGN"}, got); diff != "" {
		t.Error(diff)
	}
}
