package compose

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/plimsoll-lint/plimsoll/lint/source"
	"github.com/plimsoll-lint/plimsoll/lint/spell"
)

// schemaCheck holds a merged model against the Compose schema. compose-go does the same with a compiled JSON Schema, but
// says only the first fault, and not where it is.
type schemaCheck struct {
	*evaluator
	path []string
}

func (l *evaluator) checkSchema(model *elem) {
	c := &schemaCheck{evaluator: l}
	if c.oldForm(model) || c.foreign(model) {
		return
	}
	c.value(slot{val: model}, projectSpec)
}

// oldForm reports a file of Compose v1, which holds its services at the top.
func (c *schemaCheck) oldForm(model *elem) bool {
	if model.get("services") != nil || model.get("include") != nil || len(model.slots) == 0 {
		return false
	}
	for _, s := range model.slots {
		if !isExtension(s.key.Value) && projectSpec.field(s.key.Value) == nil &&
			(s.val.get("image") != nil || s.val.get("build") != nil) {
			c.problem(source.Refused, s.key.Span, "services",
				"file has the form of Compose v1: put the services below a services key")
			return true
		}
	}
	return false
}

// foreign reports a file without a single key that a Compose file has, once and not for each key.
func (c *schemaCheck) foreign(model *elem) bool {
	for _, s := range model.slots {
		if projectSpec.field(s.key.Value) != nil || isExtension(s.key.Value) || c.meant(s.key.Value, projectSpec) != "" {
			return false
		}
	}
	if len(model.slots) == 0 {
		return false
	}
	c.problem(source.Refused, model.slots[0].key.Span, "services", "file is no Compose file: it has none of its keys")
	return true
}

// meant returns the known key that is near to an unknown one, or "".
func (c *schemaCheck) meant(name string, sp *spec) string {
	names := make([]string, len(sp.fields))
	for i, f := range sp.fields {
		names[i] = f.name
	}
	return spell.Nearest(name, names)
}

func isExtension(key string) bool { return strings.HasPrefix(key, "x-") }

func (c *schemaCheck) key(more ...string) string {
	return clip(strings.Join(append(c.path[:len(c.path):len(c.path)], more...), "."))
}

// value checks one value and all below it.
func (c *schemaCheck) value(s slot, sp *spec) {
	v := s.val
	if v.tag == tagReset || v.exp != nil && v.exp.whole != nil {
		return // taken away, or made by merging
	}
	if sp.kinds != 0 && !c.kind(s, sp) {
		return
	}
	switch v.kind {
	case kindMapping:
		c.mapping(s, sp)
	case kindList:
		c.list(s, sp)
	case kindText:
		if sp.enum != nil && v.known() && !slices.Contains(sp.enum, v.string()) {
			c.problem(source.Refused, s.span(), c.key(), fmt.Sprintf("%s is %q: it is one of %s", c.name(), clip(v.string()),
				strings.Join(sp.enum, ", ")))
		}
	case kindInteger, kindNumber:
		if n, ok := integer(v.text().Value); sp.bounded && ok && (n < sp.low || sp.high >= 0 && n > sp.high) {
			limit := fmt.Sprintf("at least %d", sp.low)
			if sp.high >= 0 {
				limit += fmt.Sprintf(" and at most %d", sp.high)
			}
			c.problem(source.Refused, s.span(), c.key(), fmt.Sprintf("%s is %d: it must be %s", c.name(), n, limit))
		}
	}
}

// name is the last key of the path, for messages.
func (c *schemaCheck) name() string {
	for _, p := range slices.Backward(c.path) {
		if !strings.HasPrefix(p, "[") {
			return clip(p)
		}
	}
	return "file"
}

