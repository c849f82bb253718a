package image

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

func TestLookup(t *testing.T) {
	gosu := func(to, uid string) Drop {
		return Drop{Kind: Drops, To: to, With: "gosu", UID: uid, IfDefaultCommand: true}
	}
	unset, workers := User{Set: No}, func(to string) Drop { return Drop{Kind: WorkersOnly, To: to} }
	set := func(name, uid string) User { return User{Set: Yes, Name: name, UID: uid} }
	keeps := Drop{Kind: Keeps}
	for _, test := range []struct {
		ref        string
		root       Answer
		user       User
		drop       Drop
		confidence Confidence
		date       string
	}{
		// Listed tags.
		{"postgres:16", Yes, unset, gosu("postgres", "999"), Head, "2026-02-26"},
		{"postgres:16-alpine", Yes, unset, gosu("postgres", "70"), Sibling, "2026-02-26"},
		{"mysql:8.4", Yes, unset, gosu("mysql", "999"), Head, "2026-06-16"},
		{"mongo:7", Yes, unset, gosu("mongodb", "999"), Head, "2026-06-11"},
		{"rabbitmq:4-management", Yes, unset, gosu("rabbitmq", "999"), Head, "2026-06-15"},
		{"nginx", Yes, unset, workers("nginx"), Head, "2026-04-14"},
		{"httpd:2.4", Yes, unset, workers("www-data"), Exact, "2026-08-21"},
		{"wordpress:php8.2-fpm", Yes, unset, workers("www-data"), Exact, "2026-08-21"},
		{"wordpress:cli", No, set("www-data", "82"), keeps, Exact, "2026-08-21"},
		{"node:22-slim", Yes, User{Set: No, Offered: []string{"node"}}, keeps, Exact, "2026-08-21"},
		{"python:3.14", Yes, unset, keeps, Head, "2026-06-23"},
		{"traefik:v3", Yes, unset, keeps, Exact, "2026-08-21"},
		{"memcached:1.6", No, set("memcache", "11211"), keeps, Exact, "2026-08-21"},
		{"elasticsearch:8.19.20", No, set("1000:0", ""), keeps, Branch, "2026-01-13"},
		{"haproxy:2.8", No, set("haproxy", ""), keeps, Head, "2026-07-22"},
		{"gradle:jdk17", Yes, set("root", ""), keeps, Branch, "2026-06-26"},
		{"alpine:3", Yes, unset, keeps, Sibling, "2024-09-06"},
		{"mongo:7-nanoserver", Unknown, set("ContainerUser", ""), keeps, Head, "2026-06-11"},
		{"docker:dind-rootless", No, set("rootless", "1000"), keeps, Exact, "2026-08-21"},

		// By pattern.
		{"debian:bookworm-slim", Yes, unset, keeps, WellKnown, "2026-08-21"},
		{"ubuntu:18.04", Yes, unset, keeps, WellKnown, "2026-08-21"},
		{"redis:7.2", Yes, unset, gosu("redis", "999"), ReadByHand, "2024-10-04"},
		{"redis", Yes, unset, Drop{
			Kind: Drops, To: "redis", With: "setpriv", UID: "999", IfDefaultCommand: true, IfCaps: []string{"SETUID", "SETGID"},
		}, ReadByHand, "2026-08-21"},
		{"elasticsearch:7.17.1", Yes, unset, Drop{Kind: Drops, To: "1000", With: "chroot"}, WellKnown, "2026-08-21"},
		{"centos:7", Yes, unset, keeps, WellKnown, "2026-08-21"},
		{"gcr.io/distroless/static:nonroot", No, set("65532", ""), Drop{}, WellKnown, "2026-08-21"},
		{"gcr.io/distroless/static-debian12", Yes, set("0", ""), Drop{}, WellKnown, "2026-08-21"},
		{"cgr.dev/chainguard/nginx", No, set("65532", ""), Drop{}, WellKnown, "2026-08-21"},
		{"cgr.dev/chainguard/wolfi-base", Yes, set("root", ""), keeps, WellKnown, "2026-08-21"},
		{"bitnami/redis:7", No, set("1001", ""), keeps, WellKnown, "2026-08-21"},
		{"bitnami/minideb", Yes, unset, Drop{}, WellKnown, "2026-08-21"},
		{"nginxinc/nginx-unprivileged:1.25", No, set("101", ""), Drop{}, Documented, "2026-08-21"},
		{"mcr.microsoft.com/dotnet/aspnet:8.0-jammy-chiseled", No, set("1654", ""), Drop{}, Documented, "2026-08-21"},
		{"mcr.microsoft.com/dotnet/aspnet:8.0", Yes, unset, Drop{}, Documented, "2026-08-21"},
		{"linuxserver/plex", Yes, unset, Drop{Kind: Drops, To: "abc", With: "s6-setuidgid"}, WellKnown, "2026-08-21"},
		{"postgis/postgis:14-3.2", Yes, unset, Drop{
			Kind: Drops, To: "postgres", With: "gosu", IfDefaultCommand: true,
		}, WellKnown, "2026-02-26"},

		// By likeness.
		{"postgres:12-alpine3.14", Yes, unset, gosu("postgres", "70"), SameVariant, "2026-02-26"},
		{"python:3.8-slim-buster", Yes, unset, keeps, SameVariant, "2026-06-23"},
		{"mysql:5.7-debian", Yes, unset, gosu("mysql", "999"), SameImage, "2026-06-16"},
		{"maven:3-jdk-8", Yes, unset, keeps, SameImage, "2026-08-21"},
		{"flink:2.1.0", Yes, unset, Drop{Kind: Drops, To: "flink", With: "gosu", UID: "9999"}, SameVariant, "2026-05-13"},
		{"kibana:8.19.1", No, set("1000", ""), keeps, SameVariant, "2026-01-13"},
		{"arm32v7/python:3.5.6-slim-stretch", Yes, unset, keeps, SameVariant, "2026-06-23"},
		{"public.ecr.aws/docker/library/python:3.7", Yes, unset, keeps, SameVariant, "2026-06-23"},

		// The user of a newer version is not taken over to an older one: haproxy ran as root up to 2.3.
		{"haproxy:2.2", Unknown, User{}, Drop{}, SameVariant, "2026-07-22"},
		{"influxdb:1.8", Unknown, User{}, Drop{}, SameVariant, "2026-08-06"},
		{"elasticsearch:5", Unknown, User{}, Drop{}, SameVariant, "2026-01-13"},
		{"memcached@" + sum, Unknown, User{}, Drop{}, SameImage, "2026-08-21"},
		// Versions that differ: 2.1 starts as root, 2.2 does not.
		{"flink:2.0.0", Unknown, User{}, Drop{}, SameVariant, "2026-05-13"},
		{"scratch", Yes, unset, keeps, Exact, "2026-08-21"},
	} {
		t.Run(test.ref, func(t *testing.T) {
			got, ok := Lookup(parse(t, test.ref))
			if !ok {
				t.Fatal("nothing is known")
			}
			want := Facts{User: test.user, Drop: test.drop, Confidence: test.confidence, Date: test.date}
			have := Facts{User: got.User, Drop: got.Drop, Confidence: got.Confidence, Date: got.Date}
			if diff := cmp.Diff(want, have, cmpopts.IgnoreUnexported(Facts{})); diff != "" {
				t.Errorf("-want +got\n%s", diff)
			}
			if got.Root() != test.root {
				t.Errorf("Root() = %d", got.Root())
			}
		})
	}
}

