package rules_test

import (
	"testing"

	"github.com/plimsoll-lint/plimsoll/rules"
)

// TestPeerParity tries what a team sees that comes from BuildKit's checks, Trivy or Checkov.
func TestPeerParity(t *testing.T) {
	checkParity(t, "buildkit rule", buildkitParity, buildkitDifferences, nil, rules.Named)
	checkParity(t, "trivy id", trivyParity, trivyDifferences, nil, rules.Named)
	checkParity(t, "checkov id", checkovParity, checkovDifferences, nil, rules.Named)
}

var buildkitParity = []parity{
	{"ConsistentInstructionCasing", d{"run a\nRUN b\nRUN c", "Run a"}, d{"RUN a", "from debian:13\nrun a"}},
	{"CopyIgnoredFile", d{"COPY a /a\n" + ignore + "a\n", "ADD a/b /a\n" + ignore + "a\n", "COPY . /a\n" + ignore + "*\n"}, d{
		"COPY a /a", "COPY a /a\n" + ignore + "a\n!a/b\n", "COPY --from=b:1 a /a\n" + ignore + "a\n", "COPY . /a\n" + ignore + "a\n",
	}},
	{"DuplicateStageName", d{"FROM debian:13 AS a\nFROM debian:13 AS a", "FROM debian:13 AS a\nFROM debian:13 AS A"}, d{
		"FROM debian:13 AS a\nFROM debian:13 AS b",
	}},
	{"ExposeInvalidFormat", d{"EXPOSE 127.0.0.1:80:80", "EXPOSE 80:80"}, d{"EXPOSE 80", "EXPOSE 80-90/tcp"}},
	{"ExposeProtoCasing", d{"EXPOSE 80/TCP"}, d{"EXPOSE 80/tcp", "EXPOSE 80"}},
	{"FromAsCasing", d{"FROM debian:13 as a", "from debian:13 AS a"}, d{"FROM debian:13 AS a", "from debian:13 as a"}},
	{"FromPlatformFlagConstDisallowed", d{"FROM --platform=linux/amd64 debian:13"}, d{
		"FROM --platform=$BUILDPLATFORM debian:13", "FROM --platform=linux/amd64 debian:13 AS build-amd64",
	}},
	{"InvalidDefaultArgInFrom", d{"ARG v\nFROM debian:$v", "ARG v\nFROM $v"}, d{"ARG v=13\nFROM debian:$v", "ARG v\nFROM debian:${v:-13}"}},
	{"InvalidDefinitionDescription", d{"ARG a=1\n# something\nFROM debian:13 AS b"}, d{"# b builds\nFROM debian:13 AS b"}},
	{"JSONArgsRecommended", d{"CMD a b", "ENTRYPOINT a b", "CMD ['a']"}, d{"CMD [\"a\"]", "SHELL [\"a\"]\nCMD a b"}},
	{"LegacyKeyValueFormat", d{"ENV a b", "LABEL a b"}, d{"ENV a=b", "LABEL a=b"}},
	{"MaintainerDeprecated", d{"MAINTAINER a"}, d{"LABEL maintainer=a"}},
	{"MultipleInstructionsDisallowed", d{
		"CMD [\"a\"]\nCMD [\"b\"]", "ENTRYPOINT [\"a\"]\nENTRYPOINT [\"b\"]", "HEALTHCHECK NONE\nHEALTHCHECK NONE",
	}, d{"CMD [\"a\"]", "FROM a:1 AS a\nCMD [\"a\"]\nFROM a\nCMD [\"b\"]"}},
	{"NoEmptyContinuation", d{"RUN a && \\\n\n  b"}, d{"RUN a && \\\n# why\n  b"}},
	{"RedundantTargetPlatform", d{"FROM --platform=$TARGETPLATFORM debian:13"}, d{"FROM --platform=$BUILDPLATFORM debian:13"}},
	{"ReservedStageName", d{"FROM debian:13 AS scratch", "FROM debian:13 AS context"}, d{"FROM debian:13 AS a"}},
	{"SecretsUsedInArgOrEnv", d{
		"ARG API_KEY", "ENV APIKEY=a", "ARG NPM_AUTH", "ARG AWS_CREDENTIALS", "ENV KEY=a", "ENV PASSWORD=a", "ARG DB_PWORD",
		"ARG DB_PASSWD", "ENV MY_SECRET=a", "ARG GITHUB_TOKEN", "ENV token=a", "ENV TOKEN=", "ENV AUTH=basic",
	}, d{"ENV PUBLIC_KEY=a", "ENV PASSWORD_FILE=/a", "ENV TOKEN_VERSION=1", "ENV KEYSTORE=a", "ENV a=b"}},
	{"StageNameCasing", d{"FROM debian:13 AS Build"}, d{"FROM debian:13 AS build"}},
	{"UndefinedArgInFrom", d{"FROM debian:$v", "FROM --platform=$p debian:13"}, d{"ARG v=13\nFROM debian:$v", "FROM --platform=$BUILDPLATFORM debian:13"}},
	{"UndefinedVar", d{"COPY a $b", "ENV a=$b", "WORKDIR /$a"}, d{"ARG b=1\nCOPY a $b", "RUN echo $a", "ENV a=1\nENV b=$a", "COPY $PWD/a /"}},
	{"WorkdirRelativePath", d{"WORKDIR a"}, d{"WORKDIR /a", "WORKDIR /a\nWORKDIR b"}},
}

