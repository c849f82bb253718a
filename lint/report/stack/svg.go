package stack

import (
	"bufio"
	"fmt"
	"html"
	"strconv"
	"strings"

	"github.com/plimsoll-lint/plimsoll/lint/report/glyph"
)

// The measures of the picture, in pixels.
const (
	barWidth   = 84  // outside, and the host
	labelZone  = 210 // between a bar and what stands next
	boxWidth   = 300
	boxHeight  = 72
	pitch      = 92 // from one service to the next
	lanePitch  = 30 // from one network to the next
	svgMargin  = 12
	maxPicture = 200 // services in one picture
	maxLanes   = 40  // networks in one picture
)

// picture draws one stack: outside at the left, one row a service, a line down for each network with a dot for each service
// that is in it, and the host at the right. Its size grows with the services and not with their pairs.
type picture struct {
	*bufio.Writer
	stack            *Stack
	rows             []int // the services that are drawn
	lanes            int
	box, lane, host  int // where those begin, from the left
	top, width, high int
	outside, toHost  bool
	badge            func(service int) (text, class string)
	anchor           func(service int) string
}

func (p *picture) draw() {
	p.measure()
	fmt.Fprintf(p, "<svg viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\" role=\"img\" aria-label=\"%s\">\n",
		p.width, p.high, p.width, p.high, label("what reaches what in "+p.stack.Name, 200))
	bar := func(x int, class, name string) {
		fmt.Fprintf(p, "<rect class=\"%s\" x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" rx=\"8\"/>\n", class, x, p.top, barWidth,
			p.high-p.top-svgMargin)
		fmt.Fprintf(p, "<text class=\"barname\" x=\"%d\" y=\"%d\">%s</text>\n", x+barWidth/2, p.top+26, name)
	}
	if p.outside {
		bar(svgMargin, "outside", "outside")
	}
	if p.toHost {
		bar(p.host, "host", "the host")
	}
	p.drawLanes()
	for row, i := range p.rows {
		p.service(row, i)
	}
	p.WriteString("</svg>\n")
}

// measure decides what is drawn, and where.
func (p *picture) measure() {
	p.rows = worst(p.stack.Services, maxPicture)
	for _, i := range p.rows {
		s := &p.stack.Services[i]
		p.outside = p.outside || len(s.Outside)+len(s.Unsure) > 0
		p.toHost = p.toHost || len(s.Local)+len(s.Host) > 0
	}
	p.lanes = min(len(p.stack.Networks), maxLanes)
	p.top = svgMargin
	if p.lanes > 0 {
		p.top = 36
	}
	if p.lanes > 1 {
		longest := 0
		for _, n := range p.stack.Networks[:p.lanes] {
			longest = max(longest, len([]rune(glyph.Shorten(glyph.Visible(networkLabel(n)), 24))))
		}
		p.top = 30 + longest*5
	}
	p.box = svgMargin
	if p.outside {
		p.box += barWidth + labelZone
	}
	p.lane = p.box + boxWidth + 36
	p.width = p.lane + p.lanes*lanePitch
	p.host = p.width + labelZone
	if p.toHost {
		p.width = p.host + barWidth
	} else if p.lanes > 1 {
		p.width += 100 // the slanted names
	}
	p.width += svgMargin
	p.high = p.top + len(p.rows)*pitch + 2*svgMargin
}

// worst returns the indexes of at most n services, in their order: where there are more, those that a reviewer minds most.
func worst(services []Service, n int) []int {
	var rows []int
	if len(services) <= n {
		for i := range services {
			rows = append(rows, i)
		}
		return rows
	}
	left := n
	take := make([]bool, len(services))
	for level := Danger; level >= Plain; level-- {
		for i := range services {
			if left > 0 && services[i].Level() == level {
				take[i] = true
				left--
			}
		}
	}
	for i, ok := range take {
		if ok {
			rows = append(rows, i)
		}
	}
	return rows
}

func (p *picture) laneAt(n int) int { return p.lane + n*lanePitch }
func (p *picture) rowAt(row int) int {
	return p.top + svgMargin + row*pitch
}

// drawLanes draws the line of each network down to the last service that is in it.
func (p *picture) drawLanes() {
	last := make([]int, p.lanes)
	for row, i := range p.rows {
		for _, n := range p.stack.Services[i].Networks {
			if n < p.lanes {
				last[n] = row
			}
		}
	}
	for n, network := range p.stack.Networks[:p.lanes] {
		x := p.laneAt(n)
		fmt.Fprintf(p, "<line class=\"lane c%d\" x1=\"%d\" y1=\"%d\" x2=\"%d\" y2=\"%d\"/>\n", n%6, x, p.top, x, p.rowAt(last[n])+16)
		turn := fmt.Sprintf(" transform=\"rotate(-45 %d %d)\"", x, p.top-8)
		if p.lanes == 1 {
			turn = " text-anchor=\"middle\""
		}
		fmt.Fprintf(p, "<text class=\"lanename\" x=\"%d\" y=\"%d\"%s>%s%s</text>\n", x, p.top-8, turn,
			tip("network "+networkLabel(network)), label(networkLabel(network), 24))
	}
}

