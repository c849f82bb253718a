package compose

import (
	"fmt"
	"path"
	"slices"
	"strings"

	"github.com/plimsoll-lint/plimsoll/lint/source"
)

const (
	// maxIncludes bounds how many files are included below one another.
	maxIncludes = 100
	// maxMoved bounds the work of putting services over included ones: all that are known, for each include.
	maxMoved = 2_000_000
)

// include puts a document over what it includes, as compose-go does: the document's own services go over included ones
// of the same name, and of two included ones the first goes over the second.
func (l *evaluator) include(e *elem, s slot, sc *scope, chain []link) *elem {
	e = e.without("include")
	(&schemaCheck{evaluator: l, path: []string{"include"}}).value(s, projectSpec.field("include"))
	if s.val.kind != kindList {
		return e
	}
	if len(chain) > maxIncludes {
		l.gap = true
		l.problem(source.Unread, s.val.span(), "include", fmt.Sprintf("more than %d files include one another", maxIncludes))
		return e
	}
	for _, item := range s.val.children(s.via) {
		imported := l.includeOne(item, sc, chain)
		if imported != nil {
			l.moved += e.entries() + imported.entries()
		}
		if l.moved > maxMoved || l.copied > maxCopied {
			l.gap = true
			l.problem(source.Unread, item.via.place(item.val.span()), "include", "includes stand for too much: no more are read")
			break
		}
		if imported != nil {
			e = l.imported(e, imported)
		}
	}
	return e
}

// entries returns the number of entries in the sections of a file.
func (e *elem) entries() int {
	n := 0
	for _, s := range e.slots {
		n += len(s.val.slots)
	}
	return n
}

// link is a file of a chain of includes, and the place in the one before it that includes it.
type link struct {
	name string
	from source.Span
}

// sections are the parts of a file that an include brings.
var sections = [...]string{"services", "jobs", "volumes", "networks", "secrets", "configs", "models"}

// imported puts a document over an included model.
func (l *evaluator) imported(e, model *elem) *elem {
	base := &elem{kind: kindMapping, scope: model.scope, node: model.node, gap: model.gap}
	rest := *e
	for _, s := range model.slots {
		if slices.Contains(sections[:], s.key.Value) {
			own := e.get(s.key.Value)
			if own != nil && s.val.kind == kindMapping && own.val.kind == kindMapping {
				s.val = withoutEqual(s.val, own.val)
			}
			base.slots = append(base.slots, s)
		}
	}
	merged := l.merge(slot{val: base}, slot{val: &rest}, projectSpec).val
	out := *merged
	out.node, out.scope = e.node, e.scope
	return &out
}

// withoutEqual leaves out the entries that are the same in the other mapping, having come there by another include: to
// merge them would double their lists.
func withoutEqual(model, own *elem) *elem {
	out := *model
	out.slots = make([]slot, 0, len(model.slots))
	for _, s := range model.slots {
		if o := own.get(s.key.Value); o != nil && (o.val == s.val || o.val.print() == s.val.print()) {
			continue
		}
		out.slots = append(out.slots, s)
	}
	return &out
}

// includeOne loads the files of one entry of include.
func (l *evaluator) includeOne(item slot, sc *scope, chain []link) *elem {
	paths, dirSlot, envSlot := []slot{item}, (*slot)(nil), (*slot)(nil)
	if item.val.kind == kindMapping {
		p := item.val.get("path")
		if p == nil {
			l.problem(source.Refused, item.via.place(item.val.span()), "include", "include names no path")
			return nil
		}
		paths = listed(slot{val: p.val, via: p.via.under(item.via)}).val.slots
		dirSlot, envSlot = item.val.get("project_directory"), item.val.get("env_file")
	}
	var files []string
	for _, p := range paths {
		if name, ok := l.includePath(p, sc, chain, len(files) == 0); ok {
			files = append(files, name)
		} else {
			l.gap = true
		}
	}
	if len(files) == 0 {
		return nil
	}
	dir := path.Dir(files[0])
	if dirSlot != nil {
		d, err := source.Clean(sc.dir, dirSlot.val.string())
		if err != nil || !dirSlot.val.known() {
			l.problem(source.Unread, dirSlot.val.span(), "include.project_directory",
				"the project folder of the include is not read")
			l.gap = true
			return nil
		}
		dir = d
	}
	env := l.includeEnv(dir, envSlot, sc)
	key := strings.Join(append(files, dir, l.envKey(env, envSlot, sc)), "\x00")
	if m, ok := l.included[key]; ok {
		return m
	}
	if l.included == nil {
		l.included, l.reused = map[string]*elem{}, map[string]bool{}
	}
	for _, name := range files {
		if l.reused[name] && !l.copies(l.streams[name].Size()) {
			return nil // the caller says so
		}
		l.reused[name] = true
	}
	m := l.group(files, dir, env, chain, item.span())
	l.included[key] = m
	return m
}

// includePath checks that a file can be included.
func (l *evaluator) includePath(p slot, sc *scope, chain []link, first bool) (string, bool) {
	at := p.via.place(p.val.span())
	written := p.val.string()
	key := "include." + clip(written)
	if p.val.kind == kindMapping || p.val.kind == kindList {
		return "", false
	}
	name, ok := l.local(p.val, sc.dir, "included", at, key)
	if !ok {
		return "", false
	}
	i := slices.IndexFunc(chain, func(c link) bool { return c.name == name })
	if i >= 0 && first {
		message := fmt.Sprintf("file %s includes itself", clip(name))
		if i+1 < len(chain) {
			names := []string{}
			for _, c := range chain[i:] {
				names = append(names, clip(c.name))
			}
			message = "files include one another: " + strings.Join(append(names, clip(name)), " -> ")
			at = chain[i+1].from
		}
		l.problem(source.Refused, at, key, message)
		return "", false
	}
	s, err := l.parse(name)
	switch {
	case err != nil:
		l.problem(source.Unread, at, key, fmt.Sprintf("included file %q %s", clip(written), phrase(err)))
	case len(s.Docs) == 0 && len(s.Problems) > 0:
		l.problem(source.Unread, at, key, fmt.Sprintf("included file %q is not read: it is no valid YAML", clip(written)),
			source.Note{Span: s.Problems[0].Span, Message: s.Problems[0].Message})
	default:
		return name, true
	}
	return "", false
}

// includeEnv makes the variables of an include: those outside, then its own env_file or the .env of its folder.
func (l *evaluator) includeEnv(dir string, envSlot *slot, sc *scope) *environment {
	if envSlot == nil {
		if dir == sc.dir {
			return sc.env
		}
		return l.dotEnv(dir, sc.env)
	}
	env := &environment{outer: sc.env, vars: map[string]variable{}}
	for _, s := range listed(*envSlot).val.slots {
		name := s.val.string()
		if name == "/dev/null" {
			continue
		}
		at := s.via.place(s.val.span())
		clean, ok := l.local(s.val, sc.dir, "env", at, "include.env_file")
		if !ok {
			continue
		}
		f, err := l.tree.Read(clean)
		if err != nil {
			l.problem(source.Unread, at, "include.env_file", fmt.Sprintf("env file %q %s", clip(name), phrase(err)))
			continue
		}
		l.readEnv(env, f)
	}
	return env
}

// envKey tells apart includes of one file with different variables.
func (l *evaluator) envKey(env *environment, envSlot *slot, sc *scope) string {
	if env == sc.env {
		return fmt.Sprintf("%p", env)
	}
	key := fmt.Sprintf("%p", sc.env)
	if envSlot != nil {
		key += envSlot.val.print()
	}
	return key
}
