package rules_test

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/rules"
)

// composeCase is something that a linter of Compose files has got wrong, or that hides what it looks for.
type composeCase struct {
	what string
	// text is the rest of the service s behind "    ", or, if it begins at the first column, all of the file; further files follow
	// as in a txtar archive.
	text   string
	report d // rules that speak
	silent d // rules that do not
}

// TestKnownMistakesOnComposeFiles holds the rules to false findings, misses and evasions that other linters of Compose files are
// known for.
func TestKnownMistakesOnComposeFiles(t *testing.T) {
	cases := slices.Concat(evasions, falseFindings, missed, wrongVerdicts, meanings)
	files := map[string][]byte{}
	for i, c := range cases {
		archive := txtar.Parse([]byte(c.text))
		content := string(archive.Comment)
		if strings.HasPrefix(content, " ") {
			content = "services:\n  s:\n    image: nginx:1.29\n" + content
		}
		files[fmt.Sprintf("%04d/compose.yaml", i)] = []byte(content)
		for _, f := range archive.Files {
			files[fmt.Sprintf("%04d/%s", i, f.Name)] = f.Data
		}
	}
	found := make([]map[string]int, len(cases))
	for _, f := range suite(nil).Lint(t, files) {
		dir, _, _ := strings.Cut(f.Span.File.Path, "/")
		i, err := strconv.Atoi(dir)
		if err != nil {
			t.Fatal(err)
		}
		if found[i] == nil {
			found[i] = map[string]int{}
		}
		found[i][f.Rule.ID]++
	}
	for i, c := range cases {
		if len(c.report) == 0 && len(c.silent) == 0 {
			t.Errorf("%s: nothing is asked", c.what)
		}
		for _, id := range c.report {
			want := 1
			if name, n, ok := strings.Cut(id, "*"); ok { // "rule*2": that many findings
				id, want = name, int(n[0]-'0')
			}
			mustKnow(t, id)
			if found[i][id] < want {
				t.Errorf("%s: %s finds %d, want %d; found are %v\n%s", c.what, id, found[i][id], want, found[i], c.text)
			}
		}
		for _, id := range c.silent {
			mustKnow(t, id)
			if found[i][id] > 0 {
				t.Errorf("%s: %s speaks, and should not\n%s", c.what, id, c.text)
			}
		}
	}
	t.Logf("%d cases", len(cases))
}

func mustKnow(t *testing.T, id string) {
	t.Helper()
	if !slices.ContainsFunc(rules.All(), func(r *lint.Rule) bool { return r.ID == id }) {
		t.Fatalf("there is no rule %s", id)
	}
}

