package stack

import (
	"bufio"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/plimsoll-lint/plimsoll/lint/report/glyph"
)

// Mermaid writes the stacks as a flowchart that GitHub draws in a Markdown file. No name is an identifier: they are labels,
// with every character that means something to Mermaid or to HTML as a number.
func Mermaid(w io.Writer, stacks []Stack) error {
	b := bufio.NewWriter(w)
	b.WriteString("flowchart LR\n")
	drawn, rest := split(stacks)
	if slices.ContainsFunc(drawn, func(d drawing) bool { return d.outside }) {
		b.WriteString("  outside((\"outside\"))\n")
	}
	if slices.ContainsFunc(drawn, func(d drawing) bool { return d.local }) {
		b.WriteString("  local((\"programs on<br/>the host\"))\n")
	}
	var boxes []string
	ids := identifiers{}
	for _, d := range drawn {
		ids.next(d.Stack)
		indent := "  "
		if len(drawn) > 1 {
			fmt.Fprintf(b, "  subgraph %s[\"%s\"]\n", ids.stack(), mermaidLabel(d.Name))
			indent = "    "
		}
		for n, network := range d.Networks {
			label := mermaidLabel("network " + networkLabel(network))
			if network.Alone == 0 {
				fmt.Fprintf(b, "%s%s([\"%s\"]):::network\n", indent, ids.network(n), label)
				continue
			}
			boxes = append(boxes, ids.network(n))
			fmt.Fprintf(b, "%ssubgraph %s[\"%s\"]\n", indent, ids.network(n), label)
			for _, i := range d.alone[n] {
				mermaidService(b, indent+"  ", ids.service(i), &d.Services[i])
			}
			b.WriteString(indent + "end\n")
		}
		for _, i := range d.between {
			mermaidService(b, indent, ids.service(i), &d.Services[i])
		}
		for _, i := range d.between {
			for _, n := range d.Services[i].Networks {
				fmt.Fprintf(b, "%s%s --- %s\n", indent, ids.service(i), ids.network(n))
			}
		}
		if len(drawn) > 1 {
			b.WriteString("  end\n")
		}
	}
	if slices.ContainsFunc(drawn, func(d drawing) bool { return d.host }) {
		b.WriteString("  host[[\"the host\"]]:::host\n")
	}
	mermaidEdges(b, drawn)
	if rest > 0 {
		fmt.Fprintf(b, "  %%%% not shown: %s\n", images(rest))
	}
	if len(boxes) > 0 {
		fmt.Fprintf(b, "  class %s network\n", strings.Join(boxes, ","))
	}
	b.WriteString("  classDef danger fill:#ffd7d5,stroke:#a40e26,stroke-width:2px,color:#1f2328\n" +
		"  classDef notable fill:#fff1c9,stroke:#9a6700,color:#1f2328\n" +
		"  classDef network fill:#ddf4ff,stroke:#0969da,color:#1f2328\n" +
		"  classDef host fill:#eaeef2,stroke:#57606a,color:#1f2328\n")
	return b.Flush()
}

func mermaidService(b *bufio.Writer, indent, id string, s *Service) {
	class := ""
	if l := s.Level(); l != Plain {
		class = ":::" + l.String()
	}
	lines := serviceLines(s)
	for i := range lines {
		lines[i] = mermaidLabel(lines[i])
	}
	fmt.Fprintf(b, "%s%s[\"%s\"]%s\n", indent, id, strings.Join(lines, "<br/>"), class)
}

func mermaidEdges(b *bufio.Writer, drawn []drawing) {
	ids, edge := identifiers{}, 0
	var red []string
	join := func(labels []string) string {
		labels = few(labels)
		for i := range labels {
			labels[i] = mermaidLabel(labels[i])
		}
		return strings.Join(labels, "<br/>")
	}
	for _, d := range drawn { // the lines to networks came before
		for _, i := range d.between {
			edge += len(d.Services[i].Networks)
		}
	}
	for _, d := range drawn {
		ids.next(d.Stack)
		for i := range d.Services {
			s, id := &d.Services[i], ids.service(i)
			if len(s.Outside) > 0 {
				fmt.Fprintf(b, "  outside ==>|\"%s\"| %s\n", join(s.Outside), id)
				edge++
			}
			if len(s.Unsure) > 0 {
				fmt.Fprintf(b, "  outside -.->|\"%s\"| %s\n", join(s.Unsure), id)
				edge++
			}
			if len(s.Local) > 0 {
				fmt.Fprintf(b, "  local -->|\"%s\"| %s\n", join(s.Local), id)
				edge++
			}
			if len(s.Host) > 0 {
				fmt.Fprintf(b, "  %s -->|\"%s\"| host\n", id, join(wayLabels(s.Host)))
				if s.Host[0].Level == Danger {
					red = append(red, fmt.Sprint(edge))
				}
				edge++
			}
		}
	}
	if len(red) > 0 {
		fmt.Fprintf(b, "  linkStyle %s stroke:#cf222e,stroke-width:3px\n", strings.Join(red, ","))
	}
}

// mermaidLabel returns s as the inside of a quoted label. Plain words stay readable; all else becomes #NN;, which Mermaid
// turns back only after it has parsed, and taken for Markdown, what there is.
func mermaidLabel(s string) string {
	s = glyph.Shorten(glyph.Visible(s), labelWidth)
	var b strings.Builder
	for i, r := range s {
		switch {
		case r >= 'a' && r <= 'z', r >= 'A' && r <= 'Z', r >= '0' && r <= '9', r > 0x7f, r == '/', r == '=', r == ',', r == '?':
			b.WriteRune(r)
		case r == ' ' && i > 0, r == '-' && i > 0:
			b.WriteRune(r)
		case r == '.' && i+1 < len(s) && s[i+1] != ' ', r == ':' && !strings.Contains(s, "style") && !strings.Contains(s, "classDef"):
			b.WriteRune(r)
		case r == '\\':
			b.WriteRune('∖') // Mermaid would take \n for the end of a line, also where it is spelled as a number
		default:
			fmt.Fprintf(&b, "#%d;", r)
		}
	}
	return b.String()
}
