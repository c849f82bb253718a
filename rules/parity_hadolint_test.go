package rules_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/rules"
)

// TestHadolintParity tries what a team sees that comes from hadolint, under the preset of its name.
func TestHadolintParity(t *testing.T) {
	var ids []string
	for _, r := range rules.All() {
		off := slices.ContainsFunc(r.Aliases, func(id string) bool { return hadolintOff[id] })
		if r.Presets&lint.Hadolint != 0 || off {
			ids = append(ids, r.ID)
		}
	}
	checkParity(t, "hadolint id", hadolintParity, hadolintDifferences, ids, func(id string) []*lint.Rule {
		return slices.DeleteFunc(rules.Named(id), func(r *lint.Rule) bool {
			return (r.Presets&lint.Hadolint != 0) == hadolintOff[id]
		})
	})
	for _, r := range rules.All() {
		byDefault := slices.ContainsFunc(r.Aliases, func(id string) bool {
			return strings.HasPrefix(id, "DL") && !hadolintOff[id]
		})
		if in := r.Presets&lint.Hadolint != 0; in != byDefault && r.Duty == lint.NoDuty && !notAsHadolint[r.ID] {
			t.Errorf("%s is in the preset hadolint: %v, want %v", r.ID, in, byDefault)
		}
	}
}

// hadolintOff are the checks that hadolint does not report by default. Those that wait for settings are on: without a list of
// registries or labels the rules are as silent as it is.
var hadolintOff = map[string]bool{"DL1001": true, "DL3057": true}

// notAsHadolint are rules with an id of hadolint that report more than it does, so that its preset does without
// them, and one without such an id.
var notAsHadolint = map[string]bool{
	"unparsed-script": true, // is in each preset: what is not read is not checked
	"root-user":       true, // DL3002; explicit-root-user reads USER as hadolint does, this one also images without
	"unvouched-image": true, // DL3026, without a list of registries
}

