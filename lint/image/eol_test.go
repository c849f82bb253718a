package image

import (
	"fmt"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

var day = time.Date(2026, 8, 23, 12, 0, 0, 0, time.UTC)

func TestEndOfLife(t *testing.T) {
	for _, test := range []struct {
		ref  string
		want []string // product cycle date @ what the span covers
	}{
		{"python:3.8-slim-buster", []string{"Python 3.8 2024-10-07 @3.8", "Debian 10 2024-06-30 @buster"}},
		{"python:3.12-buster", []string{"Debian 10 2024-06-30 @buster"}},
		{"python:3.12-bookworm", nil},
		{"python:3.8.12", []string{"Python 3.8 2024-10-07 @3.8.12"}},
		{"python:3", nil},
		{"python:2", []string{"Python 2.7 2020-01-01 @2"}},
		{"python:3.9rc1", nil},
		{"postgres:16-alpine3.14", []string{"Alpine Linux 3.14 2023-05-01 @alpine3.14"}},
		{"postgres:9", []string{"PostgreSQL 9.6 2021-11-11 @9"}},
		{"postgres:96", nil},
		{"node:14.17.0-alpine3.13", []string{"Node.js 14 2023-04-30 @14.17.0", "Alpine Linux 3.13 2022-11-01 @alpine3.13"}},
		{"node:latest", nil},
		{"node", nil},
		{"node@" + sum, nil},
		{"node:14@" + sum, []string{"Node.js 14 2023-04-30 @14"}},
		{"ubuntu:18.04", []string{"Ubuntu 18.04 2023-05-31 @18.04"}},
		{"ubuntu:focal-20220404", []string{"Ubuntu 20.04 2025-05-31 @focal"}},
		{"ubuntu:22.04", nil},
		{"debian:buster", []string{"Debian 10 2024-06-30 @buster"}},
		{"debian:10.13-slim", []string{"Debian 10 2024-06-30 @10.13"}},
		{"debian:bullseye", nil}, // LTS to 2026-08-31
		{"debian:bookworm-20240101", nil},
		{"debian:stable", nil},
		{"debian:sid", nil},
		{"alpine:3.14.2", []string{"Alpine Linux 3.14 2023-05-01 @3.14.2"}},
		{"alpine:3", nil},
		{"alpine:20210212", nil},
		{"buildpack-deps:stretch-curl", []string{"Debian 9 2022-07-01 @stretch"}},
		{"buildpack-deps:bionic", []string{"Ubuntu 18.04 2023-05-31 @bionic"}},
		{"buildpack-deps:20.04-scm", []string{"Ubuntu 20.04 2025-05-31 @20.04"}},
		{"centos:centos7.9.2009", []string{"CentOS 7 2024-06-30 @centos7.9.2009"}},
		{"quay.io/centos/centos:stream8", []string{"CentOS Stream 8 2024-05-31 @stream8"}},
		{"quay.io/centos/centos:stream9", nil},
		{"quay.io/centos/centos:7", []string{"CentOS 7 2024-06-30 @7"}},
		{"amazonlinux:2018.03.0.20220907.3", []string{"Amazon Linux 2018.03 2023-12-31 @2018.03.0.20220907.3"}},
		{"amazoncorretto:8u402-al2", []string{"Amazon Linux 2 2026-06-30 @al2"}},
		{"eclipse-temurin:16.0.2_7-jdk-focal", []string{
			"Eclipse Temurin 16 2021-09-30 @16.0.2", "Ubuntu 20.04 2025-05-31 @focal",
		}},
		{"eclipse-temurin:17-jre-alpine-3.14", []string{"Alpine Linux 3.14 2023-05-01 @alpine-3.14"}},
		{"wordpress:5.9-php7.4-apache", []string{"WordPress 5.9 2022-05-24 @5.9", "PHP 7.4 2022-11-28 @php7.4"}},
		{"php:7", []string{"PHP 7.4 2022-11-28 @7"}},
		{"rabbitmq:3-management", []string{"RabbitMQ 3.13 2024-09-17 @3"}},
		{"traefik:v2.10", []string{"Traefik 2.10 2024-02-12 @v2.10"}},
		{"neo4j:community-4.3", []string{"Neo4j 4.3 2022-12-16 @4.3"}},
		{"elasticsearch:8.5.0", nil}, // not in the table
		{"docker.elastic.co/elasticsearch/elasticsearch:7.17.0", []string{"Elasticsearch 7 2026-01-15 @7.17.0"}},
		{"mcr.microsoft.com/dotnet/sdk:5.0-buster-slim", []string{
			"Microsoft .NET 5 2022-05-10 @5.0", "Debian 10 2024-06-30 @buster",
		}},
		{"registry.access.redhat.com/ubi7/ubi:7.9", []string{"Red Hat Enterprise Linux 7 2024-06-30 @ubi7"}},
		{"registry.access.redhat.com/ubi8/ubi", nil},
		{"redhat/ubi7-minimal", []string{"Red Hat Enterprise Linux 7 2024-06-30 @ubi7"}},
		{"gcr.io/distroless/java-debian10:nonroot", []string{"Debian 10 2024-06-30 @debian10"}},
		{"gcr.io/distroless/static-debian12", nil},
		{"nvidia/cuda:11.0-base-ubuntu18.04", []string{"Ubuntu 18.04 2023-05-31 @ubuntu18.04"}},
		{"bitnami/node:14-debian-9", []string{"Node.js 14 2023-04-30 @14", "Debian 9 2022-07-01 @debian-9"}},
		{"ubuntu/redis:5.0-20.04_beta", nil}, // Canonical supports it for longer
		{"acme/app:1.0-buster", nil},         // who knows what it means
		{"acme/debian10:python3.7", nil},
		{"scratch", nil},
		{"fluent/fluent-bit:1.7", []string{"Fluent Bit 1.7  @1.7"}}, // over, without a date
	} {
		t.Run(test.ref, func(t *testing.T) {
			ref, err := Parse(place(test.ref))
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for _, e := range EndOfLife(ref, day) {
				got = append(got, fmt.Sprintf("%s %s %s @%s", e.Product, e.Cycle, e.Date, e.Span.Bytes()))
				if e.TableDate != "2026-08-22" {
					t.Errorf("table of %q", e.TableDate)
				}
			}
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Errorf("-want +got\n%s", diff)
			}
		})
	}
}

// The last day of support is a day of support.
func TestEndOfLifeDay(t *testing.T) {
	ref := parse(t, "python:3.9")
	last := time.Date(2025, 10, 31, 23, 59, 0, 0, time.UTC)
	if got := EndOfLife(ref, last); got != nil {
		t.Errorf("over on its last day: %+v", got)
	}
	if got := EndOfLife(ref, last.Add(time.Hour)); len(got) != 1 {
		t.Errorf("not over on the day after: %+v", got)
	}
	if got := EndOfLife(ref, last.Add(time.Hour).In(time.FixedZone("", -8*3600))); len(got) != 1 {
		t.Errorf("the zone of now plays a part: %+v", got)
	}
}

func BenchmarkEndOfLife(b *testing.B) {
	for _, s := range []string{"python:3.8-slim-buster", "postgres:16-alpine", "acme/app:1.0"} {
		b.Run(s, func(b *testing.B) {
			ref := parse(b, s)
			b.ReportAllocs()
			for b.Loop() {
				EndOfLife(ref, day)
			}
		})
	}
}
