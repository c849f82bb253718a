package main

import (
	"fmt"
	"slices"
	"strings"
)

// free names the products whose extended support costs nothing and comes over the same package archive: an image of
// Debian 11 is still patched during LTS without a change. Everybody else's extended support is paid for.
var free = []string{"debian"}

// moreImages adds images to a product.
var moreImages = map[string][]string{
	"dotnet": {
		"mcr.microsoft.com/dotnet/core/aspnet", "mcr.microsoft.com/dotnet/core/runtime",
		"mcr.microsoft.com/dotnet/core/runtime-deps", "mcr.microsoft.com/dotnet/core/sdk",
	},
}

// supportTable writes eol.txt: a block "=IMAGE" names the products of an image, a block PRODUCT has its title and then
// a line for each release line: name, "-" (supported), "ended" or the last day of security support, code name.
func supportTable(in *Support) (*table, error) {
	t := newTable(
		"Release lines and the end of their security support; for Debian the end of LTS. See tools/imagefacts.",
		"source: "+in.Source,
		"commit: "+in.Commit,
		"date: "+in.Date,
	)
	for _, p := range in.Products {
		for _, image := range slices.Concat(p.Images, moreImages[p.Product]) {
			// Canonical supports its images for longer than the makers of the software do.
			if strings.HasPrefix(image, "ubuntu/") {
				continue
			}
			if err := t.add("="+strings.TrimPrefix(image, "library/"), p.Product); err != nil {
				return nil, err
			}
		}
		lines := []string{p.Title}
		for _, c := range p.Cycles {
			date := c.EOL
			if slices.Contains(free, p.Product) && c.EOES != nil {
				date = c.EOES
			}
			end := text(date)
			switch end {
			case "false":
				end = "-"
			case "true":
				end = "ended"
			}
			line := c.Cycle + " " + end
			if c.Codename != "" {
				name, _, _ := strings.Cut(c.Codename, " ")
				line += " " + strings.ToLower(name)
			}
			if strings.ContainsAny(c.Cycle, " ") || len(end) != len("2006-01-02") && end != "-" && end != "ended" {
				return nil, fmt.Errorf("%s: cycle %q ends %q", p.Product, c.Cycle, end)
			}
			lines = append(lines, line)
		}
		if err := t.add(p.Product, lines...); err != nil {
			return nil, err
		}
	}
	return t, nil
}
