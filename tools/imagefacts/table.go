package main

import (
	"fmt"
	"maps"
	"slices"
	"strings"
)

// table is a text of blocks, ordered by key, that is searched without being parsed: "@key", then the lines of the
// block. The byte '@' stands nowhere else.
type table struct {
	header []string
	blocks map[string][]string
}

func newTable(header ...string) *table {
	return &table{header: header, blocks: map[string][]string{}}
}

// add appends lines to the block of key.
func (t *table) add(key string, lines ...string) error {
	for _, s := range append([]string{key}, lines...) {
		if strings.ContainsAny(s, "@\n\r") {
			return fmt.Errorf("%s: %q does not fit into a table", key, s)
		}
	}
	t.blocks[key] = append(t.blocks[key], lines...)
	return nil
}

func (t *table) bytes() []byte {
	var b strings.Builder
	for _, line := range t.header {
		fmt.Fprintln(&b, strings.TrimRight("# "+line, " "))
	}
	for _, key := range slices.Sorted(maps.Keys(t.blocks)) {
		fmt.Fprintf(&b, "@%s\n", key)
		for _, line := range t.blocks[key] {
			fmt.Fprintln(&b, line)
		}
	}
	return []byte(b.String())
}

// escape writes an item of a list so that it holds no separator.
var escape = strings.NewReplacer(
	"%", "%25", " ", "%20", "\t", "%09", "\n", "%0A", "\r", "%0D", "@", "%40", "|", "%7C",
).Replace

// list writes items with blanks between them.
func list(items []string) string {
	out := make([]string, len(items))
	for i, item := range items {
		out[i] = escape(item)
	}
	return strings.Join(out, " ")
}