var buildkitDifferences = []difference{
	{"WorkdirRelativePath", "WORKDIR $a", false, "nobody knows what the variable holds"},
	{"WorkdirRelativePath", "FROM scratch\nWORKDIR a", false, "scratch has no directory of its own"},
	{"JSONArgsRecommended", "CMD exec a b", false, "exec lets the signals through"},
	{"JSONArgsRecommended", "ONBUILD CMD a b", true, "BuildKit says so only where it is built on"},
	{"SecretsUsedInArgOrEnv", "ENV GPG_KEY=0123456789ABCDEF0123456789ABCDEF01234567", false, "a fingerprint is public"},
	{"SecretsUsedInArgOrEnv", "ENV DB_PASS=hunter2", true, "PASS is short for password"},
	{"SecretsUsedInArgOrEnv", "ENV DATABASE_URL=postgres://a:hunter2@db/a", true, "the value holds a password"},
	{"SecretsUsedInArgOrEnv", "ARG TOKEN\nFROM debian:13", true, "an argument in front of FROM is in the provenance as well"},
	{"ConsistentInstructionCasing", "arg a\nFROM debian:13\nRUN a", true, "BuildKit does not look in front of FROM"},
	{"UndefinedVar", "COPY a $DEST", false, "the base image may set it"},
	{"UndefinedVar", "ENV a=${b:-c}", false, "there is a value for it"},
	{"LegacyKeyValueFormat", "ONBUILD ENV a b", true, "BuildKit says so only where it is built on"},
}