// evasions are other ways to write what is looked for.
var evasions = []composeCase{
	{"privileged as YAML 1.1 writes yes", "    privileged: y\n", d{"privileged-container"}, nil},
	{"privileged as a text", "    privileged: \"yes\"\n", d{"privileged-container"}, nil},
	{"privileged by a default", "    privileged: ${P:-true}\n", d{"privileged-container"}, nil},
	{"a dot behind the root", "    volumes: [\"/.:/h\"]\n", d{"host-path-writable"}, nil},
	{"a dot behind the root, read-only", "    volumes: [\"/.:/h:ro\"]\n", d{"control-socket-folder"}, nil},
	{"two slashes before a disk", "    devices: [\"//dev/sda:/dev/sda\"]\n", d{"raw-device"}, nil},
	{"a dot within the path of a disk", "    devices: [\"/dev/./sda\"]\n", d{"raw-device"}, nil},
	{"a disk in the long form", "    devices:\n      - source: /dev/sda\n        target: /dev/x\n", d{"raw-device"}, nil},
	{"a volume that is bound with rbind", `services:
  s:
    image: nginx:1.29
    volumes: ["vol:/x"]
volumes:
  vol:
    driver: local
    driver_opts: {type: none, o: rbind, device: /var/run/docker.sock}
`, d{"control-socket"}, nil},
	{"all addresses as [::0]", "    ports: [\"[::0]:80:80\"]\n", d{"published-everywhere"}, nil},
	{"all addresses of IPv4 within IPv6", "    ports: [\"[::ffff:0.0.0.0]:80:80\"]\n", d{"published-everywhere"}, nil},
	{"a port without a host's one", "    ports: [\"3000\"]\n", d{"published-everywhere"}, nil},
	{"a port in the long form, the target alone", "    ports:\n      - target: 3000\n", d{"published-everywhere"}, nil},
	{"a range of ports", "    ports: [\"3000-3005:3000-3005\"]\n", d{"published-everywhere"}, nil},
	{"a port that YAML 1.1 reads in base 60", "    ports:\n      - 22:22\n", d{"published-ssh", "unquoted-port"}, nil},
	{"seccomp with an equals sign", "    security_opt: [seccomp=unconfined]\n", d{"seccomp-off"}, nil},
	{"seccomp with a colon", "    security_opt: [\"seccomp:unconfined\"]\n", d{"seccomp-off"}, nil},
	{"seccomp, not as the last option", "    security_opt: [seccomp=unconfined, \"no-new-privileges:true\"]\n", d{"seccomp-off"}, nil},
	{"rshared", "    volumes: [\"/srv/a:/a:rshared\"]\n", d{"shared-mount-propagation"}, nil},
	{"shared in the long form",
		"    volumes:\n      - {type: bind, source: /srv/a, target: /a, bind: {propagation: shared}}\n",
		d{"shared-mount-propagation"}, nil},
	{"a climb that ends in the root", "    volumes: [\"../../../../../../../../../../../../../../../../etc:/e\"]\n",
		d{"host-path-writable"}, nil},
	{"a climb to the socket", "    volumes: [\"../../var/run/docker.sock:/s\"]\n", d{"control-socket"}, nil},
	{"a climb to a folder beside the project", "    volumes: [\"../etc:/e\"]\n", nil, d{"host-path-writable"}},
	{"the socket as a default", "    volumes: [\"${SOCK:-/var/run/docker.sock}:/s\"]\n", d{"control-socket"}, nil},
	{"the socket in the long form, read-only",
		"    volumes:\n      - {type: bind, source: /var/run/docker.sock, target: /s, read_only: true}\n", d{"control-socket"}, nil},
	{"read_only that is taken away", "    read_only: !reset true\n", d{"writable-root-filesystem"}, nil},
	{"all capabilities beside a drop of all", "    cap_add: [ALL]\n    cap_drop: [ALL]\n", d{"all-capabilities"}, nil},
	{"a capability in small letters, with its prefix", "    cap_add: [cap_sys_admin]\n", d{"host-takeover-capability"}, nil},
	{"host network by way of another service", `services:
  a: {image: "nginx:1.29", network_mode: host}
  b: {image: "nginx:1.29", network_mode: "service:a"}
`, d{"host-network*2"}, nil},
	{"the mounts of another service", `services:
  a: {image: "nginx:1.29", volumes: ["/var/run/docker.sock:/s"]}
  b: {image: "nginx:1.29", volumes_from: [a]}
`, d{"control-socket*2"}, nil},
	{"user 00", "    user: \"00\"\n", d{"root-user"}, nil},
	{"user by a colon alone", "    user: \":\"\n", d{"root-user"}, nil},
	{"user with a group alone", "    user: \":1000\"\n", d{"root-user"}, nil},
	{"user of variables that nobody sets", "    user: \"${UID}:${GID}\"\n", d{"unset-user-variable"}, nil},
	{"an empty override does not hide the base", `services:
  s: {image: "nginx:1.29", privileged: true}
-- compose.override.yaml --
{}
`, d{"privileged-container"}, nil},
	{"the privilege is in the override file", `services:
  s: {image: "nginx:1.29"}
-- compose.override.yaml --
services:
  s: {privileged: true}
`, d{"privileged-container"}, nil},
	{"the file that COMPOSE_FILE adds", `services:
  s: {image: "nginx:1.29"}
-- .env --
COMPOSE_FILE=compose.yaml:more.yaml
-- more.yaml --
services:
  s: {pid: host}
`, d{"host-pid"}, nil},
	{"the image's tag is in .env", `services:
  s: {image: "nginx:${TAG}"}
-- .env --
TAG=latest
`, d{"moving-tag"}, nil},
	{"the privilege is in a file that is extended", `services:
  s: {image: "nginx:1.29", extends: {file: base.yaml, service: b}}
-- base.yaml --
services:
  b: {image: "nginx:1.29", pid: host}
`, d{"host-pid"}, nil},
	{"the service is in a file that is included", `include: [sub/more.yaml]
-- sub/more.yaml --
services:
  s: {image: "nginx:1.29", ipc: host}
`, d{"host-ipc"}, nil},
	{"behind a profile", "    profiles: [debug]\n    privileged: true\n", d{"privileged-container"}, nil},
	{"a merge key that loses the drop", `x-h: &h
  cap_drop: [ALL]
  security_opt: ["no-new-privileges:true"]
services:
  s:
    <<: *h
    image: nginx:1.29
    cap_drop: [NET_RAW]
`, d{"shadowed-hardening", "undropped-capabilities"}, d{"new-privileges-allowed"}},
	{"a password of digits", "    environment: {DB_PASSWORD: 84912376}\n", d{"secret-in-environment"}, nil},
	{"a password with a dollar", "    environment: {DB_PASSWORD: \"ax9$$Pq7w2LmZ\"}\n", d{"secret-in-environment"}, nil},
	{"a password before a variable", "    environment: {DB_PASSWORD: \"hunter29xQ$X\"}\n", d{"secret-in-environment"}, nil},
	{"a URL with a password and no user", "    environment: {CACHE: \"redis://:ax9Pq7w2LmZ@cache:6379\"}\n",
		d{"secret-in-environment"}, nil},
	{"a password as a default", "    environment: {DB_PASSWORD: \"${PW:-ax9Pq7w2LmZ}\"}\n", d{"secret-in-environment"}, nil},
}

