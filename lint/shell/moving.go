package shell

import (
	"strings"

	"github.com/plimsoll-lint/plimsoll/lint/source"
)

// Moving is source code of a branch: tomorrow it is other code.
type Moving struct {
	Ref  string // the branch; "" for the default one
	Span source.Span
	// Clone is set for what git clones, of which a later checkout may take a fixed version.
	Clone bool
}

// MovingTools returns the names of the programs that Moving knows.
func MovingTools() []string {
	return []string{"git", "cargo", "pip", "pip3", "npm", "pnpm", "yarn", "curl", "wget", "wget2", "aria2c"}
}

// Moving returns the source code that the command takes from a branch. Addresses that are not known, and names that may be
// those of tags, are left out.
func (c *Command) Moving() []Moving {
	opts := c.Options()
	switch c.Name {
	case "git":
		return c.clone(opts)
	case "cargo":
		o := opts.Find("--git")
		if opts.Operand(0) != "install" || o == nil || opts.Find("--rev", "--tag") != nil {
			return nil
		}
		if b := opts.Find("--branch"); b != nil {
			return []Moving{{Ref: b.Value.Value, Span: b.Span()}}
		}
		return []Moving{{Span: o.Span()}}
	case "pip", "pip3", "npm", "pnpm", "yarn":
		return c.gitPackages(opts)
	}
	d, ok := c.Download()
	if !ok {
		return nil
	}
	var out []Moving
	for i := range d.URLs {
		if ref := MovingAddress(c.Expand(d.URLs[i], nil)); ref != "" {
			out = append(out, Moving{Ref: ref, Span: d.URLs[i].Span()})
		}
	}
	return out
}

func (c *Command) clone(opts *Options) []Moving {
	if opts.Operand(0) != "clone" || len(opts.Operands) < 2 || opts.Find("--revision") != nil {
		return nil
	}
	address := c.Expand(opts.Operands[1], nil)
	if !remoteRepository(address) {
		return nil
	}
	if b := opts.Find("-b", "--branch"); b != nil {
		if ref := c.Expand(b.Value, nil); BranchName(ref) {
			return []Moving{{Ref: ref, Span: b.Value.Span(), Clone: true}}
		}
		return nil
	}
	return []Moving{{Span: opts.Operands[1].Span(), Clone: true}}
}

// gitPackages returns what pip and npm install from a branch that the address names; that it names none is the business of
// rules about versions.
func (c *Command) gitPackages(opts *Options) []Moving {
	var out []Moving
	for i := range opts.Operands {
		w := &opts.Operands[i]
		v := c.Expand(*w, nil)
		sep := "#"
		if isPip(c.Name) {
			v, _, _ = strings.Cut(v, "#")
			sep = "@"
		}
		if !strings.Contains(v, "git+") && !strings.HasPrefix(v, "git:") && !strings.HasPrefix(v, "github:") {
			continue
		}
		if j := strings.LastIndex(v, sep); j > strings.LastIndexByte(v, '/') && BranchName(v[j+1:]) {
			out = append(out, Moving{Ref: v[j+1:], Span: w.Span()})
		}
	}
	return out
}

// Fixes reports whether a git command takes a fixed version of what was cloned: it checks out anything but a branch. What is
// not known may be one.
func (c *Command) Fixes() bool {
	opts := c.Options()
	switch opts.Operand(0) {
	case "checkout", "reset", "switch", "fetch", "worktree":
	default:
		return false
	}
	for i := range opts.Operands[1:] {
		w := &opts.Operands[i+1]
		v := strings.TrimPrefix(c.Expand(*w, nil), "origin/")
		if v != "origin" && v != "" && !BranchName(v) && !strings.HasPrefix(v, ".") && !strings.Contains(v, "://") {
			return true
		}
	}
	o := opts.Find("-b", "-B", "--branch")
	return o != nil && strings.ContainsAny(o.Value.Value, "0123456789")
}

// BranchName reports whether a name is one that people give to branches, and not to tags.
func BranchName(ref string) bool {
	ref = strings.TrimPrefix(strings.TrimPrefix(ref, "refs/heads/"), "origin/")
	switch ref {
	case "main", "master", "HEAD", "head", "trunk", "develop", "development", "devel", "dev", "next", "nightly", "edge", "tip",
		"latest", "unstable", "mainline":
		return true
	}
	return false
}

// remoteRepository reports whether git clones over the network.
func remoteRepository(v string) bool {
	for _, prefix := range [...]string{"https://", "http://", "git://", "ssh://", "git@"} {
		if strings.HasPrefix(v, prefix) {
			return !loopbackHost(v)
		}
	}
	return false
}

// MovingAddress returns the branch of which an address gives files or an archive, or "latest" for that of the latest release;
// "" for any other address.
func MovingAddress(address string) string {
	_, rest, ok := strings.Cut(address, "://")
	if !ok {
		return ""
	}
	rest, _, _ = strings.Cut(rest, "?")
	parts := strings.SplitN(rest, "/", 66)
	if len(parts) < 4 || len(parts) > 64 {
		return ""
	}
	at := 0
	switch parts[0] {
	case "raw.githubusercontent.com", "raw.github.com":
		at = 3
	case "github.com", "www.github.com", "codeload.github.com":
		switch parts[3] {
		case "archive", "raw", "tarball", "zipball", "tar.gz", "zip", "blob":
			at = 4
		case "releases":
			if len(parts) > 5 && parts[4] == "latest" && parts[5] == "download" {
				return "latest"
			}
		}
	case "api.github.com":
		if len(parts) > 5 && (parts[4] == "tarball" || parts[4] == "zipball") {
			at = 5
		}
	case "gitlab.com":
		for i := 3; i+2 < len(parts); i++ {
			if parts[i] == "-" && (parts[i+1] == "raw" || parts[i+1] == "archive") {
				at = i + 2
			}
		}
	}
	if at == 0 || at >= len(parts) {
		return ""
	}
	if parts[at] == "refs" && at+2 < len(parts) && parts[at+1] == "heads" {
		at += 2
	}
	ref := parts[at]
	for _, ext := range [...]string{".tar.gz", ".zip", ".tgz", ".tar.bz2"} {
		ref = strings.TrimSuffix(ref, ext)
	}
	if BranchName(ref) {
		return ref
	}
	return ""
}
