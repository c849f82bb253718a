package project

import (
	"fmt"
	"slices"
	"strings"

	"github.com/plimsoll-lint/plimsoll/lint/source"
	"github.com/plimsoll-lint/plimsoll/lint/tree"
)

// outline is what a Compose file defines and what it needs, without variables, includes or anything else being evaluated:
// enough to see whether Compose could load the file alone.
type outline struct {
	defines map[part]bool
	needs   []part
	parts   []string // files that are included or extended, as written
	bare    bool     // nothing is in it that would start or include a service
}

// part is something that one file may define and another may use.
type part struct {
	section string // services, networks, volumes, secrets, configs
	name    string
	image   bool // a service that knows where its image comes from
}

// phrase says what is missing, and which file has it.
func (p part) phrase(file string) string {
	kind := strings.TrimSuffix(p.section, "s")
	if p.image {
		return fmt.Sprintf("%s %s has neither image nor build, but has in %s", kind, short(p.name), short(file))
	}
	return fmt.Sprintf("%s %s is defined in %s", kind, short(p.name), short(file))
}

func newOutline(f *source.File) *outline {
	o := &outline{defines: map[part]bool{}, bare: true}
	stream := tree.Parse(f, tree.Limits{})
	for _, doc := range stream.Docs {
		o.document(doc)
	}
	if len(stream.Problems) > 0 {
		o.bare = false // what is in it cannot be told
	}
	return o
}

// satisfies reports whether the file defines what is needed.
func (o *outline) satisfies(p part) bool { return o.defines[p] }

// missing returns what o needs and by does not define, each once.
func (o *outline) missing(by *outline) []part {
	var out []part
	for _, p := range o.needs {
		if !by.defines[p] && !slices.Contains(out, p) {
			out = append(out, p)
		}
		if len(out) == maxNeeds {
			break
		}
	}
	return out
}

// maxNeeds bounds how much of what is missing is looked for.
const maxNeeds = 64

func (o *outline) document(doc *tree.Node) {
	if doc.Kind != tree.Mapping {
		if !doc.IsNull() {
			o.bare = false // no Compose file; the loader says so
		}
		return
	}
	for _, e := range doc.Entries(nil) {
		switch section := e.Key.Text.Value; section {
		case "services":
			if e.Value.Kind != tree.Mapping {
				o.bare = o.bare && e.Value.IsNull()
				continue
			}
			for _, s := range e.Value.Entries(nil) {
				o.bare = false
				o.service(s.Key.Text.Value, s.Value)
			}
		case "networks", "volumes", "secrets", "configs":
			for _, d := range e.Value.Entries(nil) {
				o.defines[part{section: section, name: d.Key.Text.Value}] = true
			}
		case "include":
			o.bare = false
			for _, item := range e.Value.Items {
				o.include(item)
			}
		}
	}
}

func (o *outline) include(item *tree.Node) {
	if item.Kind == tree.Mapping {
		if item = item.Get("path"); item == nil {
			return
		}
	}
	if item.Kind == tree.Scalar {
		o.parts = append(o.parts, item.Text.Value)
	}
	for _, i := range item.Items {
		o.parts = append(o.parts, i.Text.Value)
	}
}

func (o *outline) service(name string, node *tree.Node) {
	o.defines[part{section: "services", name: name}] = true
	self := part{section: "services", name: name, image: true}
	complete := node.Kind != tree.Mapping && !node.IsNull() // the loader says what is wrong with it
	if strings.HasPrefix(node.Tag, "!reset") {
		complete = true
	}
	for _, e := range node.Entries(nil) {
		switch key := e.Key.Text.Value; key {
		case "image", "build", "provider":
			complete = true
		case "extends":
			complete = true
			if e.Value.Kind == tree.Mapping {
				if file := e.Value.Get("file"); file != nil {
					o.parts = append(o.parts, file.Text.Value)
				}
			}
		case "depends_on":
			o.need("services", names(e.Value, true), 0)
		case "links", "volumes_from":
			o.need("services", names(e.Value, false), ':')
		case "networks":
			o.need(key, names(e.Value, false), 0)
		case "secrets", "configs":
			o.need(key, sources(e.Value), 0)
		case "network_mode", "pid", "ipc":
			if of, ok := strings.CutPrefix(e.Value.Text.Value, "service:"); ok {
				o.need("services", []string{of}, 0)
			}
		}
	}
	if complete {
		o.defines[self] = true
	} else {
		o.needs = append(o.needs, self)
	}
}

// need notes the names that are used of a section, cut at the given byte.
func (o *outline) need(section string, names []string, cut byte) {
	for _, name := range names {
		if cut != 0 {
			if i := strings.IndexByte(name, cut); i >= 0 {
				name = name[:i]
			}
		}
		switch {
		case name == "", name == "container", strings.Contains(name, "$"): // another container's name, or a variable
		case section == "networks" && name == "default":
		default:
			o.needs = append(o.needs, part{section: section, name: name})
		}
	}
}

// names returns the texts of a list or the keys of a mapping. With required, those that need not exist are left out.
func names(node *tree.Node, required bool) []string {
	var out []string
	for _, item := range node.Items {
		if item.Kind == tree.Scalar {
			out = append(out, item.Text.Value)
		}
	}
	for _, e := range node.Entries(nil) {
		if required && e.Value.Kind == tree.Mapping {
			if r := e.Value.Get("required"); r != nil && r.Text.Value == "false" {
				continue
			}
		}
		out = append(out, e.Key.Text.Value)
	}
	return out
}

// sources returns what a list of secrets or configs refers to.
func sources(node *tree.Node) []string {
	var out []string
	for _, item := range node.Items {
		if item.Kind == tree.Mapping {
			if item = item.Get("source"); item == nil {
				continue
			}
		}
		out = append(out, item.Text.Value)
	}
	return out
}