// falseFindings are what other linters report and nobody should.
var falseFindings = []composeCase{
	{"tmpfs without options: Docker sets noexec, nosuid and nodev", "    tmpfs: [/tmp]\n", nil, d{"weakened-tmpfs"}},
	{"the container's side of a mount looks like the socket", "    volumes: [\"./s:/var/run/docker.sock\"]\n", nil,
		d{"control-socket", "control-socket-folder", "host-path-writable"}},
	{"the data of a database", "    volumes: [\"/var/lib/mysql:/var/lib/mysql\"]\n", nil,
		d{"host-path-writable", "host-path-exposed", "control-socket-folder"}},
	{"a folder deep in a home", "    volumes: [\"/home/u/app/data:/d\"]\n", nil, d{"home-exposed", "host-path-exposed"}},
	{"the time zone", "    volumes: [\"/etc/localtime:/etc/localtime:ro\", \"/etc/timezone:/etc/timezone:ro\"]\n", nil,
		d{"host-path-exposed", "host-path-writable"}},
	{"devices that everybody has", "    volumes: [\"/dev/null:/a\", \"/dev/urandom:/b\"]\n", nil, d{"host-path-exposed", "host-path-writable"}},
	{"below /run: no socket folder", "    volumes: [\"/run/dbus:/run/dbus\"]\n", d{"host-path-exposed"}, d{"control-socket-folder"}},
	{"below /run/user", "    volumes: [\"/run/user/1000/bus:/bus\"]\n", nil, d{"control-socket-folder", "control-socket"}},
	{"a default capability given back behind a drop of all", "    cap_drop: [ALL]\n    cap_add: [DAC_OVERRIDE, CHOWN]\n", nil,
		d{"undropped-capabilities", "redundant-capability", "minor-capability"}},
	{"CAP_ALL is no capability", "    cap_add: [CAP_ALL]\n", d{"unknown-capability"}, d{"all-capabilities"}},
	{"any drop does not satisfy", "    cap_drop: [NET_RAW]\n", d{"undropped-capabilities"}, nil},
	{"no-new-privileges alone", "    security_opt: [no-new-privileges]\n", nil, d{"new-privileges-allowed", "invalid-security-option"}},
	{"no-new-privileges=1", "    security_opt: [\"no-new-privileges=1\"]\n", nil, d{"new-privileges-allowed", "invalid-security-option"}},
	{"no-new-privileges with an equals sign", "    security_opt: [\"no-new-privileges=true\"]\n", nil, d{"new-privileges-allowed"}},
	{"the loopback address of IPv6", "    ports: [\"[::1]:80:80\"]\n", nil, d{"published-everywhere"}},
	{"the loopback address in the long form", "    ports:\n      - {target: 80, published: \"80\", host_ip: 127.0.0.1}\n", nil,
		d{"published-everywhere"}},
	{"ports under the host's network are not published", "    network_mode: host\n    ports: [\"80:80\"]\n", nil, d{"published-everywhere"}},
	{"a folder that begins like /dev", "    volumes: [\"/devdata:/d\"]\n", nil, d{"host-path-exposed", "host-path-writable", "raw-device"}},
	{"a folder that begins like /var", "    volumes: [\"/variant:/d\", \"/srv/x:/e\", \"/var/www:/f\"]\n", nil,
		d{"host-path-exposed", "host-path-writable", "control-socket-folder"}},
	{"a service without networks is on one of the project", "    ports: [\"127.0.0.1:80:80\"]\n", nil, d{"flat-network", "default-bridge"}},
	{"a volume that one service has", `services:
  s: {image: "nginx:1.29", volumes: ["vol:/v"]}
volumes: {vol: {}}
`, nil, d{"shared-writable-volume"}},
	{"a volume that only one writes", `services:
  s: {image: "nginx:1.29", volumes: ["vol:/v"]}
  r: {image: "nginx:1.29", volumes: ["vol:/v:ro"]}
volumes: {vol: {}}
`, nil, d{"shared-writable-volume"}},
	{"three attempts are a bound", "    restart: on-failure:3\n", nil, d{"endless-restart"}},
	{"always is common", "    restart: always\n", nil, d{"endless-restart"}},
	{"uts: host by itself gives nothing: no security finding", "    uts: host\n", d{"host-uts"}, d{"host-ipc"}},
	{"a registry with a port is no tag", "    user: \"1000:0\"\n", nil, d{"explicit-root-user"}},
	{"a file with the password", "    environment: {DB_PASSWORD_FILE: /run/secrets/db}\n", nil, d{"secret-in-environment"}},
	{"switches beside a password", "    environment: {ALLOW_EMPTY_PASSWORD: \"no\", MYSQL_RANDOM_ROOT_PASSWORD: \"yes\"}\n", nil,
		d{"secret-in-environment"}},
	{"a boolean", "    environment: {USE_TOKEN: \"true\", PASSWORD_LOGIN: \"false\"}\n", nil, d{"secret-in-environment"}},
	{"how long a token lives", "    environment: {TOKEN_TTL: 30}\n", nil, d{"secret-in-environment"}},
	{"a key that is none", "    environment: {SORT_KEY: created_at, GPG_KEY: E3FF2839C048B25C084DEBE9B26995E310250568}\n", nil,
		d{"secret-in-environment"}},
	{"passport, passenger", "    environment: {PASSPORT_STRATEGY: local, PASSENGER_APP_ENV: production}\n", nil,
		d{"secret-in-environment", "secret-named-variable"}},
	{"the password is in .env, as is recommended", `services:
  s:
    image: nginx:1.29
    environment: {DB_PASSWORD: "${DB_PASSWORD}", URL: "postgres://u:${DB_PASSWORD}@db/x"}
-- .env --
DB_PASSWORD=ax9Pq7w2LmZ
`, nil, d{"secret-in-environment"}},
	{"parts of a URL that variables give", "    environment: {URL: \"postgres://${U:?e}:${P:?e}@db/x\"}\n", nil, d{"secret-in-environment"}},
	{"an image without a tag that variables give", "    read_only: true\n", nil, d{"writable-root-filesystem"}},
	{"a service that is built here and named", `services:
  s: {build: ., image: "shop/web"}
-- Dockerfile --
FROM debian:13.1
USER 1000
CMD ["/app"]
`, nil, d{"untagged-image"}},
}

