package image

import "testing"

func TestMoves(t *testing.T) {
	for _, test := range []struct {
		refs  []string
		moves bool
	}{
		{[]string{
			"nginx", "localhost:5000/img", "nginx:latest", "debian:stable", "debian:testing-slim", "alpine:edge",
			"nginx:stable-alpine", "nginx:mainline-perl", "node:lts", "node:current-bookworm-slim", "node:lts-alpine3.20",
			"acme/app:main", "acme/app:nightly", "acme/app:dev", "acme/app:latest-full", "acme/app:production",
			"node:alpine", "node:bullseye", "python:slim", "golang:alpine3.20", "php:fpm", "gradle:jdk17",
			"gcr.io/distroless/static:nonroot", "gcr.io/distroless/static-debian12", "jenkins/jenkins:lts",
			"fedora:rawhide", "timescale/timescaledb:latest", "acme/app:build-latest", "acme/app:git-master",
		}, true},
		{[]string{
			"scratch", "nginx@" + sum, "nginx:latest@" + sum, "nginx:1", "nginx:1.25-alpine", "debian:bookworm",
			"debian:bookworm-slim", "debian:12", "ubuntu:jammy", "ubuntu:noble-20240801", "buildpack-deps:bookworm-curl",
			"node:hydrogen", "node:20-lts", "acme/app:v1.2", "acme/app:3f2c1aa", "acme/app:feature-login",
			"acme/app:nightly-2024-01-01", "centos:centos7", "quay.io/centos/centos:stream9", "acme/app:buster",
			"rust:1-slim", "eclipse-temurin:17-jre", "acme/app:8-latest",
		}, false},
	} {
		for _, s := range test.refs {
			if got := parse(t, s).Moves(); got != test.moves {
				t.Errorf("Moves(%s) = %t", s, got)
			}
		}
	}
}