var hadolintParity = []parity{
	{"DL1001", d{"# hadolint ignore=DL3008\nRUN apt-get install -y curl"}, d{"RUN apt-get install -y curl"}},
	{"DL3000", d{"WORKDIR app"}, d{"WORKDIR /app", "WORKDIR $a", `WORKDIR C:\a`}},
	{"DL3001", d{
		"RUN free", "RUN kill 1", "RUN mount /a", "RUN ps aux", "RUN service nginx start", "RUN shutdown now",
		"RUN ssh host", "RUN top", "RUN vim /a",
	}, d{"RUN apt-get install -y ssh vim", "RUN echo ps", "RUN psql"}},
	{"DL3002", d{"USER root", "USER 0", "USER root:root", "USER 0:1", "USER app\nUSER root"}, d{
		"RUN true", "USER app", "USER root\nUSER app", "USER root\nUSER $a",
	}},
	{"DL3003", d{"RUN cd /a && make", "RUN make; cd /a"}, d{"WORKDIR /a\nRUN make", "RUN echo cd"}},
	{"DL3004", d{"RUN sudo make", "RUN true && sudo make", "ONBUILD RUN sudo make"}, d{"RUN apt-get install -y sudo"}},
	{"DL3006", d{"FROM debian", "FROM ghcr.io/a/b", "FROM debian:13 AS a\nFROM debian"}, d{
		"FROM debian:13", "FROM scratch", "FROM $a", "FROM debian:13 AS a\nFROM a", "FROM debian@" + someDigest,
	}},
	{"DL3007", d{"FROM debian:latest"}, d{"FROM debian:13", "FROM debian", "FROM debian:latest@" + someDigest}},
	{"DL3008", d{"RUN apt-get install -y curl", "RUN apt-get install -y a=1 curl"}, d{
		"RUN apt-get install -y curl=8.1", "RUN apt-get install -y curl/stable", "RUN apt-get install -y ./a.deb",
		"RUN apt-get install -y -t stable curl=8.1", "RUN apt-get update",
	}},
	{"DL3009", d{"RUN apt-get update && apt-get install -y curl"}, d{
		"RUN apt-get update && apt-get install -y curl && rm -rf /var/lib/apt/lists/*",
		"RUN --mount=type=cache,target=/var/lib/apt --mount=type=cache,target=/var/cache/apt apt-get update",
		"RUN --mount=type=tmpfs,target=/var/lib/apt/lists apt-get update && apt-get install -y curl",
		"FROM debian:13 AS a\nRUN apt-get update\nFROM scratch\nCOPY --from=a /a /a",
	}},
	{"DL3010", d{"COPY a.tar.gz /a/\nRUN tar -xzf /a/a.tar.gz", "COPY a.tgz /a/\nRUN cd /a && tar xf a.tgz"}, d{
		"COPY a.tar.gz /a/", "ADD a.tar.gz /a/", "COPY --from=b:1 a.tar.gz /a/\nRUN tar -xf /a/a.tar.gz",
	}},
	{"DL3011", d{"EXPOSE 80000", "EXPOSE 80-80000"}, d{"EXPOSE 80/tcp", "EXPOSE $a", "EXPOSE 65535"}},
	{"DL3012", d{"HEALTHCHECK CMD [\"a\"]\nHEALTHCHECK CMD [\"b\"]"}, d{
		"HEALTHCHECK CMD [\"a\"]", "FROM a:1 AS a\nHEALTHCHECK CMD [\"a\"]\nFROM a\nHEALTHCHECK CMD [\"a\"]",
	}},
	{"DL3013", d{"RUN pip install django", "RUN pip3 install -U a==1 b", "RUN python3 -m pip install django"}, d{
		"RUN pip install django==5.1", "RUN pip install -r requirements.txt", "RUN pip install .", "RUN pip install a.whl",
		"RUN pip install git+https://a.example/b@v1", "RUN pip install -c constraints.txt django", "RUN pipenv install django",
		"RUN pip install ./a", "RUN pip install a.tar.gz", "RUN pip install 'django<6,>=5'",
	}},
	{"DL3014", d{"RUN apt-get install curl"}, d{
		"RUN apt-get install -y curl", "RUN apt-get -qq install curl", "RUN apt-get install --yes curl",
		"RUN apt-get install --assume-yes curl", "RUN apt-get -q=2 install curl", "RUN apt-get -q -q install curl",
	}},
	{"DL3015", d{"RUN apt-get install -y curl"}, d{
		"RUN apt-get install -y --no-install-recommends curl",
		"RUN apt-get install -y -o APT::Install-Recommends=false curl",
	}},
	{"DL3016", d{"RUN npm install express", "RUN npm install -g @a/b"}, d{
		"RUN npm install express@4.1.1", "RUN npm install", "RUN npm install @a/b@1.0.0", "RUN npm install ./a",
		"RUN npm install git://a.example/b#1.0.0", "RUN npm install a.tgz",
	}},
	{"DL3018", d{"RUN apk add curl", "RUN apk add --no-cache curl"}, d{
		"RUN apk add curl=8.1", "RUN apk add 'curl~8'", "RUN apk add a.apk",
		"RUN apk add -t deps curl=8.1", "RUN apk add --virtual deps curl=8.1", "RUN apk add -X https://a.example curl=8.1",
	}},
	{"DL3019", d{"RUN apk add curl", "RUN apk update && apk add curl"}, d{
		"RUN apk add --no-cache curl", "RUN --mount=type=cache,target=/var/cache/apk apk add curl",
	}},
	{"DL3020", d{"ADD a /a", "ADD a.zip /a", "ADD a.tar b /a/"}, d{
		"COPY a /a", "ADD a.tar.gz /a", "ADD https://a.example/b /a", "ADD a.txz /a", "ADD a.tar.xz b.tgz /a/",
	}},
	{"DL3021", d{"COPY a b /c", "COPY [\"a\", \"b\", \"/c\"]"}, d{"COPY a b /c/", "COPY a /c", "COPY a b \"/c/\""}},
	{"DL3022", d{"COPY --from=a /b /b", "COPY --from=nginx /b /b"}, d{
		"FROM debian:13 AS a\nFROM debian:13\nCOPY --from=a /b /b", "FROM debian:13\nFROM debian:13\nCOPY --from=0 /b /b",
		"COPY --from=nginx:1 /b /b", "COPY a /b",
	}},
	{"DL3023", d{"FROM debian:13 AS a\nCOPY --from=a /b /b"}, d{"FROM debian:13 AS a\nFROM debian:13\nCOPY --from=a /b /b"}},
	{"DL3024", d{"FROM debian:13 AS a\nFROM debian:13 AS a"}, d{"FROM debian:13 AS a\nFROM debian:13 AS b"}},
	{"DL3025", d{"CMD a b", "ENTRYPOINT a b", "CMD ['a', 'b']"}, d{
		"CMD [\"a\", \"b\"]", "ENTRYPOINT [\"a\"]", "RUN a b", "HEALTHCHECK NONE", "HEALTHCHECK CMD [\"a\"]",
	}},
	{"DL3026", d{
		"FROM ghcr.io/a/b:1\n" + trustHub, "FROM debian:13\nCOPY --from=a.example/b:1 /c /c\n" + trustHub,
		"FROM debian:13\nRUN --mount=type=bind,from=a.example/b:1,target=/c true\n" + trustHub,
	}, d{"FROM debian:13\n" + trustHub, "FROM ghcr.io/a/b:1", "FROM scratch\n" + trustHub, "FROM a.example/a:1 AS b\nFROM b\n" +
		"-- .hadolint.yaml --\ntrustedRegistries: ['*.example']\n"}},
	{"DL3027", d{"RUN apt install -y curl", "RUN apt update"}, d{"RUN apt-get install -y curl", "RUN apt-get install -y apt"}},
	{"DL3028", d{"RUN gem install bundler", "RUN gem i bundler"}, d{
		"RUN gem install bundler:2.0.1", "RUN gem install bundler -v 2.0.1", "RUN gem install bundler --version=2.0.1",
		"RUN gem install bundler:1 -- --use-system-libraries",
	}},
	{"DL3029", d{"FROM --platform=linux/amd64 debian:13"}, d{
		"FROM debian:13", "FROM --platform=$BUILDPLATFORM debian:13", "FROM --platform=${TARGETPLATFORM} debian:13",
	}},
	{"DL3030", d{"RUN yum install curl", "RUN yum groupinstall a", "RUN yum localinstall a.rpm"}, d{
		"RUN yum install -y curl", "RUN yum -y install curl", "RUN yum install --assumeyes curl", "RUN yum makecache",
	}},
	{"DL3032", d{"RUN yum install -y curl", "RUN yum clean all && yum install -y curl"}, d{
		"RUN yum install -y curl && yum clean all", "RUN yum install -y curl && rm -rf /var/cache/yum/*", "RUN yum makecache",
	}},
	{"DL3033", d{"RUN yum install -y curl", "RUN yum -y module install a"}, d{
		"RUN yum install -y curl-8.1", "RUN yum install -y a.rpm", "RUN yum -y module install a:1", "RUN yum makecache",
	}},
	{"DL3034", d{"RUN zypper install a=1", "RUN zypper rm a", "RUN zypper si a", "RUN zypper patch"}, d{
		"RUN zypper -n install a=1", "RUN zypper install -y a=1", "RUN zypper --non-interactive in a=1",
		"RUN zypper install --no-confirm a=1", "RUN zypper refresh",
	}},
	{"DL3035", d{"RUN zypper -n dup", "RUN zypper dist-upgrade -y"}, d{"RUN zypper -n up", "RUN zypper -n patch"}},
	{"DL3036", d{"RUN zypper -n install a=1"}, d{
		"RUN zypper -n install a=1 && zypper clean", "RUN zypper -n in a=1 && zypper cc -a", "RUN zypper refresh",
		"RUN --mount=type=cache,target=/var/cache/zypp zypper -n in a=1",
	}},
	{"DL3037", d{"RUN zypper -n install a", "RUN zypper -n in a"}, d{
		"RUN zypper -n install a=1", "RUN zypper -n install 'a<2'", "RUN zypper -n install a.rpm",
	}},
	{"DL3038", d{"RUN dnf install a-1", "RUN tdnf install a-1", "RUN dnf groupinstall a", "RUN dnf localinstall a.rpm"}, d{
		"RUN dnf install -y a-1", "RUN microdnf install -y a-1", "RUN dnf --assumeyes install a-1", "RUN dnf makecache",
	}},
	{"DL3040", d{"RUN dnf install -y a-1", "RUN microdnf install -y a-1", "RUN dnf -y upgrade", "RUN dnf -y reinstall a"}, d{
		"RUN dnf install -y a-1 && dnf clean all", "RUN microdnf install -y a-1 && microdnf clean all", "RUN dnf makecache",
		"RUN dnf install -y a-1 && rm -rf /var/cache/libdnf5*",
		"RUN --mount=type=cache,target=/var/cache/libdnf5 dnf install -y a-1",
	}},
	{"DL3041", d{"RUN dnf install -y a", "RUN microdnf install -y a", "RUN dnf -y module install a"}, d{
		"RUN dnf install -y a-1.2", "RUN dnf install -y a.rpm", "RUN dnf -y module install a:1", "RUN dnf -y group install a",
	}},
	{"DL3042", d{"RUN pip install a==1", "RUN python3 -m pip install a==1"}, d{
		"RUN pip install --no-cache-dir a==1", "ENV PIP_NO_CACHE_DIR=1\nRUN pip install a==1", "RUN pipenv install a",
		"RUN PIP_NO_CACHE_DIR=on pip install a==1", "RUN --mount=type=cache,target=/root/.cache/pip pip install a==1",
		"RUN pipx install a==1", "FROM a:1 AS a\nENV PIP_NO_CACHE_DIR=1\nFROM a\nRUN pip install a==1",
	}},
	{"DL3043", d{"ONBUILD ONBUILD RUN a", "ONBUILD FROM a:1", "ONBUILD MAINTAINER a"}, d{"ONBUILD RUN a", "RUN a"}},
	{"DL3044", d{"ENV a=1 b=$a", "ENV a=1 b=${a}/c"}, d{
		"ENV a=1\nENV b=$a", "ENV a=1 b=2", "ENV a=x:$a", "ARG a=1\nENV a=1 b=$a", "ENV PATH=/a:$PATH",
	}},
	{"DL3045", d{"COPY a b", "COPY a b/"}, d{
		"COPY a /b", "WORKDIR /c\nCOPY a b", "COPY a $b", `COPY a C:\b`, "FROM debian:13 AS c\nWORKDIR /c\nFROM c\nCOPY a b",
	}},
	{"DL3046", d{"RUN useradd -u 123456 a"}, d{
		"RUN useradd -l -u 123456 a", "RUN useradd -u 12345 a", "RUN useradd --no-log-init -u 123456 a", "RUN useradd a",
	}},
	{"DL3047", d{"RUN wget https://a.example/b"}, d{
		"RUN wget --progress=dot:giga https://a.example/b", "RUN wget -q https://a.example/b", "RUN wget -nv https://a.example/b",
		"RUN wget -o /l https://a.example/b", "RUN wget --no-verbose https://a.example/b", "RUN wget -a /l https://a.example/b",
	}},
	{"DL3048", d{"LABEL A_b=1", "LABEL com.docker.a=1", "LABEL a..b=1", "LABEL a--b=1", "LABEL io.docker.a=1"}, d{"LABEL a.b-c=1"}},
	{"DL3049", d{"FROM debian:13\n" + label, "FROM debian:13 AS a\nLABEL a=b\nFROM debian:13\n" + label}, d{"FROM debian:13\nLABEL a=b\n" + label, "FROM debian:13"}},
	{"DL3050", d{"LABEL a=b c=d\n" + labels + "strict-labels: true\n"}, d{"LABEL a=b c=d\n" + labels, "LABEL c=d"}},
	{"DL3051", d{"LABEL a=\"\"\n" + labels}, d{"LABEL a=b\n" + labels, "LABEL a=\"\""}},
	{"DL3052", d{"LABEL u=\"not a url\"\n" + labels}, d{"LABEL u=https://a.example/b\n" + labels}},
	{"DL3053", d{"LABEL d=yesterday\n" + labels}, d{"LABEL d=2026-01-02T03:04:05Z\n" + labels}},
	{"DL3054", d{"LABEL l=mine\n" + labels}, d{"LABEL l=Apache-2.0\n" + labels}},
	{"DL3055", d{"LABEL h=main\n" + labels}, d{"LABEL h=0123abc\n" + labels}},
	{"DL3056", d{"LABEL v=one\n" + labels}, d{"LABEL v=1.2.3-rc.1\n" + labels}},
	{"DL3057", d{"FROM python:3.13-slim\nEXPOSE 80\nCMD [\"a\"]", "FROM nginx:1.29"}, d{
		"HEALTHCHECK CMD [\"a\"]\nCMD [\"a\"]", "FROM a:1 AS a\nHEALTHCHECK CMD [\"a\"]\nFROM a\nCMD [\"a\"]",
	}},
	{"DL3058", d{"LABEL m=somebody\n" + labels}, d{"LABEL m=a@b.example\n" + labels}},
	{"DL3059", d{"RUN a\nRUN b", "RUN a\n# why\nRUN b"}, d{
		"RUN a && b", "RUN a\nCOPY b /c\nRUN b", "RUN --mount=type=cache,target=/a a\nRUN b", "RUN a && b && c\nRUN d",
	}},
	{"DL3060", d{"RUN yarn install"}, d{
		"RUN yarn install && yarn cache clean", "RUN --mount=type=cache,target=/root/.cache/yarn yarn install",
		"FROM node:22 AS a\nRUN yarn install\nFROM scratch\nCOPY --from=a /a /a",
	}},
	{"DL3061", d{"RUN a\nFROM debian:13"}, d{"ARG a\nFROM debian:13", "# a\nFROM debian:13", "# syntax=docker/dockerfile:1\nFROM a:1"}},
	{"DL3062", d{"RUN go install a.example/b@latest", "RUN go get a.example/b", "RUN go run a.example/b@latest"}, d{
		"RUN go install a.example/b@v1.2.3", "RUN go install ./...", "RUN go install .", "RUN go run ./a a.example/b", "RUN go build",
	}},
	{"DL3063", d{"FROM debian:13 AS scratch", "FROM debian:13 AS context"}, d{"FROM debian:13 AS a"}},
	{"DL3064", d{"ENV PASSWORD=a1", "ARG GITHUB_TOKEN", "ENV DB_PASSWORD=x", "ARG MY_SECRET=x", "ENV AWS_SECRET_ACCESS_KEY=x", "ARG api_key"}, d{
		"ENV a=b", "ARG VERSION=1",
	}},
	{"DL3065", d{"FROM --platform=$TARGETPLATFORM debian:13", "FROM --platform=${TARGETPLATFORM} debian:13"}, d{
		"FROM --platform=$BUILDPLATFORM debian:13", "FROM debian:13",
	}},
	{"DL3066", d{"USER app", "USER app:1"}, d{"USER 1000", "USER 1000:app", "ARG a\nUSER $a", "RUN true"}},
	{"DL3067", d{"FROM a:1 AS a\nFROM scratch\nCOPY --from=a / /"}, d{
		"FROM a:1 AS a\nFROM scratch\nCOPY --from=a /a /", "FROM a:1 AS a\nFROM scratch\nCOPY --from=a / /a",
	}},
	{"DL4000", d{"MAINTAINER a"}, d{"LABEL maintainer=a"}},
	{"DL4001", d{"RUN curl -O https://a.example\nRUN wget -q https://a.example", "RUN curl a; wget -q a"}, d{
		"RUN curl a", "FROM a:1 AS a\nRUN curl a\nFROM a:1\nRUN wget -q a", "RUN apt-get install -y curl wget",
	}},
	{"DL4003", d{"CMD [\"a\"]\nCMD [\"b\"]"}, d{"CMD [\"a\"]", "FROM a:1 AS a\nCMD [\"a\"]\nFROM a\nCMD [\"b\"]"}},
	{"DL4004", d{"ENTRYPOINT [\"a\"]\nENTRYPOINT [\"b\"]"}, d{"ENTRYPOINT [\"a\"]\nCMD [\"b\"]"}},
	{"DL4005", d{"RUN ln -sf /bin/bash /bin/sh"}, d{"SHELL [\"/bin/bash\", \"-c\"]", "RUN ln -s /bin/a /bin/b"}},
	{"DL4006", d{"RUN curl https://a.example | sh", "SHELL [\"/bin/bash\", \"-c\"]\nRUN curl https://a.example | sh"}, d{
		"SHELL [\"/bin/bash\", \"-o\", \"pipefail\", \"-c\"]\nRUN curl https://a.example | sh", "RUN a || b", "RUN a && b",
		"SHELL [\"pwsh\", \"-c\"]\nRUN Get-Item a | sh", "SHELL [\"/bin/ash\", \"-eo\", \"pipefail\", \"-c\"]\nRUN curl a | sh",
	}},
}

