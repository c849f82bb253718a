package project

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestCredentialsStandInCommands(t *testing.T) {
	u := unitOf(`FROM a
ARG PW
RUN curl -u ci:q8Zr1tVx9L https://h.io; curl -u ci:$PW https://h.io; git clone https://ci:s3cret@h.io/a
RUN echo "//h.io/:_authToken=q8Zr1t" > ~/.npmrc; echo "//h.io/:_authToken=$PW" > ~/.npmrc; echo password=hunter2 > README
RUN X=1 PASSWORD=hunter2 make; SECRET_KEY_BASE=1 make
ADD https://ci:s3cret@h.io/a /
LABEL a=AKIAQ7ZR1TVX9LMB3NKP
HEALTHCHECK CMD redis-cli -a hunter2 ping
COPY <<F /root/.netrc
machine h.io login ci password hunter2
F
`)
	var got []string
	for _, c := range u.Credentials() {
		got = append(got, fmt.Sprintf("%s %s", c.Span.Bytes(), c.What))
	}
	want := []string{
		"q8Zr1tVx9L the value of curl -u", "s3cret the password of a URL", "hunter2 the value of PASSWORD",
		"AKIAQ7ZR1TVX9LMB3NKP an AWS access key", "hunter2 the value of redis-cli -a", "q8Zr1t the value of _authToken",
		"hunter2 the password of .netrc", "s3cret the password of a URL",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}