var trivyParity = []parity{
	{"DS-0001", d{"FROM debian", "FROM debian:latest", "ARG v=latest\nFROM debian:$v"}, d{
		"FROM debian:13", "FROM scratch", "FROM debian:13 AS a\nFROM a", "FROM debian@" + someDigest,
	}},
	{"DS-0002", d{"RUN true", "USER root", "USER 0", "USER app\nUSER root:root"}, d{"USER app", "USER root\nUSER 1000"}},
	{"DS-0004", d{"EXPOSE 22", "EXPOSE 22/tcp", "EXPOSE 80 22"}, d{"EXPOSE 80", "EXPOSE 2222"}},
	{"DS-0005", d{"ADD a /a"}, d{"COPY a /a", "ADD a.tar.gz /a", "ADD https://a.example/b /a"}},
	{"DS-0006", d{"FROM debian:13 AS a\nCOPY --from=a /b /b"}, d{"FROM debian:13 AS a\nFROM debian:13\nCOPY --from=a /b /b"}},
	{"DS-0007", d{"ENTRYPOINT [\"a\"]\nENTRYPOINT [\"b\"]"}, d{"ENTRYPOINT [\"a\"]"}},
	{"DS-0008", d{"EXPOSE 80000"}, d{"EXPOSE 80"}},
	{"DS-0009", d{"WORKDIR a"}, d{"WORKDIR /a", "WORKDIR $a"}},
	{"DS-0010", d{"RUN sudo make", "RUN a && sudo make"}, d{"RUN make", "RUN apt-get install -y sudo"}},
	{"DS-0011", d{"COPY a b /c"}, d{"COPY a b /c/", "COPY a /c"}},
	{"DS-0012", d{"FROM debian:13 AS a\nFROM debian:13 AS a"}, d{"FROM debian:13 AS a"}},
	{"DS-0013", d{"RUN cd /a && make"}, d{"WORKDIR /a\nRUN make"}},
	{"DS-0014", d{"RUN curl a\nRUN wget a"}, d{"RUN curl a", "RUN apt-get install -y curl wget"}},
	{"DS-0015", d{"RUN yum install -y a"}, d{"RUN yum install -y a && yum clean all"}},
	{"DS-0016", d{"CMD [\"a\"]\nCMD [\"b\"]"}, d{"CMD [\"a\"]"}},
	{"DS-0017", d{"RUN apt-get update", "RUN apk update", "RUN zypper refresh"}, d{
		"RUN apt-get update && apt-get install -y a", "RUN apt-get update && apt-get upgrade -y", "RUN apk update && apk add a",
	}},
	{"DS-0019", d{"RUN dnf install -y a"}, d{"RUN dnf install -y a && dnf clean all"}},
	{"DS-0020", d{"RUN zypper -n install a"}, d{"RUN zypper -n install a && zypper clean"}},
	{"DS-0021", d{"RUN apt-get install a"}, d{"RUN apt-get install -y a", "RUN apt-get --yes install a"}},
	{"DS-0022", d{"MAINTAINER a"}, d{"LABEL maintainer=a"}},
	{"DS-0023", d{"HEALTHCHECK CMD [\"a\"]\nHEALTHCHECK CMD [\"b\"]"}, d{"HEALTHCHECK CMD [\"a\"]"}},
	{"DS-0024", d{"RUN zypper -n dup"}, d{"RUN apt-get upgrade -y"}},
	{"DS-0025", d{"RUN apk add a"}, d{"RUN apk add --no-cache a"}},
	{"DS-0026", d{"FROM nginx:1.29"}, d{"FROM nginx:1.29\nHEALTHCHECK CMD [\"a\"]", "FROM nginx:1.29\nHEALTHCHECK NONE"}},
	{"DS-0027", d{"RUN microdnf install -y a"}, d{"RUN microdnf install -y a && microdnf clean all"}},
	{"DS-0029", d{"RUN apt-get install -y a"}, d{"RUN apt-get install -y --no-install-recommends a"}},
	{"DS-0030", d{"WORKDIR /proc/self/fd/8", "WORKDIR /boot/a", "WORKDIR \"/dev/a\"", "WORKDIR /lost+found/a"}, d{"WORKDIR /app", "WORKDIR /data/proc"}},
	{"DS-0031", d{
		"ENV PASSWORD=hunter2", "ARG GITHUB_TOKEN", "ENV DB_PSW=a1", "ARG VITE_API_KEY", "ENV AWS_SECRET_ACCESS_KEY=a",
		"RUN aws configure set aws_secret_access_key abcdefghij0123456789", "RUN az login -u a -p hunter2hunter2",
		"RUN doctl auth init -t dop_v1_0123456789abcdef",
		"ENV GOOGLE_APPLICATION_CREDENTIALS=/app/key.json\nCOPY key.json /app/key.json",
		"ENV AWS_CONFIG_FILE=/app/aws\nCOPY aws /app/aws", "ARG HF_TOKEN_PATH=/a/b\nCOPY a $HF_TOKEN_PATH",
	}, d{"ENV a=b", "ENV PUBLIC_KEY=a", "COPY a /app", "RUN aws s3 ls"}},
}