// missed is what other linters of Compose files do not see.
var missed = []composeCase{
	{"use_api_socket", "    use_api_socket: true\n", d{"api-socket"}, nil},
	{"the socket as a secret", `services:
  s: {image: "nginx:1.29", secrets: [x]}
secrets: {x: {file: /var/run/docker.sock}}
`, d{"control-socket"}, nil},
	{"the socket as a config", `services:
  s: {image: "nginx:1.29", configs: [x]}
configs: {x: {file: /run/containerd/containerd.sock}}
`, d{"control-socket"}, nil},
	{"rules of the device cgroup", "    device_cgroup_rules: [\"b *:* rwm\"]\n", d{"raw-device"}, nil},
	{"unmasked system paths", "    security_opt: [systempaths=unconfined]\n", d{"unmasked-system-paths"}, nil},
	{"writable cgroups", "    security_opt: [writable-cgroups]\n", d{"writable-cgroups"}, nil},
	{"the type of a super-privileged container", "    security_opt: [\"label=type:spc_t\"]\n", d{"selinux-off"}, nil},
	{"a privileged hook", "    post_start: [{command: x, privileged: true}]\n", d{"privileged-container"}, nil},
	{"a hook as root", "    user: \"1000\"\n    post_start: [{command: x, user: root}]\n", d{"root-hook"}, nil},
	{"the cgroup namespace of the host", "    cgroup: host\n", d{"host-cgroup-namespace"}, nil},
	{"a namespace of a container elsewhere", "    network_mode: container:vpn\n", d{"outside-namespace"}, nil},
	{"a privileged build", "    build: {context: ., privileged: true}\n-- Dockerfile --\nFROM debian:13.1\n", d{"privileged-build"}, nil},
	{"a build on the host's network", "    build: {context: ., network: host}\n-- Dockerfile --\nFROM debian:13.1\n",
		d{"host-network-build"}, nil},
	{"a password in the command", "    command: [redis-server, --requirepass, ax9Pq7w2LmZ]\n", d{"secret-in-service-command"}, nil},
	{"a password in a label", "    labels: {\"traefik.http.middlewares.a.basicauth.users\": \"u:$$apr1$$H6uskkkW$$IgXLP6ewTrSuBkTrqE8wj/\"}\n",
		d{"secret-in-service-label"}, nil},
	{"a password in a build argument", `services:
  s: {build: {context: ., args: {NPM_TOKEN: ax9Pq7w2LmZ44}}}
-- Dockerfile --
FROM debian:13.1
ARG NPM_TOKEN
`, d{"secret-in-build-args"}, nil},
	{"a password in the options of a volume", `services:
  s: {image: "nginx:1.29", volumes: ["vol:/v"]}
volumes:
  vol: {driver_opts: {type: cifs, o: "username=u,password=ax9Pq7w2LmZ", device: //nas/x}}
`, d{"secret-in-driver-option"}, nil},
	{"a password in a config", `services:
  s: {image: "nginx:1.29", configs: [c]}
configs:
  c: {content: "db_password = ax9Pq7w2LmZ\n"}
`, d{"secret-in-config"}, nil},
	{"the OOM killer", "    oom_kill_disable: true\n", d{"oom-killer-off"}, nil},
	{"a group of the host", "    group_add: [docker]\n", d{"powerful-group"}, nil},
	{"a token by its form", "    environment: {GITHUB_PAT: ghp_9xQ2mZ7kLw4Rt8VbN3cYh6Ua1Ds5Ef0Gj2Kp}\n", d{"secret-in-environment"}, nil},
	{"a program of the host", "    provider: {type: tunnel}\n", d{"host-provider"}, nil},
	{"the agent of SSH", "    build: {context: ., ssh: [default]}\n-- Dockerfile --\nFROM debian:13.1\n", d{"forwarded-ssh-agent"}, nil},
	{"a network on the LAN", `services:
  s: {image: "nginx:1.29", networks: [n]}
networks: {n: {driver: macvlan}}
`, d{"lan-network"}, nil},
	{"a network without a gate", `services:
  s: {image: "nginx:1.29", networks: [n]}
networks: {n: {driver_opts: {com.docker.network.bridge.gateway_mode_ipv4: nat-unprotected}}}
`, d{"unprotected-network"}, nil},
}

