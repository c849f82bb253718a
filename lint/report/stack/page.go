package stack

import (
	"bufio"
	"cmp"
	"crypto/sha256"
	_ "embed"
	"encoding/base64"
	"fmt"
	"html"
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/report/glyph"
)

// Page is one page of HTML about stacks. It loads nothing and runs nothing: its policy allows its own style and no more.
type Page struct {
	Stacks []Stack
	Result lint.Result
	// URL returns the address of the page of a rule.
	URL func(rule string) string
}

//go:embed page.css
var style string

// subject is what findings are about: the services of a stack go by their subjects.
type subject struct {
	stack int
	name  string
}

type count struct {
	n     int
	worst lint.Severity
}

type page struct {
	*bufio.Writer
	*Page
	counts map[subject]count
	ids    []identifiers // by stack
}

// HTML writes the page.
func HTML(w io.Writer, of *Page) error {
	p := &page{Writer: bufio.NewWriterSize(w, 64<<10), Page: of, counts: map[subject]count{}}
	p.count()
	sum := sha256.Sum256([]byte(style))
	p.WriteString("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
	fmt.Fprintf(p, "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'sha256-%s'; "+
		"base-uri 'none'; form-action 'none'\">\n", base64.StdEncoding.EncodeToString(sum[:]))
	p.WriteString("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<meta name=\"referrer\" content=\"no-referrer\">\n" +
		"<title>What runs</title>\n<style>" + style + "</style>\n</head>\n<body>\n<h1>What runs</h1>\n")
	p.summary()
	for i := range p.Stacks {
		if p.Stacks[i].Deployed {
			p.stack(i)
		}
	}
	p.images()
	p.findings()
	p.WriteString("</body>\n</html>\n")
	return p.Flush()
}

// count finds out how many findings are about each service.
func (p *page) count() {
	stacks := map[string][]int{}
	ids := identifiers{}
	for i := range p.Stacks {
		ids.next(&p.Stacks[i])
		p.ids = append(p.ids, ids)
		for _, name := range p.Stacks[i].Files {
			stacks[name] = append(stacks[name], i)
		}
	}
	for i := range p.Result.Findings {
		f := &p.Result.Findings[i]
		if f.Subject == "" || f.Span.IsZero() {
			continue
		}
		for _, of := range stacks[f.Span.File.Path] {
			key := subject{of, f.Subject}
			c := p.counts[key]
			p.counts[key] = count{c.n + 1, max(c.worst, f.Severity)}
		}
	}
}

func (p *page) badge(stack, service int) (text, class string) {
	c, ok := p.counts[subject{stack, p.Stacks[stack].Services[service].Subject}]
	if !ok {
		return "", ""
	}
	return plural(c.n, "finding"), c.worst.String()
}

func plural(n int, what string) string {
	if n != 1 {
		what += "s"
	}
	return strconv.Itoa(n) + " " + what
}

func (p *page) summary() {
	var projects, services, outside, danger int
	for i := range p.Stacks {
		if !p.Stacks[i].Deployed {
			continue
		}
		projects++
		for j := range p.Stacks[i].Services {
			s := &p.Stacks[i].Services[j]
			services++
			if len(s.Outside) > 0 {
				outside++
			}
			if s.Level() == Danger {
				danger++
			}
		}
	}
	var severities [lint.Critical + 1]int
	for i := range p.Result.Findings {
		severities[p.Result.Findings[i].Severity]++
	}
	p.WriteString("<ul class=\"summary\">\n")
	chip := func(class, text string) { fmt.Fprintf(p, "<li class=\"%s\">%s</li>\n", class, text) }
	chip("plain", plural(services, "service")+" in "+plural(projects, "project"))
	if outside > 0 {
		chip("notable", strconv.Itoa(outside)+" reachable from outside")
	}
	if danger > 0 {
		chip("danger", strconv.Itoa(danger)+" can take over the host")
	}
	for s := lint.Critical; s >= lint.Info; s-- {
		if severities[s] > 0 {
			chip(s.String(), strconv.Itoa(severities[s])+" "+s.String())
		}
	}
	if len(p.Result.Findings) == 0 {
		chip("plain", "no findings")
	}
	p.WriteString("</ul>\n")
	if len(p.Result.Failures) > 0 {
		p.WriteString("<div class=\"gaps\"><p>Not everything was read, so that this page is incomplete:</p>\n<ul>\n")
		for _, f := range p.Result.Failures {
			place := f.Path
			if place != "" {
				place += ": "
			}
			fmt.Fprintf(p, "<li>%s</li>\n", visible(place+f.Message))
		}
		p.WriteString("</ul></div>\n")
	}
}

func visible(s string) string { return html.EscapeString(glyph.Visible(s)) }

func (p *page) stack(i int) {
	s := &p.Stacks[i]
	fmt.Fprintf(p, "<section>\n<h2>%s</h2>\n<figure>\n", visible(s.Name))
	pic := picture{
		Writer: p.Writer, stack: s, badge: func(service int) (string, string) { return p.badge(i, service) }, anchor: p.ids[i].service,
	}
	pic.draw()
	p.WriteString("<figcaption>Red takes over the host, yellow is reachable from outside or gives up a layer of defence; a dot is a " +
		"network that the service is in; of what is dashed a variable decides.")
	if len(s.Services) > maxPicture || len(s.Networks) > maxLanes {
		fmt.Fprintf(p, " The picture shows %d of %s and %d of %s.", len(pic.rows),
			plural(len(s.Services), "service"), pic.lanes, plural(len(s.Networks), "network"))
	}
	p.WriteString("</figcaption>\n</figure>\n")
	p.table(TableOf(p.Stacks[i:i+1], "SERVICE", func(_ *Stack, s *Service) string { return s.Name }), p.ids[i].service)
	p.WriteString("</section>\n")
}

// images lists the containers of Dockerfiles that no Compose file runs.
func (p *page) images() {
	var rest []Stack
	for _, s := range p.Stacks {
		if !s.Deployed {
			rest = append(rest, s)
		}
	}
	if len(rest) == 0 {
		return
	}
	p.WriteString("<section>\n<h2>Images of which no file says how they are run</h2>\n")
	p.table(TableOf(rest, "DOCKERFILE", func(st *Stack, _ *Service) string { return st.Name }), nil)
	p.WriteString("</section>\n")
}

func (p *page) table(t Table, anchor func(int) string) {
	p.WriteString("<div class=\"wide\"><table>\n<thead><tr>")
	for _, h := range t.Header {
		fmt.Fprintf(p, "<th>%s</th>", html.EscapeString(strings.ToLower(h)))
	}
	p.WriteString("</tr></thead>\n<tbody>\n")
	for row, cells := range t.Rows {
		p.WriteString("<tr")
		if anchor != nil {
			fmt.Fprintf(p, " id=\"%s\"", anchor(row))
		}
		p.WriteString(">")
		for k, c := range cells {
			tag := "td"
			if k == 0 {
				tag = "th"
			}
			p.WriteString("<" + tag)
			class := c.Level.String()
			if slices.ContainsFunc(strings.Fields(c.Text), func(w string) bool { return len(w) > 32 }) {
				class += " long"
			}
			if class != Plain.String() {
				p.WriteString(" class=\"" + class + "\"")
			}
			p.WriteString(">" + visible(c.Text) + "</" + tag + ">")
		}
		p.WriteString("</tr>\n")
	}
	p.WriteString("</tbody>\n</table></div>\n")
}

// findings lists all findings, the worst first.
func (p *page) findings() {
	if len(p.Result.Findings) == 0 {
		return
	}
	p.WriteString("<section>\n<h2>Findings</h2>\n<div class=\"wide\"><table class=\"findings\">\n" +
		"<thead><tr><th>severity</th><th>finding</th><th>place</th></tr></thead>\n<tbody>\n")
	order := make([]*lint.Finding, len(p.Result.Findings))
	for i := range order {
		order[i] = &p.Result.Findings[i]
	}
	slices.SortStableFunc(order, func(a, b *lint.Finding) int { return cmp.Compare(b.Severity, a.Severity) })
	for _, f := range order {
		place := ""
		if !f.Span.IsZero() {
			at := f.Span.Position()
			place = fmt.Sprintf("%s:%d:%d", f.Span.File.Path, at.Line, at.Column)
		}
		fmt.Fprintf(p, "<tr><td><span class=\"pill %s\">%s</span></td><td>%s <a class=\"rule\" href=\"%s\">%s</a></td><td class=\"place\">%s</td></tr>\n",
			f.Severity, f.Severity, visible(f.Message), html.EscapeString(p.URL(f.Rule.ID)), html.EscapeString(f.Rule.ID), visible(place))
	}
	p.WriteString("</tbody>\n</table></div>\n</section>\n")
}
