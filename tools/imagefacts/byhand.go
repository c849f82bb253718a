package main

import (
	"encoding/json"
	"slices"
)

var (
	unset = json.RawMessage("null")
	root  = json.RawMessage(`"root"`)
	no    = new(bool)
	yes   = func() *bool { b := true; return &b }()
)

// byHand comes before the entries of images.json: images that left library/ before it was made, and bases that its
// patterns get wrong. All are common knowledge, no more than a hint.
var byHand = []Group{
	// Plain systems and language images never set a user.
	{Image: "centos", User: unset, Drops: no, Confidence: "well-known"},
	{Image: "java", User: unset, Drops: no, Confidence: "well-known"},
	{Image: "adoptopenjdk", User: unset, Drops: no, Confidence: "well-known"},
	{Image: "mono", User: unset, Drops: no, Confidence: "well-known"},
	{Image: "opensuse", User: unset, Drops: no, Confidence: "well-known"},
	{Image: "opensuse/leap", User: unset, Drops: no, Confidence: "well-known"},
	{Image: "opensuse/tumbleweed", User: unset, Drops: no, Confidence: "well-known"},
	{Image: "quay.io/centos/centos", User: unset, Drops: no, Confidence: "well-known"},
	{Image: "nvidia/cuda", User: unset, Drops: no, Confidence: "well-known"},
	{Image: "redhat/ubi8", User: unset, Drops: no, Confidence: "well-known"},
	{Image: "redhat/ubi8-minimal", User: unset, Drops: no, Confidence: "well-known"},
	{Image: "redhat/ubi9", User: unset, Drops: no, Confidence: "well-known"},
	{Image: "redhat/ubi9-minimal", User: unset, Drops: no, Confidence: "well-known"},
	{Image: "redhat/ubi10", User: unset, Drops: no, Confidence: "well-known"},
	{Image: "redhat/ubi10-minimal", User: unset, Drops: no, Confidence: "well-known"},
	{Image: "registry.access.redhat.com/ubi8", User: unset, Drops: no, Confidence: "well-known"},
	{Image: "registry.access.redhat.com/ubi8/ubi", User: unset, Drops: no, Confidence: "well-known"},
	{Image: "registry.access.redhat.com/ubi8/ubi-minimal", User: unset, Drops: no, Confidence: "well-known"},
	{Image: "registry.access.redhat.com/ubi9", User: unset, Drops: no, Confidence: "well-known"},
	{Image: "registry.access.redhat.com/ubi9/ubi", User: unset, Drops: no, Confidence: "well-known"},
	{Image: "registry.access.redhat.com/ubi9/ubi-minimal", User: unset, Drops: no, Confidence: "well-known"},
	{Image: "registry.access.redhat.com/ubi10/ubi", User: unset, Drops: no, Confidence: "well-known"},
	{Image: "registry.access.redhat.com/ubi10/ubi-minimal", User: unset, Drops: no, Confidence: "well-known"},

	// The same Dockerfiles went on as hashicorp/consul and hashicorp/vault.
	{
		Image: "consul", User: unset, Drops: yes, DropsTo: "consul", DropsWith: "su-exec",
		Volumes: &[]string{"/consul/data"}, Confidence: "well-known",
	},
	{
		Image: "vault", User: unset, Drops: yes, DropsTo: "vault", DropsWith: "su-exec",
		Volumes: &[]string{"/vault/logs", "/vault/file"}, Confidence: "well-known",
	},

	// The debug images of distroless hold a busybox, whatever their user.
	{
		Image: "gcr.io/distroless/*", Tags: []string{"*debug*nonroot*"}, User: json.RawMessage(`"65532"`),
		Shell: "busybox", Confidence: "well-known",
	},

	// The bases of Chainguard that are made to be built upon run as root, other than what is built on them.
	{Image: "cgr.dev/chainguard/wolfi-base", User: root, Drops: no, Confidence: "well-known"},
	{Image: "cgr.dev/chainguard/chainguard-base", User: root, Drops: no, Confidence: "well-known"},
}

// narrowed lists the images that a pattern of images.json was read for, where it says more than its source: other
// images below mcr.microsoft.com/dotnet do set a user.
var narrowed = map[string][]string{
	"mcr.microsoft.com/dotnet/*": {
		"mcr.microsoft.com/dotnet/aspnet", "mcr.microsoft.com/dotnet/runtime",
		"mcr.microsoft.com/dotnet/runtime-deps", "mcr.microsoft.com/dotnet/sdk",
		"mcr.microsoft.com/dotnet/core/aspnet", "mcr.microsoft.com/dotnet/core/runtime",
		"mcr.microsoft.com/dotnet/core/runtime-deps", "mcr.microsoft.com/dotnet/core/sdk",
	},
}

// narrow replaces the patterns of narrowed.
func narrow(groups []Group) []Group {
	var out []Group
	for _, g := range groups {
		images := narrowed[g.Image]
		if images == nil {
			images = []string{g.Image}
		}
		for _, g.Image = range images {
			out = append(out, g)
		}
	}
	return out
}

// copied names official images that were built FROM another image, for the tags of which that image's entries hold.
var copied = map[string]struct {
	from string
	tags []string
}{
	// library/elasticsearch has been FROM docker.elastic.co/elasticsearch/elasticsearch since 6.0.
	"elasticsearch": {"docker.elastic.co/elasticsearch/elasticsearch", []string{"6*", "7*", "8*", "9*"}},
}

// copiedTo returns the entries that hold for an official image by way of copied.
func copiedTo(in *Images, image string) []Group {
	c, ok := copied[image]
	if !ok {
		return nil
	}
	var out []Group
	for _, g := range in.Other {
		if g.Image != c.from {
			continue
		}
		other := func(tag string) bool { return !slices.Contains(c.tags, tag) }
		if g.Tags = slices.DeleteFunc(slices.Clone(g.Tags), other); len(g.Tags) == 0 {
			g.Tags = c.tags
		}
		out = append(out, g)
	}
	return out
}
