package stack

import (
	"bufio"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/plimsoll-lint/plimsoll/lint/report/glyph"
)

// DOT writes the stacks for Graphviz. Names are labels only.
func DOT(w io.Writer, stacks []Stack) error {
	b := bufio.NewWriter(w)
	b.WriteString("digraph stacks {\n" +
		"  graph [rankdir=LR, compound=true, fontname=\"Helvetica\", fontsize=11, nodesep=0.3, ranksep=1]\n" +
		"  node [shape=box, style=\"rounded,filled\", fillcolor=\"#ffffff\", fontname=\"Helvetica\", fontsize=11]\n" +
		"  edge [fontname=\"Helvetica\", fontsize=9]\n")
	drawn, rest := split(stacks)
	if slices.ContainsFunc(drawn, func(d drawing) bool { return d.outside }) {
		b.WriteString("  outside [label=\"outside\", shape=ellipse]\n")
	}
	if slices.ContainsFunc(drawn, func(d drawing) bool { return d.host || d.local }) {
		b.WriteString("  host [label=\"the host\", shape=box3d, style=filled, fillcolor=\"#eaeef2\"]\n")
	}
	ids := identifiers{}
	for _, d := range drawn {
		ids.next(d.Stack)
		indent := "  "
		if len(drawn) > 1 {
			fmt.Fprintf(b, "  subgraph cluster_%s {\n    label=%s\n    style=\"rounded\"\n", ids.stack(), quote(d.Name))
			indent = "    "
		}
		for n, network := range d.Networks {
			label := quote("network " + networkLabel(network))
			if network.Alone == 0 {
				fmt.Fprintf(b, "%s%s [label=%s, shape=ellipse, fillcolor=\"#ddf4ff\"]\n", indent, ids.network(n), label)
				continue
			}
			fmt.Fprintf(b, "%ssubgraph cluster_%s {\n%s  label=%s\n%s  style=\"rounded,filled\"\n%s  fillcolor=\"#ddf4ff\"\n",
				indent, ids.network(n), indent, label, indent, indent)
			fmt.Fprintf(b, "%s  %s [shape=point, style=invis, width=0]\n", indent, ids.network(n))
			for _, i := range d.alone[n] {
				dotService(b, indent+"  ", ids.service(i), &d.Services[i])
			}
			b.WriteString(indent + "}\n")
		}
		for _, i := range d.between {
			dotService(b, indent, ids.service(i), &d.Services[i])
		}
		if len(drawn) > 1 {
			b.WriteString("  }\n")
		}
		dotEdges(b, ids, d)
	}
	if rest > 0 {
		fmt.Fprintf(b, "  // not shown: %s\n", images(rest))
	}
	b.WriteString("}\n")
	return b.Flush()
}

func dotService(b *bufio.Writer, indent, id string, s *Service) {
	style := ""
	switch s.Level() {
	case Danger:
		style = ", fillcolor=\"#ffd7d5\", color=\"#a40e26\", penwidth=2"
	case Notable:
		style = ", fillcolor=\"#fff1c9\", color=\"#9a6700\""
	}
	fmt.Fprintf(b, "%s%s [label=%s%s]\n", indent, id, quote(serviceLines(s)...), style)
}

func dotEdges(b *bufio.Writer, ids identifiers, d drawing) {
	for _, i := range d.between {
		for _, n := range d.Services[i].Networks {
			into := ""
			if d.Networks[n].Alone > 0 {
				into = ", lhead=cluster_" + ids.network(n)
			}
			fmt.Fprintf(b, "  %s -> %s [dir=none, color=\"#0969da\"%s]\n", ids.service(i), ids.network(n), into)
		}
	}
	for i := range d.Services {
		s, id := &d.Services[i], ids.service(i)
		if len(s.Outside) > 0 {
			fmt.Fprintf(b, "  outside -> %s [label=%s, penwidth=2]\n", id, quote(few(s.Outside)...))
		}
		if len(s.Unsure) > 0 {
			fmt.Fprintf(b, "  outside -> %s [label=%s, style=dashed]\n", id, quote(few(s.Unsure)...))
		}
		if len(s.Local) > 0 {
			fmt.Fprintf(b, "  %s -> host [label=%s, dir=back]\n", id, quote(few(s.Local)...))
		}
		if len(s.Host) > 0 {
			style := ""
			if s.Host[0].Level == Danger {
				style = ", color=\"#cf222e\", fontcolor=\"#a40e26\", penwidth=2"
			}
			fmt.Fprintf(b, "  %s -> host [label=%s%s]\n", id, quote(few(wayLabels(s.Host))...), style)
		}
	}
}

// quote returns lines as a quoted string of DOT. Graphviz reads HTML entities in labels, so that & is spelled out as well.
func quote(lines ...string) string {
	var b strings.Builder
	b.WriteByte('"')
	for i, line := range lines {
		if i > 0 {
			b.WriteString(`\n`)
		}
		for _, r := range glyph.Shorten(glyph.Visible(line), labelWidth) {
			switch r {
			case '"', '\\':
				b.WriteByte('\\')
				b.WriteRune(r)
			case '&':
				b.WriteString("&amp;")
			default:
				b.WriteRune(r)
			}
		}
	}
	b.WriteByte('"')
	return b.String()
}