var hadolintDifferences = []difference{
	{"DL3003", "RUN pushd /a", true, "it changes the directory as well"},
	{"DL3000", "WORKDIR /a\nWORKDIR b", false, "it is plain where the second one begins; BuildKit says the same"},
	{"DL3002", "FROM debian:13 AS a\nUSER root\nFROM debian:13\nUSER app", false, "a builder that is root harms nobody"},
	{"DL3002", "ARG a=root\nUSER $a", true, "variables are resolved"},
	{"DL3004", "RUN [\"sudo\", \"make\"]", true, "the exec form runs sudo as well"},
	{"DL3006", "FROM a.example/${a}", false, "nobody knows what the variable holds"},
	{"DL3006", "FROM localhost:5000/a", true, "the number is that of a port"},
	{"DL3006", "ARG a=debian\nFROM $a", true, "variables are resolved"},
	{"DL3007", "ARG v=latest\nFROM debian:$v", true, "variables are resolved"},
	{"DL3008", "RUN apt-get install -y $a", false, "nobody knows what the variable holds"},
	{"DL3008", "RUN apt install -y curl", true, "apt installs the same as apt-get"},
	{"DL3013", "RUN pip install 'a>=1'", true, "a range without an upper end takes the newest"},
	{"DL3014", "RUN apt install curl", true, "apt asks the same as apt-get"},
	{"DL3016", "RUN npm install a@latest", true, "the tag moves"},
	{"DL3016", "RUN npm i a", true, "i is short for install"},
	{"DL3018", "RUN apk add 'curl>8'", true, "a range without an upper end takes the newest"},
	{"DL3020", "ADD git@github.com:a/b.git /a", false, "COPY cannot fetch it"},
	{"DL3022", "COPY --from=a /b /b\nFROM debian:13 AS a", false, "BuildKit finds stages below"},
	{"DL3025", "HEALTHCHECK CMD a || exit 1", false, "no signal is to reach it"},
	{"DL3022", "FROM a:1 AS x\nFROM a:1\nCOPY --from=X /b /b", false, "BuildKit compares without case"},
	{"DL3023", "COPY --from=0 /b /b", true, "0 is the stage itself"},
	{"DL3025", "ENTRYPOINT exec a", false, "exec lets the signals through"},
	{"DL3025", "SHELL [\"/bin/bash\", \"-c\"]\nCMD a", false, "the shell was chosen; BuildKit says the same"},
	{"DL3026", "FROM localhost:5000/a:1\n" + trustHub, true, "localhost:5000 is a registry"},
	{"DL3026", "# syntax=a.example/b:1\nFROM debian:13\n" + trustHub, true, "a frontend is an image as well"},
	{"DL3026", "FROM debian:13 AS a\nFROM debian:13\nCOPY --from=0 /b /b\n" + trustHub, false, "0 is a stage"},
	{"DL3029", "ARG p\nFROM --platform=$p debian:13", false, "the caller may give another one"},
	{"DL3037", "RUN zypper -n install 'a>=1'", true, "a range without an upper end takes the newest"},
	{"DL3038", "RUN microdnf install a-1", false, "the microdnf of UBI assumes yes"},
	{"DL3042", "ENV PIP_NO_CACHE_DIR=0\nRUN pip install a==1", false, "pip keeps no cache with any value"},
	{"DL3045", "FROM scratch\nCOPY a b", false, "scratch has no directory but the root"},
	{"DL3046", "RUN useradd --uid=123456 a", true, "it is the long name of the same option"},
	{"DL3057", "CMD [\"true\"]", false, "nothing serves, so there is nothing to ask"},
	{"DL3062", "RUN go install a.example/b", false, "it takes the version of go.mod, or fails"},
	{"DL3062", "RUN go install a.example/b@main", true, "the branch moves"},
	{"DL3064", "ENV PASSWORD_FILE=/run/secrets/a", false, "a path is no secret"},
	{"DL3064", "ENV USERNAME=app", false, "nor is a name"},
	{"DL3066", "FROM debian:13 AS a\nUSER app\nFROM debian:13\nUSER 1", false, "only the user that ships matters"},
	{"DL3066", "ARG a=app\nUSER $a", true, "variables are resolved"},
	{"DL3067", "FROM a:1 AS a\nFROM scratch\nCOPY --from=a /. /", true, "/. is the root"},
	{"DL4006", "RUN curl https://a.example | tar xz", false, "tar fails when its input is missing"},
	{"DL4006", "RUN set -o pipefail && curl https://a.example | sh", false, "the option is set for the command"},
}

// d are samples.
type d = []string

const (
	someDigest = "sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
	trustHub   = "-- .hadolint.yaml --\ntrustedRegistries: [docker.io]\n"
	label      = "-- .hadolint.yaml --\nlabel-schema: {a: text}\n"
	labels     = "-- .hadolint.yaml --\n" +
		"label-schema: {a: text, u: url, d: rfc3339, l: spdx, h: hash, v: semver, m: email}\n"
)

// TestRootIsSaidOnce holds explicit-root-user to its word: where root-user speaks of the same USER, it does not.
func TestRootIsSaidOnce(t *testing.T) {
	for _, c := range []struct{ sample, want string }{
		{"USER root", "root-user"},
		{"FROM postgres:17\nUSER root", "explicit-root-user"},
		{"USER root\n-- compose.yaml --\nservices:\n  a:\n    build: .\n    user: '1'\n", "explicit-root-user"},
	} {
		var got []string
		for _, r := range reported(t, d{c.sample}, d{"root-user", "explicit-root-user"})[0] {
			got = append(got, r.ID)
		}
		if strings.Join(got, " ") != c.want {
			t.Errorf("%q: %v, want %s", c.sample, got, c.want)
		}
	}
}
