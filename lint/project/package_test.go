package project

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestPackageCommandsKeepFiles(t *testing.T) {
	u := unitOf(`FROM a AS other
RUN apt-get update; apt-get install -y b
FROM a
RUN apt-get update && rm -rf /var/lib/apt/lists/*
RUN rm -rf /var/lib/apt && apt-get update
RUN --mount=type=cache,target=/var/lib/apt apt-get update
RUN apt-get update; rm -rf $X
RUN f() { rm -rf /var/lib/apt; }; apt-get update; f
`)
	var got []string
	for _, c := range u.PackageCommands() {
		line := c.Subject + " " + c.Verb.Value
		if c.Ships() {
			line += " ships"
		}
		if c.KeepsLists() {
			line += " keeps"
		}
		if c.ListsNeeded() {
			line += " needed"
		}
		got = append(got, line)
	}
	want := []string{
		"stage other update keeps", "stage other install", "stage 1 update ships", "stage 1 update ships keeps",
		"stage 1 update ships", "stage 1 update ships", "stage 1 update ships",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestSettingsOfPackageCommands(t *testing.T) {
	for _, c := range []struct{ lines, want string }{
		{"ENV X=1\nRUN pip install a", "1 known"},
		{"ARG X\nRUN pip install a", " unknown"},
		{"ARG X=\nRUN pip install a", " known"},
		{"RUN pip install a", "unset"},
		{"RUN X=2 pip install a", "2 known"},
		{"ENV X=1\nRUN export X=3 && pip install a", "3 known"},
		{"RUN X=$(a) pip install a", "$(a) unknown"},
	} {
		cmd := &unitOf("FROM a\n" + c.lines).PackageCommands()[0]
		value, known, set := cmd.Setting("X")
		got := "unset"
		if set {
			got = value + map[bool]string{true: " known", false: " unknown"}[known]
		}
		if got != c.want {
			t.Errorf("%s: %s, want %s", c.lines, got, c.want)
		}
	}
}

func TestConfiguredPackageManagers(t *testing.T) {
	for _, c := range []struct {
		lines   string
		setting PackageSetting
		want    bool
	}{
		{`RUN echo 'APT::Get::Assume-Yes "true";' > /etc/apt/apt.conf.d/x`, AptAssumeYes, true},
		{`RUN echo 'APT::Get::Assume-Yes "false";' > /etc/apt/apt.conf.d/x`, AptAssumeYes, false},
		{"RUN printf 'APT::Install-Recommends \\\"0\\\";\\n' > /etc/apt/apt.conf", AptNoRecommends, true},
		{"COPY x /etc/apt/apt.conf.d/", AptNoRecommends, true},
		{"COPY rootfs /", AptAssumeYes, true},
		{"COPY . /app/", AptAssumeYes, false},
		{"RUN echo assumeyes=1 >> /etc/yum.conf", DnfAssumeYes, true},
		{"RUN pip config set global.no-cache-dir true", PipNoCache, true},
		{"COPY . .", BundleConfig, true},
		{"COPY .pnp.cjs .yarnrc.yml ./", YarnPlugAndPlay, true},
	} {
		u := unitOf("FROM a\n" + c.lines + "\nRUN apt-get install b\n")
		all := u.PackageCommands()
		if got := all[len(all)-1].Configured(c.setting); got != c.want {
			t.Errorf("%s: %v", c.lines, got)
		}
		u = unitOf("FROM a\nRUN apt-get install b\n" + c.lines)
		if u.PackageCommands()[0].Configured(c.setting) {
			t.Errorf("%s counts in front of it", c.lines)
		}
	}
}

func TestAppend(t *testing.T) {
	for _, c := range []struct{ run, want string }{
		{"RUN apk add a", " && b"},
		{"RUN apk add a;", " b"},
		{"RUN apk add a \\\n  && apk add c \\\n    d  ", " \\\n  && b"},
		{"RUN (apk add a)", " && b"},
		{"RUN if x; then apk add a; fi", " && b"},
		{"RUN sudo apk add a", " && sudo b"},
		{"RUN apk add a # c", ""},
		{"RUN apk add a &", ""},
		{"RUN [\"apk\", \"add\"]", ""},
		{"RUN <<EOF\napk add a\nEOF", ""},
	} {
		got := ""
		if edit, ok := unitOf("FROM x\n" + c.run + "\n").PackageCommands()[0].Append("b"); ok {
			got = edit.New
		}
		if got != c.want {
			t.Errorf("%s: %q, want %q", c.run, got, c.want)
		}
	}
}

// A file of nothing but package commands takes time that grows as it does.
func TestManyPackageCommands(t *testing.T) {
	for _, line := range []string{
		"RUN apt-get update\n", "RUN composer i\n", "RUN bundle\n", "FROM a AS a\nRUN bundle config without a; bundle\n",
		"RUN echo assumeyes > /etc/yum.conf; yum install a\n",
	} {
		u := unitOf("FROM a\n" + strings.Repeat(line, 2000))
		for i := range u.PackageCommands() {
			c := &u.packages.commands[i]
			c.KeepsLists()
			c.ListsNeeded()
			c.Alone()
			c.Configured(DnfAssumeYes)
			c.Undone()
			c.Production()
			c.BundlerSays("without", func(string) bool { return false })
		}
	}
}
