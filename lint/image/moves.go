package image

import "strings"

// Moves reports whether the reference names another release of the software tomorrow than it does today: there is
// neither tag nor digest, or the tag says latest, stable, edge, nightly, main and the like, or only which variant is
// wanted (alpine, slim), without a version. A tag with a version does not move in this sense, though what it names is
// rebuilt; only a digest never changes.
func (r Ref) Moves() bool {
	if r.Pinned() || r.Scratch() {
		return false
	}
	if r.Tag == "" {
		return true
	}
	if !hasDigit(r.Tag) && endsInChannel(r.Tag) {
		return true // build-latest, git-master
	}
	system := r.system()
	channel := false
	for start, end := nextWord(r.Tag, 0); start < len(r.Tag); start, end = nextWord(r.Tag, end) {
		word := r.Tag[start:end]
		switch {
		case isChannel(word):
			channel = true
		case system && (codename(word) != "" || hasDigit(word)):
			return false // the version of a system: debian:bookworm, centos:centos7
		case isVariant(shape(word)) && !isDigit(word[0]):
		case channel && !hasDigit(word):
			// A channel of some product or branch: stable-perl, latest-full.
		default:
			return false
		}
	}
	return true
}

// endsInChannel reports whether the last word of a tag is the name of a stream that is never a release.
func endsInChannel(tag string) bool {
	switch tag[strings.LastIndexByte(tag, '-')+1:] {
	case "latest", "master", "main", "nightly", "edge":
		return true
	}
	return false
}

func hasDigit(word string) bool {
	for i := range len(word) {
		if isDigit(word[i]) {
			return true
		}
	}
	return false
}

// system reports whether the image's versions are those of a Linux distribution.
func (r Ref) system() bool {
	if name, ok := r.official(); ok {
		switch name {
		case "debian", "ubuntu", "buildpack-deps", "neurodebian", "centos", "almalinux", "rockylinux", "oraclelinux",
			"amazonlinux", "fedora", "photon", "mageia":
			return true
		}
		return false
	}
	return true // it may be one
}

// isChannel reports whether a word of a tag names a stream of releases.
func isChannel(word string) bool {
	switch word {
	case "latest", "current", "next", "tip", "head", "HEAD", "main", "master", "trunk", "mainline", "rolling", "rawhide",
		"stable", "oldstable", "oldoldstable", "lts", "LTS", "release", "prod", "production",
		"testing", "unstable", "sid", "edge", "canary", "insiders", "labs", "experimental",
		"nightly", "daily", "weekly", "snapshot", "dev", "devel", "develop", "development",
		"alpha", "beta", "rc", "preview", "prerelease", "test", "stage", "staging":
		return true
	}
	return false
}

// isVariant reports whether the shape of a word names a flavour of an image and no release.
func isVariant(shape string) bool {
	switch shape {
	case "alpine", "slim", "debian", "ubuntu", "ubi", "al", "amazonlinux", "oraclelinux", "oracle", "centos", "fedora",
		"windowsservercore", "nanoserver", "ltsc", "minimal", "full", "tiny", "micro", "base", "standard", "default",
		"onbuild", "jdk", "jre", "apache", "fpm", "cli", "zts", "management", "perl", "otel", "nonroot", "root", "rootless",
		"unprivileged", "debug", "dind", "builder", "linux", "windows", "amd", "arm", "amd64", "arm64", "glibc", "musl",
		"community", "enterprise", "php", "python", "node", "openjdk", "temurin", "headless", "headful":
		return true
	}
	return false
}
