package dockerfile

import (
	"path"
	"strings"
)

// SourceKind is what ADD makes of a source.
type SourceKind int

// The kinds of sources.
const (
	PlainFile  SourceKind = iota // a file or folder that is copied: a folder, or a name that no archive has
	AnyFile                      // a file, folder or pattern whose name does not tell whether it is an archive
	Archive                      // a name that archives have which ADD unpacks
	Address                      // a file that is fetched
	Repository                   // a git repository
)

// Plain reports whether the source is one of the build context and has not the name of an archive.
func (k SourceKind) Plain() bool { return k == PlainFile || k == AnyFile }

// KindOfSource tells by a source's word what ADD makes of it. Whether a file is an archive is decided by its content: a tar,
// alone or in gzip, bzip2, xz or zstd (github.com/moby/go-archive/compression). Names of further formats count too, since
// they show what their author expects.
func KindOfSource(word string) SourceKind {
	lower := strings.ToLower(word)
	switch {
	case strings.HasPrefix(lower, "git://"), strings.HasPrefix(lower, "ssh://"), strings.HasPrefix(lower, "git@"):
		return Repository
	case strings.HasPrefix(lower, "http://"), strings.HasPrefix(lower, "https://"):
		address, _, _ := strings.Cut(lower, "#")
		if address, _, _ = strings.Cut(address, "?"); strings.HasSuffix(address, ".git") {
			return Repository
		}
		return Address
	case scpLike(word):
		return Repository
	}
	base := path.Base(lower)
	switch path.Ext(base) {
	case ".tar", ".gz", ".bz2", ".xz", ".lz", ".lzma", ".zst", ".z", ".tgz", ".taz", ".tz", ".tbz", ".tbz2", ".tb2", ".txz",
		".tlz", ".tpz", ".tzst", ".lz4":
		return Archive
	case "", ".":
		if word != "" && (strings.HasSuffix(word, "/") || base == "." || base == "..") {
			return PlainFile
		}
		return AnyFile
	}
	if strings.ContainsAny(path.Ext(base), "*?[") {
		return AnyFile
	}
	return PlainFile
}

// scpLike reports whether a word has the form user@host:path, by which git names a repository.
func scpLike(word string) bool {
	who, rest, ok := strings.Cut(word, "@")
	host, _, colon := strings.Cut(rest, ":")
	return ok && colon && who != "" && host != "" && !strings.ContainsAny(who+host, "/ ")
}

// HasOwnFlags reports whether a flag is given that COPY does not know.
func (n *Add) HasOwnFlags() bool {
	for _, f := range n.Flags() {
		switch f.Name.Value {
		case "chown", "chmod", "link", "exclude":
		default:
			return true
		}
	}
	return false
}