var trivyDifferences = []difference{
	{"DS-0001", "FROM debian:latest@" + someDigest, false, "the digest does not move"},
	{"DS-0002", "FROM debian:13 AS a\nUSER app\nFROM debian:13", true, "the USER of a builder is not that of the image"},
	{"DS-0002", "FROM gcr.io/distroless/static:nonroot", false, "the base image sets a user"},
	{"DS-0002", "FROM unknown.example/a:1", false, "nobody knows the user of the base image; --preset cis says so"},
	{"DS-0002", "FROM postgres:17", false, "the entrypoint changes to another user"},
	{"DS-0004", "EXPOSE 20-25", true, "the range holds 22"},
	{"DS-0004", "ARG p=22\nEXPOSE $p", true, "variables are resolved"},
	{"DS-0005", "ADD git://a.example/b /a", false, "COPY cannot fetch it"},
	{"DS-0010", "RUN a; sudo make", true, "the shell is parsed"},
	{"DS-0010", "RUN [\"sudo\", \"a\"]", true, "the exec form runs sudo as well"},
	{"DS-0014", "FROM a:1 AS a\nRUN curl a\nFROM a:1\nRUN wget a", false, "no stage has both"},
	{"DS-0015", "RUN yum install -y a && echo all", true, "the word all cleans nothing"},
	{"DS-0017", "RUN yum update -y", false, "yum update upgrades"},
	{"DS-0017", "RUN dnf update -y", false, "dnf update upgrades"},
	{"DS-0021", "RUN apt-get -qq install a", false, "-qq answers yes"},
	{"DS-0024", "RUN apt-get -y dist-upgrade", false, "it stays within the release"},
	{"DS-0026", "FROM nginx:1.29 AS a\nHEALTHCHECK CMD [\"a\"]\nFROM nginx:1.29", true, "that of a builder is not that of the image"},
	{"DS-0026", "FROM debian:13\nCMD [\"true\"]", false, "nothing serves, so there is nothing to ask"},
	{"DS-0030", "WORKDIR /proc", true, "it is the directory itself"},
	{"DS-0030", "WORKDIR /sys/a", true, "it is of the system as well"},
	{"DS-0031", "ENV PASSWORD_FILE=/run/secrets/a", false, "a path is no secret"},
	{"DS-0031", "ENV DB_USR=app", false, "nor is a name"},
	{"DS-0031", "FROM a:1 AS a\nENV PASSWORD=hunter2\nFROM a:1", true, "a builder may be published too, and its file is"},
	{"DS-0031", "RUN gcloud auth activate-service-account --key-file=/k.json", false, "where the key file comes from decides"},
	{"DS-0031", "RUN aws configure set aws_access_key_id AKIAIOSFODNN7EXAMPLE", false, "the key is an example of the documentation"},
	{"DS-0031", "ARG t\nRUN doctl auth init -t $t", false, "nothing says that t is a secret"},
	{"DS-0031", "RUN --mount=type=secret,id=a az login -u a -p hunter2hunter2", true, "the mount is for something else"},
}

