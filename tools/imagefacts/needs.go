package main

import (
	"fmt"
	"strings"
)

// needs collects what images need to start once nothing is given. Most groups share theirs with others, so that a record
// of facts.txt only names a block of needs.txt.
type needs struct {
	table *table
	ids   map[string]string
}

// newNeeds returns an empty needs.txt: the lines "cap NAME" and "write PATH" of a block say what a start needs and why. A '?' behind
// the name: an ordinary start goes well without; a '!': not where Docker opens the low ports. "cap -" and "write -": it is
// known that nothing is needed.
func newNeeds(in *Images) *needs {
	t := newTable(
		"What the start of an image needs: capabilities, and paths that it writes to. See tools/imagefacts.",
		"source: "+in.Source,
		"commit: "+in.Commit,
		"date: "+in.Date,
	)
	return &needs{table: t, ids: map[string]string{}}
}

// id returns the name of the block for a group, "" where nothing is known.
func (n *needs) id(g Group) (string, error) {
	if g.UnknownBase != "" || g.NotRead != "" || g.Caps == nil && g.Writable == nil {
		return "", nil
	}
	lines := append(needLines("cap", g.Caps), needLines("write", g.Writable)...)
	key := strings.Join(lines, "\n")
	if id, ok := n.ids[key]; ok {
		return id, nil
	}
	id := fmt.Sprintf("%03d", len(n.ids))
	n.ids[key] = id
	return id, n.table.add(id, lines...)
}

func needLines(kind string, list *[]Need) []string {
	if list == nil {
		return nil
	}
	if len(*list) == 0 {
		return []string{kind + " -"}
	}
	var lines []string
	for _, need := range *list {
		line := kind + " " + escape(need.Cap+need.Path)
		switch {
		case need.Unless != "":
			line += "!"
		case need.Maybe:
			line += "?"
		}
		lines = append(lines, strings.TrimRight(line+" "+need.Because, " "))
	}
	return lines
}