// wrongVerdicts are verdicts of other linters that Docker proves wrong.
var wrongVerdicts = []composeCase{
	{"of two options the last one counts", "    security_opt: [\"no-new-privileges:true\", \"no-new-privileges:false\"]\n",
		d{"new-privileges-enabled"}, nil},
	{"ro,rw is writable", "    volumes: [\"/etc:/e:ro,rw\"]\n", d{"host-path-writable"}, nil},
	{"rw,ro is read-only", "    volumes: [\"/etc:/e:rw,ro\"]\n", d{"host-path-exposed"}, d{"host-path-writable"}},
	{"a bound address that is all of them", "    ports: [\"0.0.0.0:80:80\"]\n", d{"published-everywhere"}, nil},
	{"NONE as a text is a command", "    healthcheck: {test: NONE}\n", d{"mistaken-healthcheck"}, d{"switched-off-healthcheck"}},
	{"none in a list is refused", "    healthcheck: {test: [none]}\n", d{"refused-setting"}, nil},
	{"NONE in a list switches it off", "    healthcheck: {test: [NONE]}\n", d{"switched-off-healthcheck"}, nil},
	{"a default that is a moving tag", "    labels: {a: b}\n-- .env --\nX=1\n", nil, d{"moving-tag"}},
	{"SYS_BOOT ends the container alone", "    cap_add: [SYS_BOOT]\n", d{"reboot-capability"}, d{"host-takeover-capability"}},
	{"DAC_READ_SEARCH needs no mount", "    cap_add: [DAC_READ_SEARCH]\n", d{"host-file-read-capability"}, nil},
	{"systempaths with a colon is refused", "    security_opt: [\"systempaths:unconfined\"]\n",
		d{"invalid-security-option"}, d{"unmasked-system-paths"}},
	{"two protocols on one port are two findings", "    ports: [\"53:53/tcp\", \"53:53/udp\"]\n", d{"published-everywhere*2"}, nil},
}