var checkovParity = []parity{
	{"CKV_DOCKER_1", d{"EXPOSE 22", "EXPOSE 22/tcp"}, d{"EXPOSE 80"}},
	{"CKV_DOCKER_2", d{"FROM nginx:1.29"}, d{"FROM nginx:1.29\nHEALTHCHECK CMD [\"a\"]"}},
	{"CKV_DOCKER_3", d{"RUN true"}, d{"USER app"}},
	{"CKV_DOCKER_4", d{"ADD a /a"}, d{"COPY a /a"}},
	{"CKV_DOCKER_5", d{"RUN apt-get update"}, d{"RUN apt-get update && apt-get install -y a"}},
	{"CKV_DOCKER_6", d{"MAINTAINER a"}, d{"LABEL maintainer=a"}},
	{"CKV_DOCKER_7", d{"FROM debian", "FROM debian:latest"}, d{"FROM debian:13", "FROM debian@" + someDigest}},
	{"CKV_DOCKER_8", d{"USER root"}, d{"USER app"}},
	{"CKV_DOCKER_9", d{"RUN apt update && apt install -y a"}, d{"RUN apt-get update"}},
	{"CKV_DOCKER_10", d{"WORKDIR a"}, d{"WORKDIR /a", "WORKDIR $a"}},
	{"CKV_DOCKER_11", d{"FROM debian:13 as a\nFROM debian:13 as a"}, d{"FROM debian:13 as a\nFROM debian:13 as b"}},
	{"CKV2_DOCKER_1", d{"RUN sudo make", "RUN a && sudo make"}, d{"RUN make"}},
	{"CKV2_DOCKER_2", d{"RUN curl --insecure https://a.example", "RUN curl -sk https://a.example"}, d{"RUN curl -s https://a.example"}},
	{"CKV2_DOCKER_3", d{"RUN wget --no-check-certificate https://a.example"}, d{"RUN wget https://a.example"}},
	{"CKV2_DOCKER_4", d{"RUN pip install --trusted-host a.example b", "RUN pip3 install --trusted-host=a.example b"}, d{"RUN pip install b"}},
	{"CKV2_DOCKER_5", d{"ENV PYTHONHTTPSVERIFY=0", "RUN PYTHONHTTPSVERIFY=0 python a.py"}, d{"ENV PYTHONHTTPSVERIFY=1"}},
	{"CKV2_DOCKER_6", d{"ENV NODE_TLS_REJECT_UNAUTHORIZED=0", "RUN NODE_TLS_REJECT_UNAUTHORIZED=0 node a.js"}, d{"ENV NODE_TLS_REJECT_UNAUTHORIZED=1"}},
	{"CKV2_DOCKER_7", d{"RUN apk add --allow-untrusted a.apk"}, d{"RUN apk add a"}},
	{"CKV2_DOCKER_8", d{"RUN apt-get install -y --allow-unauthenticated a"}, d{"RUN apt-get install -y a"}},
	{"CKV2_DOCKER_9", d{"RUN yum install -y --nogpgcheck a", "RUN dnf --nogpgcheck install -y a", "RUN tdnf install --nogpgcheck a"}, d{"RUN yum install -y a"}},
	{"CKV2_DOCKER_10", d{"RUN rpm -i --nodigest a.rpm", "RUN rpm -i --nosignature a.rpm", "RUN rpm --noverify -i a", "RUN rpm -i --nofiledigest a"}, d{"RUN rpm -i a.rpm"}},
	{"CKV2_DOCKER_11", d{"RUN apt-get install --force-yes a"}, d{"RUN apt-get install --yes a"}},
	{"CKV2_DOCKER_12", d{"ENV NPM_CONFIG_STRICT_SSL=false", "ENV npm_config_strict_ssl=false", "RUN NPM_CONFIG_STRICT_SSL=false npm ci"}, d{"ENV NPM_CONFIG_STRICT_SSL=true"}},
	{"CKV2_DOCKER_13", d{"RUN npm config set strict-ssl false", "RUN yarn config set strict-ssl false", "RUN npm set strict-ssl false"}, d{"RUN npm config set strict-ssl true"}},
	{"CKV2_DOCKER_14", d{"ENV GIT_SSL_NO_VERIFY=1", "RUN GIT_SSL_NO_VERIFY=true git clone https://a.example/b", "RUN export GIT_SSL_NO_VERIFY=1 && git clone https://a.example/b"}, d{"RUN git clone https://a.example/b"}},
	{"CKV2_DOCKER_15", d{"RUN yum-config-manager --save --setopt=a.sslverify=false", "RUN dnf config-manager --setopt=sslverify=0 --save"}, d{"RUN dnf config-manager --setopt=sslverify=1 --save"}},
	{"CKV2_DOCKER_16", d{"ENV PIP_TRUSTED_HOST=a.example", "ARG PIP_TRUSTED_HOST=a.example", "RUN PIP_TRUSTED_HOST=a.example pip install b"}, d{"ENV PIP_INDEX_URL=https://a.example"}},
	{"CKV2_DOCKER_17", d{"RUN echo root:hunter2 | chpasswd", "RUN echo 'a:b' | chpasswd -e", "ARG p\nRUN echo root:$p | chpasswd", "RUN chpasswd < /run/secrets/p"}, d{"RUN passwd -l root"}},
}

