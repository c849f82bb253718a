package image

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestEnded(t *testing.T) {
	const table = "2026-08-21"
	for _, test := range []struct {
		ref  string
		want *End
	}{
		{"centos:7", &End{Removed, "2024-07-29", "", []string{"almalinux", "quay.io/centos/centos"}, table}},
		{"java", &End{Removed, "2017-05-17", "", []string{"eclipse-temurin"}, table}},
		{"openjdk:17-slim", &End{
			Deprecated, "", "only early-access builds since July 2022",
			[]string{"eclipse-temurin", "amazoncorretto", "ibm-semeru-runtimes", "sapmachine"}, table,
		}},
		{"bitnamilegacy/redis:7.0", &End{Deprecated, "", "archived: no updates", nil, table}},
		{"quay.io/minio/minio", &End{Deprecated, "", "the free images get no updates since October 2025", nil, table}},
		{"node:14-alpine", &End{TagEnded, "2023-05", "", nil, table}},
		{"node:14.17.0", &End{TagEnded, "2021-09", "", nil, table}},
		{"public.ecr.aws/docker/library/node:14", &End{TagEnded, "2023-05", "", nil, table}},
		{"ubuntu:18.04", &End{TagEnded, "2023-06", "", nil, table}},
		{"debian:buster-slim", &End{TagEnded, "2024-07", "", nil, table}},
		{"redis:7.0", &End{Superseded, "2024-09", "", nil, table}},
		{"nginx:1.14-alpine", &End{Superseded, "2019-04", "", nil, table}},
		{"traefik:v2.10", &End{Superseded, "2024-02", "", nil, table}},
		{"postgres:16.2-alpine", &End{Superseded, "2024-05", "", nil, table}},
		{"postgres:16", nil},
		{"postgres", nil},
		{"postgres@" + sum, nil},
		{"postgres:99", nil},
		{"openresty/openresty", nil},
		{"bitnami/redis:7.0", nil},
		{"scratch", nil},
	} {
		got, ok := Ended(parse(t, test.ref))
		if ok != (test.want != nil) {
			t.Errorf("Ended(%s) = %+v, %t", test.ref, got, ok)
			continue
		}
		if ok {
			if diff := cmp.Diff(*test.want, got); diff != "" {
				t.Errorf("%s: -want +got\n%s", test.ref, diff)
			}
		}
	}
}