// meanings are what Compose and Docker make of files, which a linter has to know.
var meanings = []composeCase{
	{"limits that contradict each other are refused", "    pids_limit: 5\n    deploy: {resources: {limits: {memory: 1g}}}\n",
		d{"refused-setting"}, nil},
	{"a network mode beside networks is refused", `services:
  s: {image: "nginx:1.29", network_mode: host, networks: [n]}
networks: {n: {}}
`, d{"refused-setting"}, nil},
	{"a key that is none", "    read_ony: true\n", d{"unknown-word"}, nil},
	{"a key that stands twice", "    privileged: true\n    privileged: false\n", d{"syntax-error"}, nil},
	{"zero is no limit", "    mem_limit: 0\n    pids_limit: 0\n    cpus: 0\n", d{"unlimited-memory", "unlimited-pids", "unlimited-cpus"}, nil},
	{"-1 is no limit", "    pids_limit: -1\n", d{"unlimited-pids"}, nil},
	{"a reservation is no limit", "    mem_reservation: 1g\n", d{"unlimited-memory"}, nil},
	{"limits below deploy", "    deploy: {resources: {limits: {memory: 1g, cpus: \"1\", pids: 9}}}\n", nil,
		d{"unlimited-memory", "unlimited-pids", "unlimited-cpus"}},
	{"privileged drops the filter", "    privileged: true\n", d{"privileged-container"}, d{"seccomp-off", "apparmor-off"}},
	{"a swarm ignores the hardening", "    security_opt: [\"no-new-privileges:true\"]\n    deploy: {mode: global}\n",
		d{"hardening-ignored-in-swarm"}, nil},
	{"an override that takes away", `services:
  s: {image: "nginx:1.29", read_only: true}
-- compose.override.yaml --
services:
  s: {read_only: false}
`, d{"weakened-hardening"}, nil},
	{"a variable decides", "    privileged: ${P}\n", nil, d{"privileged-container"}},
	{"the options of a secret from a file are ignored", `services:
  s: {image: "nginx:1.29", secrets: [{source: x, mode: 0400}]}
secrets: {x: {file: ./x}}
-- x --
y
`, d{"ignored-secret-options"}, nil},
	{"a service of the first version", "web:\n  image: nginx:1.29\n  privileged: true\n", d{"refused-setting"}, nil},
	{"a device file without its device", "    volumes: [\"/dev/ttyUSB0:/dev/ttyUSB0\"]\n", d{"mounted-device-file"}, nil},
}
