package image

import (
	"sort"
	"strings"
)

// WellKnownPublisher reports whether the image comes from a registry or namespace of a widely known publisher.
//
// Each entry meets three conditions: nobody but the publisher can write to it (a domain of its own, or an account that
// its documentation tells people to pull from); what is in it is the publisher's own software, or images that it
// maintains as a product; and they get security updates. So these are left out: communities that package the software
// of others (linuxserver), and Bitnami, whose versioned tags moved to an archive without updates (bitnamilegacy) in
// August 2025. Official images are a question of their own: Official.
func WellKnownPublisher(ref Ref) bool {
	host := ref.Domain
	if ref.onHub() {
		host = hub
	}
	if listed(publisherHosts[:], host) {
		return true
	}
	namespace, _, _ := strings.Cut(ref.Path, "/")
	if namespace == ref.Path {
		return false
	}
	return listed(publishers[:], host+"/"+namespace)
}

func listed(sorted []string, name string) bool {
	i := sort.SearchStrings(sorted, name)
	return i < len(sorted) && sorted[i] == name
}

// publisherHosts are registries that hold the images of one publisher alone. In order.
var publisherHosts = [...]string{
	"dhi.io",                     // Docker Hardened Images
	"docker.elastic.co",          // Elastic
	"mcr.microsoft.com",          // Microsoft
	"registry.access.redhat.com", // Red Hat, without a login
	"registry.fedoraproject.org", // Fedora
	"registry.k8s.io",            // Kubernetes
	"registry.opensuse.org",      // openSUSE
	"registry.redhat.io",         // Red Hat, with a login
	"registry.suse.com",          // SUSE
}

// publishers are namespaces on registries that many share. In order.
var publishers = [...]string{
	"cgr.dev/chainguard",
	"container-registry.oracle.com/database",
	"container-registry.oracle.com/graalvm",
	"container-registry.oracle.com/java",
	"container-registry.oracle.com/middleware",
	"container-registry.oracle.com/mysql",
	"container-registry.oracle.com/os",
	"docker.io/almalinux",
	"docker.io/amazon",
	"docker.io/apache",
	"docker.io/aquasec",
	"docker.io/atlassian",
	"docker.io/calico",
	"docker.io/cilium",
	"docker.io/clickhouse",
	"docker.io/cloudflare",
	"docker.io/cockroachdb",
	"docker.io/confluentinc",
	"docker.io/datadog",
	"docker.io/denoland",
	"docker.io/docker",
	"docker.io/elastic",
	"docker.io/envoyproxy",
	"docker.io/fluent",
	"docker.io/gitea",
	"docker.io/gitlab",
	"docker.io/google",
	"docker.io/grafana",
	"docker.io/hashicorp",
	"docker.io/istio",
	"docker.io/jaegertracing",
	"docker.io/jenkins",
	"docker.io/kindest",
	"docker.io/mattermost",
	"docker.io/moby",
	"docker.io/mongodb",
	"docker.io/neo4j",
	"docker.io/newrelic",
	"docker.io/nginx",
	"docker.io/nginxinc",
	"docker.io/nvidia",
	"docker.io/opensearchproject",
	"docker.io/opensuse",
	"docker.io/otel",
	"docker.io/oven", // Bun
	"docker.io/portainer",
	"docker.io/prom", // Prometheus
	"docker.io/pytorch",
	"docker.io/rancher",
	"docker.io/redhat",
	"docker.io/redis",
	"docker.io/rockylinux",
	"docker.io/selenium",
	"docker.io/sonarsource",
	"docker.io/sonatype",
	"docker.io/tensorflow",
	"docker.io/timescale",
	"docker.io/traefik",
	"docker.io/ubuntu", // Canonical
	"docker.io/valkey",
	"gcr.io/cadvisor",
	"gcr.io/distroless",
	"gcr.io/google.com", // namespaces of the domain google.com, such as cloudsdktool
	"ghcr.io/actions",
	"ghcr.io/astral-sh",
	"ghcr.io/cloudnative-pg",
	"ghcr.io/fluxcd",
	"ghcr.io/github",
	"ghcr.io/google",
	"ghcr.io/graalvm",
	"ghcr.io/home-assistant",
	"ghcr.io/kyverno",
	"ghcr.io/open-telemetry",
	"ghcr.io/renovatebot",
	"ghcr.io/zaproxy",
	"nvcr.io/nvidia",
	"public.ecr.aws/amazonlinux",
	"public.ecr.aws/aws-observability",
	"public.ecr.aws/lambda",
	"quay.io/argoproj",
	"quay.io/buildah",
	"quay.io/centos",
	"quay.io/cilium",
	"quay.io/coreos",
	"quay.io/fedora",
	"quay.io/jetstack", // cert-manager
	"quay.io/jupyter",
	"quay.io/keycloak",
	"quay.io/oauth2-proxy",
	"quay.io/podman",
	"quay.io/prometheus",
	"quay.io/prometheus-operator",
	"quay.io/prometheuscommunity",
	"quay.io/skopeo",
	"quay.io/strimzi",
	"registry.gitlab.com/gitlab-org",
}