var checkovDifferences = []difference{
	{"CKV_DOCKER_3", "USER root", true, "the USER there is says root"},
	{"CKV_DOCKER_4", "ADD a.tar.gz /a", false, "COPY does not unpack"},
	{"CKV_DOCKER_4", "ADD https://a.example/b /a", false, "COPY does not download"},
	{"CKV_DOCKER_5", "RUN yum update -y", false, "yum update upgrades"},
	{"CKV_DOCKER_5", "RUN apt-get update\nRUN apt-get install -y a", true, "the list is old when the cache is"},
	{"CKV_DOCKER_7", "FROM localhost:5000/a", true, "the number is that of a port"},
	{"CKV_DOCKER_8", "USER 0", true, "0 is root"},
	{"CKV_DOCKER_9", "RUN apt update && rm -rf /a", true, "rm changes nothing about it"},
	{"CKV_DOCKER_10", "WORKDIR /a\nWORKDIR b", false, "it is plain where the second one begins"},
	{"CKV_DOCKER_11", "FROM debian:13 AS a\nFROM debian:13 AS a", true, "AS in capitals is the same word"},
	{"CKV2_DOCKER_1", "RUN apt-get install -y sudo curl", false, "sudo is installed and not run"},
	{"CKV2_DOCKER_2", "RUN curl -okubectl https://a.example", false, "the k is part of a file name"},
	{"CKV2_DOCKER_2", "RUN echo insecure >> ~/.curlrc && curl https://a.example", true, "the settings say the same as the option"},
	{"CKV2_DOCKER_3", "RUN echo check_certificate=off >> /etc/wgetrc", true, "the settings say the same as the option"},
	{"CKV2_DOCKER_4", "RUN pip config set global.trusted-host a.example", true, "the settings say the same as the option"},
	{"CKV2_DOCKER_8", "RUN apt -o APT::Get::AllowUnauthenticated=true install -y a", true, "the settings say the same as the option"},
	{"CKV2_DOCKER_9", "RUN printf '[a]\\ngpgcheck=0\\n' > /etc/yum.repos.d/a.repo", true, "the settings say the same as the option"},
	{"CKV2_DOCKER_14", "RUN git -c http.sslVerify=false clone https://a.example/b", true, "the settings say the same as the variable"},
	{"CKV2_DOCKER_15", "RUN dnf --setopt=sslverify=0 install -y a", true, "it holds for this command"},
	{"CKV2_DOCKER_13", "RUN npm ci --strict-ssl=false", true, "the option says the same as the settings"},
	{"CKV2_DOCKER_17", "RUN usermod -p '$6$a$b' root", true, "the hash stands in the image"},
	{"CKV2_DOCKER_17", "RUN passwd -d root", true, "an account without a password is open"},
}

const ignore = "-- .dockerignore --\n"
