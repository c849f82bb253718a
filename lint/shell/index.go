package shell

import (
	"slices"
	"strings"

	"github.com/plimsoll-lint/plimsoll/lint/source"
)

// ExtraIndex is a package index that pip asks beside the main one: whichever has the higher version of a package wins.
type ExtraIndex struct {
	URL  string // as far as it is known
	Span source.Span
}

// ExtraIndexes returns the further indexes that the command gives pip. uv asks the first index that has a package, unless it is
// told otherwise.
func (c *Command) ExtraIndexes() []ExtraIndex {
	if !isPip(c.Name) {
		return nil
	}
	opts := c.Options()
	if opts.Find("--require-hashes", "--no-index") != nil || c.Wrapped("uv") != nil && !unsafeUV(opts) {
		return nil
	}
	var out []ExtraIndex
	for i := range opts.List {
		o := &opts.List[i]
		if o.Name != "--extra-index-url" || o.Value.IsZero() {
			continue
		}
		for url := range strings.FieldsSeq(c.Expand(o.Value, nil)) {
			if !publicIndex(url) {
				out = append(out, ExtraIndex{url, o.Value.Span()})
				break
			}
		}
	}
	if opts.Operand(0) == "config" && opts.Operand(1) == "set" && strings.HasSuffix(opts.Operand(2), "extra-index-url") {
		if url := opts.Operand(3); url != "" && !publicIndex(url) {
			out = append(out, ExtraIndex{url, opts.Operands[3].Span()})
		}
	}
	return out
}

// unsafeUV reports whether uv is told to look at all indexes, as pip does.
func unsafeUV(opts *Options) bool {
	o := opts.Find("--index-strategy")
	return o != nil && strings.HasPrefix(o.Value.Value, "unsafe-")
}

// ExtraIndexBy reports whether an environment variable gives pip a further index.
func ExtraIndexBy(name, value string) bool {
	if name != "PIP_EXTRA_INDEX_URL" {
		return false
	}
	return slices.ContainsFunc(strings.Fields(value), func(url string) bool { return !publicIndex(url) })
}

// ExtraIndexesIn returns the further indexes in the settings of pip.
func ExtraIndexesIn(file string, text source.Text) []ExtraIndex {
	if settingsOf(file) != pipFile {
		return nil
	}
	var out []ExtraIndex
	for offset, line := range lines(text.Value) {
		name, value := setting(strings.TrimSpace(line))
		if name != "extra-index-url" || value == "" || publicIndex(value) {
			continue
		}
		if at := strings.Index(line, value); at >= 0 {
			out = append(out, ExtraIndex{value, text.At(offset+at, offset+at+len(value))})
		}
	}
	return out
}

// publicIndex reports whether an index holds packages that their makers publish there beside PyPI, under names that are theirs
// on both. It is true for what no one knows.
func publicIndex(url string) bool {
	_, rest, ok := strings.Cut(url, "://")
	if !ok {
		return true
	}
	host, _, _ := strings.Cut(rest, "/")
	if i := strings.LastIndexByte(host, '@'); i >= 0 {
		host = host[i+1:]
	}
	switch host {
	case "pypi.org", "pypi.python.org", "download.pytorch.org", "pypi.nvidia.com", "pypi.ngc.nvidia.com", "www.piwheels.org",
		"piwheels.org", "data.pyg.org", "wheels.vllm.ai", "flashinfer.ai", "pypi.anaconda.org",
		"abetlen.github.io", "wheels.home-assistant.io":
		return true
	}
	return strings.HasPrefix(host, "$")
}
