package project

import (
	"strings"

	"github.com/plimsoll-lint/plimsoll/lint/compose"
	"github.com/plimsoll-lint/plimsoll/lint/dockerfile"
	"github.com/plimsoll-lint/plimsoll/lint/image"
	"github.com/plimsoll-lint/plimsoll/lint/source"
)

// Image is a place that names an image which a registry holds, with the thing that uses it.
type Image struct {
	image.Use
	Subject string
	Notes   []source.Note
	Service *compose.Service // that is started from it; nil in a Dockerfile and for contexts
}

// dockerfileImages returns the images that a build names.
func dockerfileImages(b *dockerfile.Build) []Image {
	var images []Image
	for _, use := range b.Uses() {
		kind := image.From
		switch use.Kind {
		case dockerfile.CopyImage:
			kind = image.CopyFrom
		case dockerfile.MountImage:
			kind = image.MountFrom
		case dockerfile.SyntaxImage:
			kind = image.SyntaxFrontend
		}
		images = append(images, Image{
			Use: image.NewUse(use.Image.Text, kind, use.Image.Known), Subject: StageSubject(use.Stage), Notes: use.Image.Notes,
		})
	}
	return images
}

// refusedImages returns what BuildKit cannot read as a reference, in the stages that a build of the last one needs. What is
// made of variables is left out, since the build may be given others.
func refusedImages(b *dockerfile.Build) []source.Problem {
	var problems []source.Problem
	var needed map[*dockerfile.Stage]bool // looked up only where something is wrong
	for _, use := range b.Uses() {
		from, base := use.At.(*dockerfile.From)
		if use.Kind == dockerfile.SyntaxImage || !use.Image.Known || base && strings.Contains(from.Image.Value, "$") {
			continue
		}
		at := image.NewUse(use.Image.Text, image.From, true).Problem
		if at == nil {
			continue
		}
		if needed == nil {
			needed = map[*dockerfile.Stage]bool{}
			for _, stage := range b.Reachable(b.File.Stage("")) {
				needed[stage] = true
			}
		}
		if needed[use.Stage] {
			problems = append(problems, source.Problem{
				Kind: source.Refused, Span: at.Span, Message: at.Reason, Key: "build.image",
			})
		}
	}
	return problems
}

// composeImages returns the images that a Compose project pulls, for services and for hooks before their start, and those that
// are mounted as volumes. What a service builds itself is none, nor what another
// service of the project builds under that name. What several services get by one anchor, one extends or one file stands
// once, with the first of them.
func composeImages(p *compose.Project, built map[string]string) []Image {
	var images []Image
	seen := map[source.Span]bool{}
	add := func(v compose.String, text source.Text, kind image.UseKind, subject string, of *compose.Service) {
		if seen[text.Span] {
			return
		}
		seen[text.Span] = true
		images = append(images, Image{Use: image.NewUse(text, kind, v.Known), Subject: subject, Notes: v.Related(), Service: of})
	}
	for _, s := range p.Services {
		subject := "services." + s.Key.Value
		if s.Build == nil && s.Image.Set && !s.Image.Null && s.Image.V != "" && built[s.Image.V] == "" {
			add(s.Image, s.Image.Text(), image.ComposeImage, subject, s)
		}
		more := func(v compose.String) {
			if v.Set && !v.Null && v.V != "" && built[v.V] == "" && v.Text().Span != s.Image.Text().Span {
				add(v, v.Text(), image.ComposeImage, subject, nil)
			}
		}
		for _, h := range s.PreStart {
			if h.Container != nil {
				more(h.Container.Image)
			}
		}
		for _, v := range s.Volumes {
			if v.Type.Known && v.Type.V == "image" {
				more(v.Source)
			}
		}
		if s.Build == nil {
			continue
		}
		for _, e := range s.Build.AdditionalContexts.Items {
			const scheme = "docker-image://"
			if text := e.Value.Text(); strings.HasPrefix(text.Value, scheme) {
				add(e.Value, text.Slice(len(scheme), len(text.Value)), image.BuildContext, subject, nil)
			}
		}
	}
	return images
}

// builtImages returns the names of the images that the services of a project build, each with the service.
func builtImages(p *compose.Project) map[string]string {
	built := map[string]string{}
	for _, s := range p.Services {
		if s.Build != nil && s.Image.Known && s.Image.V != "" {
			built[s.Image.V] = s.Key.Value
		}
	}
	return built
}

// buildArgs merges the arguments of a service with those of the command line, which go first as with --build-arg.
func buildArgs(service []compose.Entry, given map[string]string) map[string]dockerfile.ArgValue {
	args := make(map[string]dockerfile.ArgValue, len(service)+len(given))
	for _, e := range service {
		known := e.Value.Set && !e.Value.Null && e.Value.Known
		args[e.Key.Value] = dockerfile.ArgValue{Value: e.Value.V, Known: known, Span: e.Span}
	}
	for name, value := range given {
		args[name] = dockerfile.ArgValue{Value: value, Known: true}
	}
	return args
}