// kind reports a value of a kind that the schema does not allow.
func (c *schemaCheck) kind(s slot, sp *spec) bool {
	k := s.val.kind
	allowed := sp.kinds
	if allowed&kindNumber != 0 {
		allowed |= kindInteger
	}
	if k == kindNumber && allowed&kindInteger != 0 && s.val.known() {
		if f, err := strconv.ParseFloat(s.val.text().Value, 64); err == nil && f == float64(int64(f)) {
			return true
		}
	}
	if k&allowed != 0 {
		return true
	}
	var message string
	switch {
	case k == kindNull && len(c.path) == 2 && c.path[0] == "services":
		message = fmt.Sprintf("service %q is empty: it needs an image or a build", c.name())
	case k == kindNull && len(c.path) == 1 && c.path[0] == "services":
		message = "services is empty: there is no service"
	case k == kindNull:
		message = fmt.Sprintf("%s is empty: give it %s, or remove it", c.name(), allowed)
	case allowed&kindText != 0 && k&(kindInteger|kindNumber|kindBool) != 0:
		message = fmt.Sprintf("%s is %s: put it in quotes, as Compose wants a text", c.name(), k)
	default:
		message = fmt.Sprintf("%s is %s, but must be %s", c.name(), k, allowed)
	}
	if k == kindText && s.val.text().Value == "" {
		message = fmt.Sprintf("%s is an empty text, but must be %s", c.name(), allowed)
	}
	c.problem(source.Refused, s.span(), c.key(), message, s.via.notes()...)
	return false
}

func (c *schemaCheck) mapping(s slot, sp *spec) {
	depth := len(c.path)
	for _, f := range s.val.children(s.via) {
		name := f.key.Value
		next := sp.field(name)
		known := next != nil && (next != sp.rest || !sp.names || isName(name))
		switch {
		case known:
			c.path = append(c.path, name)
			c.value(f, next)
			c.path = c.path[:depth]
		case isExtension(name) && !sp.names || sp.open || f.val.tag == tagReset:
		case sp.fields == nil && sp.rest == nil:
		default:
			c.unknown(f, sp)
		}
	}
	for _, need := range sp.needs {
		if s.val.get(need) == nil && !s.val.gap {
			c.problem(source.Refused, s.span(), c.key(need), fmt.Sprintf("%s has no %s, which it needs", c.name(), need))
		}
	}
}

// unknown reports a key that the schema does not have.
func (c *schemaCheck) unknown(f slot, sp *spec) {
	name := f.key.Value
	at := f.via.place(f.key.Span)
	if sp.names && sp.rest != nil {
		c.problem(source.Refused, at, c.key(clip(name)),
			fmt.Sprintf("name %q is not allowed: letters, digits, '.', '_' and '-' only", clip(name)))
		return
	}
	where := "at the top"
	if len(c.path) > 0 {
		where = "in " + c.name()
		if len(c.path) == 2 {
			where = "in " + strings.TrimSuffix(c.path[0], "s") + " " + c.name()
		}
	}
	message := fmt.Sprintf("unknown key %q %s", clip(name), where)
	if near := c.meant(name, sp); near != "" {
		message += fmt.Sprintf("; did you mean %q", near)
	}
	c.problem(source.UnknownName, at, c.key(clip(name)), message)
}

func (c *schemaCheck) list(s slot, sp *spec) {
	if sp.item == nil {
		return
	}
	depth := len(c.path)
	var seen map[string]slot
	for i, item := range s.val.children(s.via) {
		if !item.key.IsZero() {
			continue // a mapping of hosts
		}
		c.path = append(c.path, "["+strconv.Itoa(i)+"]")
		c.value(item, sp.item)
		c.path = c.path[:depth]
		if !sp.unique || sp.key != 0 || sp.merge == mergeKeyed || !item.val.known() {
			continue
		}
		if seen == nil {
			seen = make(map[string]slot, len(s.val.slots))
		}
		p := item.val.print()
		if first, ok := seen[p]; ok {
			c.problem(source.Refused, item.span(), c.key(clip(item.val.string())),
				fmt.Sprintf("%q stands twice in %s; remove one", clip(item.val.string()), c.name()),
				source.Note{Span: first.span(), Message: "it stands here first"})
			continue
		}
		seen[p] = item
	}
}

func isName(s string) bool {
	for i := 0; i < len(s); i++ {
		c := s[i]
		if !isNameStart(c) && (c < '0' || c > '9') && c != '.' && c != '-' {
			return false
		}
	}
	return s != ""
}

// ContainerName reports whether Docker takes a text as the name of a container (moby, daemon/names).
func ContainerName(name string) bool {
	name = strings.TrimPrefix(name, "/")
	return len(name) > 1 && isName(name) && !strings.ContainsRune("_.-", rune(name[0]))
}
