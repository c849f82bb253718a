package rules_test

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/rules"
)

// composeChecks says which rules stand for each check that the list of all checks has for Compose files, for Compose files and
// Dockerfiles together, and for the settings of Docker.
var composeChecks = map[string]d{
	"control-socket-mounted":              {"control-socket"},
	"control-socket-directory-mounted":    {"control-socket-folder"},
	"api-socket-injected":                 {"api-socket"},
	"control-socket-via-secret-or-config": {"control-socket", "control-socket-folder", "host-path-exposed"},
	"sensitive-mount-inherited":           {"control-socket", "control-socket-folder", "host-path-writable", "host-path-exposed"},
	"docker-api-tcp-exposed":              {"published-docker-api", "open-docker-api", "unprotected-docker-host"},
	"host-root-path-writable":             {"host-path-writable"},
	"host-sensitive-path-exposed":         {"host-path-exposed"},
	"host-home-exposed":                   {"home-exposed"},
	"host-credential-dir-mounted":         {"home-exposed", "host-path-exposed"},
	"host-device-raw":                     {"raw-device"},
	"host-device-exposed":                 {"host-device"},
	"device-cgroup-rule-broad":            {"raw-device", "host-device"},
	"device-bind-needs-devices":           {"mounted-device-file"},
	"mount-propagation-shared":            {"shared-mount-propagation"},
	"mount-propagation-slave":             {"slave-mount-propagation"},
	"volume-shared-writable":              {"shared-writable-volume"},
	"bind-source-unresolved":              {"unset-mount-source"},
	"tmpfs-insecure-options":              {"weakened-tmpfs"},
	"tmpfs-unbounded":                     {"unlimited-tmpfs"},
	"privileged-container":                {"privileged-container"},
	"lifecycle-hook-privileged":           {"privileged-container", "root-hook"},
	"pre-start-hook-unhardened": {
		"undropped-capabilities", "new-privileges-allowed", "writable-root-filesystem", "root-user", "unlimited-memory",
	},
	"cap-add-all":                     {"all-capabilities"},
	"cap-add-host-takeover":           {"host-takeover-capability"},
	"cap-add-host-file-read":          {"host-file-read-capability"},
	"cap-add-network-control":         {"network-admin-capability"},
	"cap-add-kernel-surface":          {"kernel-program-capability"},
	"cap-add-host-state":              {"host-state-capability"},
	"cap-add-host-disclosure":         {"kernel-log-capability"},
	"cap-add-host-availability":       {"host-availability-capability"},
	"cap-add-ptrace":                  {"ptrace-capability"},
	"cap-add-boot":                    {"reboot-capability"},
	"cap-add-minor":                   {"minor-capability"},
	"cap-add-redundant":               {"redundant-capability"},
	"cap-name-invalid":                {"unknown-capability"},
	"cap-add-drop-conflict":           {"undone-capability-drop"},
	"cap-drop-all-missing":            {"undropped-capabilities"},
	"no-new-privileges-missing":       {"new-privileges-allowed"},
	"no-new-privileges-disabled":      {"new-privileges-enabled"},
	"seccomp-unconfined":              {"seccomp-off"},
	"apparmor-unconfined":             {"apparmor-off"},
	"selinux-disabled":                {"selinux-off"},
	"system-paths-unmasked":           {"unmasked-system-paths"},
	"cgroups-writable":                {"writable-cgroups"},
	"security-opt-invalid":            {"invalid-security-option"},
	"host-network":                    {"host-network"},
	"host-pid-namespace":              {"host-pid"},
	"host-ipc-namespace":              {"host-ipc"},
	"host-uts-namespace":              {"host-uts"},
	"host-user-namespace":             {"host-user-namespace"},
	"host-cgroup-namespace":           {"host-cgroup-namespace"},
	"cgroup-parent-set":               {"chosen-cgroup-parent"},
	"namespace-join-transitive":       {"host-network", "host-pid", "host-ipc", "outside-namespace"},
	"explicit-root-user":              {"explicit-root-user", "root-user"},
	"user-from-unset-variable":        {"unset-user-variable"},
	"user-not-set":                    {"root-user", "unknown-user"},
	"host-group-added":                {"powerful-group"},
	"rootfs-writable":                 {"writable-root-filesystem"},
	"memory-limit-missing":            {"unlimited-memory"},
	"cpu-limit-missing":               {"unlimited-cpus"},
	"pids-limit-missing":              {"unlimited-pids"},
	"limits-conflict":                 {"refused-setting"},
	"oom-killer-disabled":             {"oom-killer-off"},
	"restart-unbounded":               {"endless-restart"},
	"image-tag-missing-or-mutable":    {"untagged-image", "moving-tag"},
	"image-digest-missing":            {"unpinned-image"},
	"image-reference-unknowable":      {"undecided-image"},
	"image-registry-untrusted":        {"untrusted-registry"},
	"build-and-image":                 {"pulled-or-built"},
	"port-bound-all-interfaces":       {"published-everywhere"},
	"datastore-port-exposed":          {"published-datastore", "published-control-port", "published-docker-api"},
	"debug-port-published":            {"open-debugger", "published-control-port"},
	"ssh-in-container":                {"published-ssh", "exposed-ssh-port"},
	"network-flat":                    {"flat-network"},
	"legacy-bridge-network":           {"default-bridge"},
	"network-gateway-unprotected":     {"unprotected-network"},
	"network-l2-exposed":              {"lan-network"},
	"overlay-unencrypted":             {"unencrypted-overlay"},
	"credential-env-literal":          {"secret-in-environment"},
	"credential-connection-string":    {"secret-in-environment"},
	"credential-known-format":         {"token-in-compose-file", "secret-in-environment"},
	"credential-weak-default":         {"default-credential", "authentication-off"},
	"credential-in-command":           {"secret-in-service-command"},
	"credential-in-labels":            {"secret-in-service-label"},
	"credential-in-build-args":        {"secret-in-build-args"},
	"credential-in-config-content":    {"secret-in-config"},
	"credential-in-driver-options":    {"secret-in-driver-option"},
	"credential-in-env-file":          {"secret-in-env-file"},
	"host-env-passthrough-secret":     {"inherited-secret-variable"},
	"secret-options-ignored":          {"ignored-secret-options"},
	"external-secret-unsupported":     {"external-secret"},
	"build-privileged":                {"privileged-build"},
	"build-host-network":              {"host-network-build"},
	"build-ssh-forwarded":             {"forwarded-ssh-agent"},
	"provider-runs-host-binary":       {"host-provider"},
	"logging-disabled":                {"discarded-logs"},
	"logging-transport-insecure":      {"unencrypted-logs"},
	"healthcheck-missing":             {"missing-healthcheck"},
	"healthcheck-disabled":            {"switched-off-healthcheck"},
	"healthcheck-malformed":           {"mistaken-healthcheck", "refused-setting"},
	"hardening-shadowed-by-merge-key": {"shadowed-hardening"},
	"hardening-weakened-by-override":  {"weakened-hardening"},
	"hardening-ignored-in-swarm":      {"hardening-ignored-in-swarm"},
	"unknown-key":                     {"unknown-word"},
	"duplicate-key":                   {"syntax-error"},
	"service-not-evaluated":           {"coverage-gap"},
	"interpolated-security-key":       {"undecided-hardening"},
	"version-field-obsolete":          {"obsolete-version"},
	"container-name-duplicate":        {"duplicate-container-name"},
	"port-unquoted":                   {"unquoted-port"},

	"bind-source-auto-created":          {"misspelt-mount-source"},
	"custom-seccomp-profile":            {"missing-seccomp-profile"},
	"ulimit-unbounded":                  {"unbounded-ulimit"},
	"swap-unlimited":                    {"unlimited-swap"},
	"pull-policy-stale":                 {"stale-pull-policy"},
	"privileged-port-published":         {"published-low-port"},
	"port-range-wide":                   {"wide-port-range"},
	"port-conflict":                     {"published-port-twice"},
	"network-attachable":                {"attachable-network"},
	"host-gateway-alias":                {"host-gateway-alias"},
	"remote-source-unpinned":            {"unpinned-remote-source", "moving-source-code"},
	"logging-unbounded":                 {"unbounded-log"},
	"boolean-ambiguous":                 {"ambiguous-boolean"},
	"sysctl-risky":                      {"refused-sysctl"},
	"container-name-invalid":            {"invalid-container-name"},
	"stack-user-unknown":                {"nonexistent-user", "passwdless-user"},
	"stack-capability-unused":           {"idle-capability", "redundant-capability"},
	"stack-nnp-breaks-entrypoint":       {"blocked-privilege-gain"},
	"stack-readonly-incomplete":         {"reopened-root", "unwritable-path"},
	"stack-writable-code-path":          {"writable-program-mount"},
	"stack-published-not-exposed":       {"unexposed-port", "published-control-port"},
	"stack-build-secret-unused":         {"unused-build-secret", "missing-build-secret"},
	"stack-base-image-drift":            {"drifting-base", "unpinned-image", "moving-tag"},
	"stack-custom-seccomp-effective":    {"loosened-seccomp-profile"},
	"stack-registry-insecure":           {"image-from-insecure-registry"},
	"stack-daemon-compensates":          {"hardening-by-daemon", "voided-user-remapping", "refused-by-remapping"},
	"daemon-tcp-without-tlsverify":      {"unprotected-daemon-port", "unprotected-loopback-port"},
	"daemon-tls-material-default":       {"default-tls-files", "moved-docker-socket"},
	"daemon-setting-ignored-nested":     {"ignored-daemon-setting"},
	"daemon-duplicate-key":              {"repeated-daemon-setting"},
	"daemon-unknown-key":                {"unknown-word", "refused-setting", "syntax-error"},
	"daemon-flag-conflict":              {"conflicting-daemon-flag"},
	"userns-remap-off":                  {"users-not-remapped"},
	"userns-remap-root":                 {"userns-remap-root"},
	"icc-enabled":                       {"open-default-bridge"},
	"default-publish-all-interfaces":    {"default-publishing-address"},
	"firewall-disabled":                 {"daemon-firewall-off"},
	"insecure-registry":                 {"insecure-registry", "insecure-registry-network"},
	"seccomp-daemon-unconfined":         {"daemon-seccomp-off"},
	"no-new-privileges-daemon-off":      {"daemon-allows-new-privileges"},
	"authorization-plugin-missing":      {"missing-authorization-plugin"},
	"daemon-socket-group":               {"wide-socket-group"},
	"log-level-not-info":                {"unsuitable-log-level"},
	"log-driver-local-only":             {"local-container-logs", "discarded-container-logs", "unbounded-container-logs"},
	"daemon-credential-literal":         {"secret-in-daemon-settings"},
	"daemon-log-transport-insecure":     {"unencrypted-daemon-logs"},
	"live-restore-off":                  {"live-restore-off"},
	"userland-proxy-on":                 {"userland-proxy-on"},
	"default-ulimits-unset":             {"unset-default-ulimits"},
	"cgroup-parent-daemon":              {"daemon-cgroup-parent"},
	"storage-driver-removed":            {"removed-storage-driver"},
	"experimental-enabled":              {"experimental-daemon"},
	"selinux-not-enabled":               {"daemon-without-selinux"},
	"default-runtime-custom":            {"foreign-runtime"},
	"cgroup-namespace-host-default":     {"default-host-cgroups"},
	"ipc-default-shareable":             {"default-shareable-ipc"},
	"builder-insecure-entitlement":      {"insecure-build-entitlement"},
	"metrics-exposed":                   {"exposed-daemon-metrics", "network-diagnostic-port"},
	"cri-or-nri-enabled":                {"side-control-interface"},
	"api-version-floor-lowered":         {"lowered-api-version"},
	"daemon-path-unsafe":                {"writable-daemon-path"},
	"apparmor-profile-not-enforcing":    {"apparmor-not-enforced"},
	"apparmor-exec-unconfined":          {"apparmor-escape"},
	"apparmor-mount-allowed":            {"apparmor-mount-allowed"},
	"apparmor-proc-sys-writable":        {"kernel-settings-writable"},
	"apparmor-network-alg-allowed":      {"crypto-socket-allowed"},
	"apparmor-ptrace-broad":             {"apparmor-any-peer"},
	"apparmor-base-flags-missing":       {"missing-apparmor-flags"},
	"apparmor-profile-unknown":          {"unknown-apparmor-profile"},
	"seccomp-profile-empty":             {"empty-seccomp-profile"},
	"seccomp-default-allow":             {"permissive-seccomp-default"},
	"seccomp-default-action-missing":    {"empty-seccomp-profile", "refused-setting"},
	"seccomp-allows-blocked-syscall":    {"dangerous-syscall-allowed", "withheld-syscall-allowed", "namespace-creation-allowed"},
	"seccomp-capability-gate-removed":   {"capability-gate-removed"},
	"seccomp-argument-filter-removed":   {"argument-filter-removed"},
	"seccomp-rule-shadowed":             {"shadowed-seccomp-rule"},
	"seccomp-deny-variant-missing":      {"incomplete-deny-list"},
	"seccomp-unknown-syscall":           {"unknown-syscall", "void-seccomp-rule"},
	"seccomp-capability-name-invalid":   {"unmatched-seccomp-capability"},
	"seccomp-schema-invalid":            {"refused-setting", "syntax-error", "unknown-word"},
	"seccomp-architecture-missing":      {"missing-seccomp-architecture"},
	"seccomp-errno-unsuitable":          {"misleading-seccomp-errno"},
	"seccomp-flags-weaken":              {"delegated-system-call"},
	"seccomp-default-outdated":          {"outdated-seccomp-profile"},
	"seccomp-not-portable":              {"unportable-seccomp-profile"},
	"stack-effective-root":              {"root-user"},
	"stack-root-override":               {"explicit-root-user", "root-user"},
	"stack-setuid-reachable":            {"new-privileges-allowed", "setuid-file", "file-capability"},
	"stack-healthcheck-missing":         {"missing-healthcheck", "awaited-health-missing"},
	"stack-healthcheck-disabled":        {"switched-off-healthcheck", "missing-probe-program"},
	"stack-build-arg-secret-persisted":  {"secret-in-build-args", "secret-build-argument"},
	"stack-secret-baked-and-overridden": {"secret-in-image"},
	"stack-secret-in-build-context":     {"secret-file-in-context"},
	"stack-stage-target-debug":          {"debug-stage-shipped", "development-base"},
	"stack-attack-path":                 {"attack-path", "attack-path-neighbour"},
	"stack-lateral-to-socket-proxy":     {"writable-socket-proxy", "shared-socket-proxy"},
	"stack-shared-uid-volume":           {"shared-root-volume"},
}