func (p *picture) service(row, i int) {
	s, y := &p.stack.Services[i], p.rowAt(row)
	right := p.box + boxWidth
	p.WriteString("<g>\n")
	if ports := append(append([]string(nil), s.Outside...), s.Unsure...); len(ports) > 0 {
		class := "in"
		if len(s.Outside) == 0 {
			class = "in unsure"
		}
		p.arrow(class, svgMargin+barWidth, p.box, y+36)
		p.labels(svgMargin+barWidth+10, y+36, ports, "")
	}
	if n := p.furthest(s); n >= 0 {
		fmt.Fprintf(p, "<line class=\"member\" x1=\"%d\" y1=\"%d\" x2=\"%d\" y2=\"%d\"/>\n", right, y+16, p.laneAt(n), y+16)
		for _, n := range s.Networks {
			if n < p.lanes {
				fmt.Fprintf(p, "<circle class=\"c%d\" cx=\"%d\" cy=\"%d\" r=\"6\"/>\n", n%6, p.laneAt(n), y+16)
			}
		}
	}
	if len(s.Host) > 0 {
		class := "out " + s.Host[0].Level.String()
		p.arrow(class, right, p.host, y+40)
		p.labels(p.host-labelZone+8, y+40, wayLabels(s.Host), s.Host[0].Level.String())
	}
	if len(s.Local) > 0 {
		p.arrow("in local", p.host, right, y+66)
		fmt.Fprintf(p, "<text class=\"edge\" x=\"%d\" y=\"%d\">%s%s</text>\n", p.host-labelZone+8, y+79, tip(strings.Join(s.Local, ", ")),
			label(strings.Join(s.Local, ", "), 32))
	}
	p.node(s, i, y)
	p.WriteString("</g>\n")
}

// furthest returns the last lane that a service is in, or -1.
func (p *picture) furthest(s *Service) int {
	n := -1
	for _, one := range s.Networks {
		if one < p.lanes {
			n = max(n, one)
		}
	}
	return n
}

func (p *picture) node(s *Service, i, y int) {
	fmt.Fprintf(p, "<a href=\"#%s\"><rect class=\"box %s\" x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" rx=\"6\"/>\n", p.anchor(i), s.Level(),
		p.box, y, boxWidth, boxHeight)
	text, class := p.badge(i)
	cells := 36
	if text != "" {
		cells = 22
	}
	fmt.Fprintf(p, "<text class=\"name\" x=\"%d\" y=\"%d\">%s%s</text>\n", p.box+12, y+22, tip(s.Name), label(s.Name, cells))
	if text != "" {
		width := 14 + 6*len(text)
		x := p.box + boxWidth - width - 8
		fmt.Fprintf(p, "<rect class=\"pill %s\" x=\"%d\" y=\"%d\" width=\"%d\" height=\"18\" rx=\"9\"/>", class, x, y+8, width)
		fmt.Fprintf(p, "<text class=\"pilltext\" x=\"%d\" y=\"%d\">%s</text>\n", x+width/2, y+21, html.EscapeString(text))
	}
	lines := serviceLines(s)[1:]
	fmt.Fprintf(p, "<text class=\"line\" x=\"%d\" y=\"%d\">%s%s</text>\n", p.box+12, y+42, tip(lines[0]), label(lines[0], 44))
	more := strings.Join(lines[1:], ", ")
	fmt.Fprintf(p, "<text class=\"line\" x=\"%d\" y=\"%d\">%s%s</text></a>\n", p.box+12, y+60, tip(more), label(more, 44))
}

// arrow draws a line to x2 with a head. Heads are drawn and not markers, whose names would be those of the whole page.
func (p *picture) arrow(class string, x1, x2, y int) {
	back := 8
	if x2 < x1 {
		back = -8
	}
	fmt.Fprintf(p, "<line class=\"edgeline %s\" x1=\"%d\" y1=\"%d\" x2=\"%d\" y2=\"%d\"/>", class, x1, y, x2-back, y)
	fmt.Fprintf(p, "<path class=\"head %s\" d=\"M%d %dL%d %dL%d %dZ\"/>\n", class, x2, y, x2-back, y-5, x2-back, y+5)
}

// labels writes what a line stands for: the first one above it and the others below.
func (p *picture) labels(x, y int, labels []string, class string) {
	all := tip(strings.Join(labels, ", "))
	fmt.Fprintf(p, "<text class=\"edge %s\" x=\"%d\" y=\"%d\">%s%s</text>\n", class, x, y-6, all, label(labels[0], 32))
	if rest := labels[1:]; len(rest) > 0 {
		text := rest[0]
		if len(rest) > 1 {
			text = glyph.Shorten(glyph.Visible(text), 22) + " +" + strconv.Itoa(len(rest)-1)
		}
		fmt.Fprintf(p, "<text class=\"edge\" x=\"%d\" y=\"%d\">%s%s</text>\n", x, y+15, all, label(text, 32))
	}
}

// label returns untrusted text for HTML, cut to so many cells.
func label(s string, cells int) string {
	return html.EscapeString(glyph.Shorten(glyph.Visible(s), cells))
}

// tip returns the whole text as what a pointer shows.
func tip(s string) string { return "<title>" + label(s, 2000) + "</title>" }
