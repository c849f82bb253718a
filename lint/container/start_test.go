package container

import (
	"testing"

	"github.com/plimsoll-lint/plimsoll/lint/dockerfile"
	"github.com/plimsoll-lint/plimsoll/lint/source"
)

// TestStartedAs pins as whom a container of root runs once what it starts with is through: "" for root, "?" where that
// is not known.
func TestStartedAs(t *testing.T) {
	for _, c := range []struct {
		name, dockerfile string
		context          map[string]string
		want             string
	}{
		{"no script", "ENTRYPOINT [\"/app\"]", nil, ""},
		{"exec form", "ENTRYPOINT [\"gosu\", \"app\", \"/app\"]", nil, "app"},
		{"through init", "ENTRYPOINT [\"tini\", \"--\"]\nCMD [\"su-exec\", \"app\", \"/app\"]", nil, "app"},
		{"shell form", "CMD exec setpriv --reuid=1000 /app", nil, "1000"},
		{"user of a variable", "CMD exec gosu $WHO /app", nil, "?"},
		{"to root", "CMD exec gosu root /app", nil, "?"},
		{"shell form ignores CMD", "ENTRYPOINT /app\nCMD [\"gosu\", \"app\"]", nil, "?"},
		{"script", "COPY e.sh /\nENTRYPOINT [\"/e.sh\"]",
			map[string]string{"e.sh": "#!/bin/sh\nexec gosu app \"$@\"\n"}, "app"},
		{"script in PATH", "COPY bin/entrypoint /usr/local/bin/\nENTRYPOINT [\"entrypoint\"]",
			map[string]string{"bin/entrypoint": "#!/usr/bin/env -S bash -e\nexec gosu app \"$@\"\n"}, "app"},
		{"script of a folder", "WORKDIR /srv\nCOPY . .\nCMD sh ./run.sh",
			map[string]string{"run.sh": "exec chroot --userspec=9 / app"}, "9"},
		{"one step", "COPY e.sh /\nENTRYPOINT [\"/e.sh\"]",
			map[string]string{"e.sh": "su db -c init\nexec \"$@\"\n"}, "?"},
		{"later copy decides", "COPY e.sh /\nCOPY f.sh /e.sh\nENTRYPOINT [\"/e.sh\"]",
			map[string]string{"e.sh": "exec gosu app x", "f.sh": "exec x"}, ""},
		{"other language", "RUN useradd app\nCOPY e.sh /\nENTRYPOINT [\"/e.sh\"]",
			map[string]string{"e.sh": "#!/usr/bin/python3\n"}, "?"},
		{"no drop in the script", "RUN useradd app\nCOPY e.sh /\nENTRYPOINT [\"/e.sh\"]",
			map[string]string{"e.sh": "exec \"$@\""}, ""},
		{"another stage's file", "RUN useradd app\nCOPY --from=0 e.sh /\nENTRYPOINT [\"/e.sh\"]",
			map[string]string{"e.sh": "exec gosu app x"}, "?"},
		{"missing, nobody to change to", "ENTRYPOINT [\"/e.sh\"]", nil, ""},
		{"missing", "RUN adduser -D app\nENTRYPOINT [\"/e.sh\"]", nil, "?"},
		{"tool at hand", "RUN apk add su-exec\nENTRYPOINT [\"/app\"]", nil, "?"},
		{"not text", "RUN useradd app\nCOPY e.sh /\nENTRYPOINT [\"/e.sh\"]",
			map[string]string{"e.sh": "\x7fELF\x00gosu"}, "?"},
	} {
		t.Run(c.name, func(t *testing.T) {
			file := dockerfile.Parse(source.New("Dockerfile", []byte("FROM debian:13\n"+c.dockerfile+"\n")))
			user := FromStage(file.Build(nil), file.Stage(""), source.NewMemory(c.context).Read).User
			got := user.Value.DropsTo
			if !user.Known {
				got = "?"
				if user.Origin.Doubt == "" || len(user.Origin.Notes) == 0 {
					t.Errorf("nothing says why: %+v", user.Origin)
				}
			}
			if got != c.want {
				t.Errorf("it runs as %q, want %q", got, c.want)
			}
		})
	}
}