func TestLookupUnknown(t *testing.T) {
	for _, s := range []string{
		"acme/app", "ghcr.io/library/nginx", "localhost:5000/postgres", "quay.io/bitnami/redis", "library/bitnami/redis",
		"gcr.io/distroless", "mcr.microsoft.com/dotnet/aspire-dashboard", "xgcr.io/distroless/static", "silverpeas:6",
	} {
		if facts, ok := Lookup(parse(t, s)); ok {
			t.Errorf("Lookup(%s) = %+v", s, facts)
		}
	}
}

// All fields of one record, and the difference of none and not known.
func TestFacts(t *testing.T) {
	got, _ := Lookup(parse(t, "nginx:1.31"))
	want := Facts{
		User:       User{Set: No},
		Drop:       Drop{Kind: WorkersOnly, To: "nginx"},
		Entrypoint: []string{"/docker-entrypoint.sh"}, Cmd: []string{"nginx", "-g", "daemon off;"},
		Ports: []string{"80"}, Volumes: []string{}, Healthcheck: No, OS: "linux", Confidence: Head, Date: "2026-04-14",
	}
	if diff := cmp.Diff(want, got, cmpopts.IgnoreUnexported(Facts{})); diff != "" {
		t.Errorf("nginx: -want +got\n%s", diff)
	}
	got, _ = Lookup(parse(t, "gcr.io/distroless/base:debug-nonroot"))
	want = Facts{
		User: User{Set: Yes, Name: "65532"}, Shell: "busybox", OS: "linux", Confidence: WellKnown, Date: "2026-08-21",
	}
	if diff := cmp.Diff(want, got, cmpopts.IgnoreUnexported(Facts{})); diff != "" {
		t.Errorf("distroless: -want +got\n%s", diff)
	}
	// Alpine and Debian give postgres different users, and all versions below 18 another volume.
	got, _ = Lookup(parse(t, "postgres:15-alpine"))
	if diff := cmp.Diff([]string{"/var/lib/postgresql/data"}, got.Volumes); diff != "" {
		t.Errorf("postgres:15: -want +got\n%s", diff)
	}
	got, _ = Lookup(parse(t, "postgres:strange"))
	if got.Volumes != nil || got.Drop.UID != "" || got.Drop.To != "postgres" {
		t.Errorf("postgres:strange = %+v", got)
	}
}

func TestRoot(t *testing.T) {
	for name, want := range map[string]Answer{
		"root": Yes, "0": Yes, "00": Yes, "root:root": Yes, "0:1000": Yes, "1000:0": No, "nobody": No, "10": No, ":0": No,
	} {
		if got := (Facts{User: User{Set: Yes, Name: name}, OS: "linux"}).Root(); got != want {
			t.Errorf("USER %s: %d", name, got)
		}
	}
	if got := (Facts{User: User{Set: No}, OS: "windows"}).Root(); got != Unknown {
		t.Errorf("windows: %d", got)
	}
}

func BenchmarkLookup(b *testing.B) {
	for _, s := range []string{"postgres:16", "debian:buster", "python:3.8-slim-buster", "tomee:7-jre8", "acme/app:1"} {
		b.Run(s, func(b *testing.B) {
			ref := parse(b, s)
			b.ReportAllocs()
			for b.Loop() {
				Lookup(ref)
			}
		})
	}
}