// TestCatalogueOfComposeAndSettings holds the rules to the list of what tools check in Compose files and settings of Docker: each check has rules, which
// bear the ids of those tools and the numbers of the CIS benchmark, or stands in the decision about what is left out.
func TestCatalogueOfComposeAndSettings(t *testing.T) {
	leftOut := leftOutChecks(t, "0007-more-checks-left-out.md")
	byID := map[string]*lint.Rule{}
	for _, r := range rules.All() {
		byID[r.ID] = r
	}
	seen, counts := map[string]bool{}, map[string]int{}
	for _, row := range catalogue(t, "compose.tsv") {
		slug := row["our_slug"]
		seen[slug] = true
		if slices.Contains(leftOut, slug) {
			if len(composeChecks[slug]) > 0 {
				t.Errorf("%s is said to be left out, but has rules", slug)
			}
			continue
		}
		var speak []*lint.Rule
		for _, id := range composeChecks[slug] {
			if byID[id] == nil {
				t.Errorf("%s: there is no rule %s", slug, id)
				continue
			}
			speak = append(speak, byID[id])
		}
		if len(speak) == 0 {
			t.Errorf("%s has no rule and is not left out: %s", slug, row["meaning"])
			continue
		}
		counts["checks"]++
		for number := range strings.SplitSeq(row["cis_docker_1.6"], ",") {
			if number = strings.TrimSpace(number); !regexp.MustCompile(`^5\.\d+$`).MatchString(number) {
				continue // section 2 is about the daemon, 4 about images and 7 about swarms
			}
			if slug == "device-bind-needs-devices" || slug == "image-digest-missing" {
				continue // near to the item, but not what it asks
			}
			counts["CIS"]++
			if !slices.ContainsFunc(speak, func(r *lint.Rule) bool { return slices.Contains(r.Refs, lint.CIS(number)) }) {
				t.Errorf("%s: none of %v refers to CIS %s", slug, composeChecks[slug], number)
			}
		}
		for tool, ids := range composeIDs(row) {
			for _, id := range ids {
				counts[tool]++
				if !slices.ContainsFunc(rules.Named(id), func(r *lint.Rule) bool { return slices.Contains(speak, r) }) {
					t.Errorf("%s: none of %v has the id %q of %s", slug, composeChecks[slug], id, tool)
				}
			}
		}
	}
	for _, slug := range leftOut {
		if !seen[slug] {
			t.Errorf("%s is said to be left out, but stands in no row", slug)
		}
	}
	for slug := range composeChecks {
		if !seen[slug] {
			t.Errorf("%s stands in no row", slug)
		}
	}
	t.Logf("checks with rules, and ids that lead to them: %v; left out: %d", counts, len(leftOut))
}

// composeIDs returns the ids of a row by tool. What stands behind one in brackets is a remark, and some cells are a remark alone.
func composeIDs(row map[string]string) map[string][]string {
	ids := map[string][]string{}
	if id := regexp.MustCompile(`CL-\d+`).FindString(row["compose_lint"]); id != "" && !strings.HasPrefix(row["compose_lint"], "(") {
		ids["compose-lint"] = append(ids["compose-lint"], id)
	}
	for _, column := range []string{"dclint", "semgrep"} {
		if id := regexp.MustCompile(`^[a-z]+(-[a-z]+)+`).FindString(row[column]); id != "" {
			ids[column] = append(ids[column], id)
		}
	}
	for title := range strings.SplitSeq(row["kics"], "+") {
		title, _, _ = strings.Cut(strings.TrimSpace(title), " (")
		if title != "" && !strings.HasPrefix(title, "(") && title != "KICS generic secrets engine" {
			ids["KICS"] = append(ids["KICS"], "KICS:"+title)
		}
	}
	return ids
}
