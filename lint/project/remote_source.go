package project

import (
	"strings"

	"github.com/plimsoll-lint/plimsoll/lint/compose"
	"github.com/plimsoll-lint/plimsoll/lint/image"
	"github.com/plimsoll-lint/plimsoll/lint/source"
)

// RemoteSource is a place on another machine from which a Compose project takes files of its own, or the context of a build,
// without saying which content is meant.
type RemoteSource struct {
	// Role is what it is to the project: "the included file", "the build context".
	Role string
	Kind RemoteKind
	// Ref is the branch or tag that is named, empty where none is.
	Ref     string
	Span    source.Span
	Subject string
	Notes   []source.Note
}

// RemoteKind is how a remote source is fetched.
type RemoteKind int

// The kinds of remote sources.
const (
	FromGit RemoteKind = iota
	FromRegistry
	FromDownload // over HTTP, which knows no digest
)

// UnpinnedSources returns the remote sources of the project that may be other files tomorrow. Images are none: they are
// among Unit.Images.
func (u *Unit) UnpinnedSources() []RemoteSource {
	if u.Compose == nil {
		return nil
	}
	var out []RemoteSource
	seen := map[source.Span]bool{}
	add := func(address source.Text, at source.Span, role, subject string, notes []source.Note) {
		r, ok := unpinned(address)
		if !ok || seen[address.Span] {
			return
		}
		seen[address.Span] = true
		r.Role, r.Span, r.Subject, r.Notes = role, at, subject, notes
		out = append(out, r)
	}
	for _, r := range u.Compose.Remotes {
		// Compose fetches these from git and from registries only.
		if _, git := parseGitAddress(r.Address.Value); git || !strings.HasPrefix(r.Address.Value, "http") {
			add(r.Address, r.Address.Span, "the "+r.Role+" file", "", nil)
		}
	}
	for _, s := range u.Compose.Services {
		if s.Build == nil {
			continue
		}
		context := func(v compose.String, role string) {
			if v.Known && remote(v.V) {
				add(v.Text(), v.Span(), role, "services."+s.Key.Value, v.Related())
			}
		}
		context(s.Build.Context, "the build context")
		for _, e := range s.Build.AdditionalContexts.Items {
			context(e.Value, "the context "+e.Key.Value)
		}
	}
	return out
}

// unpinned reads the address of a remote source, and reports false for one that is pinned or none.
func unpinned(address source.Text) (RemoteSource, bool) {
	if rest, ok := strings.CutPrefix(address.Value, "oci://"); ok {
		ref, err := image.Parse(source.Placed(rest, address.Span))
		return RemoteSource{Kind: FromRegistry, Ref: ref.Tag}, err == nil && !ref.Pinned()
	}
	if git, ok := parseGitAddress(address.Value); ok {
		return RemoteSource{Kind: FromGit, Ref: git.ref}, !git.pinned()
	}
	http := strings.HasPrefix(address.Value, "https://") || strings.HasPrefix(address.Value, "http://")
	return RemoteSource{Kind: FromDownload}, http
}
