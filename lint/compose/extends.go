package compose

import (
	"fmt"
	"path"
	"slices"
	"strings"

	"github.com/plimsoll-lint/plimsoll/lint/source"
	"github.com/plimsoll-lint/plimsoll/lint/tree"
)

// maxExtends bounds how many services extend one another in a row.
const maxExtends = 10_000

// extender resolves the extends of the services of one document. Those of other files are resolved by extenders of
// their own, one a file.
type extender struct {
	*evaluator
	services *elem
	scope    *scope
	name     string // the file, relative to the root
	index    map[string]int
	state    map[string]*elem     // what was resolved; nil while it is being resolved
	others   map[string]*extender // shared by all of one document
}

func (l *evaluator) extendAll(services *elem, sc *scope) *elem {
	if !slices.ContainsFunc(services.slots, func(s slot) bool { return s.val.get("extends") != nil }) {
		return services
	}
	x := l.extender(services, sc, sc.file.Path, map[string]*extender{})
	out := *services
	out.slots = make([]slot, len(services.slots))
	for i, s := range services.slots {
		s.val = x.resolve(s.key.Value, 0)
		out.slots[i] = s
	}
	return &out
}

func (l *evaluator) extender(services *elem, sc *scope, name string, others map[string]*extender) *extender {
	x := &extender{evaluator: l, services: services, scope: sc, name: name, others: others,
		index: make(map[string]int, len(services.slots)), state: map[string]*elem{}}
	for i, s := range services.slots {
		x.index[s.key.Value] = i
	}
	x.others[name] = x
	return x
}

// resolve returns a service of the document with all that it extends.
func (x *extender) resolve(name string, depth int) *elem {
	if e, ok := x.state[name]; ok {
		return e // nil is a cycle, which the caller reports
	}
	x.state[name] = nil
	service := x.services.slots[x.index[name]].val
	if s := service.get("extends"); s != nil {
		service = x.extend(name, service, *s, depth)
	}
	x.state[name] = service
	return service
}

// extend puts a service over the one that it extends.
func (x *extender) extend(name string, service *elem, s slot, depth int) *elem {
	check := schemaCheck{evaluator: x.evaluator, path: []string{"services", name, "extends"}}
	check.value(s, serviceSpec().field("extends"))
	ref, file := s, (*slot)(nil)
	if s.val.kind == kindMapping {
		r := s.val.get("service")
		if r == nil {
			return service
		}
		ref, file = slot{val: r.val, via: r.via.under(s.via)}, s.val.get("file")
	}
	target := ref.val.string()
	base := x
	at := ref.via.place(ref.val.span())
	if file != nil {
		at = file.via.under(s.via).place(file.val.span())
		if base = x.other(file.val, at, name); base == nil {
			return service.partial()
		}
	}
	if depth > maxExtends {
		x.problem(source.Unread, at, "extends."+clip(name),
			fmt.Sprintf("more than %d services extend one another", maxExtends))
		return service.partial()
	}
	if _, ok := base.index[target]; !ok {
		kind, message := source.Refused, fmt.Sprintf("service %q extends %q, which is not there", clip(name), clip(target))
		if !ref.val.known() {
			kind = source.Unread
			message = fmt.Sprintf("service %q extends %q, in which a variable is set nowhere", clip(name), clip(target))
		}
		if kind == source.Unread || !x.gap {
			x.problem(kind, ref.via.place(ref.val.span()), "extends."+clip(name), message)
		}
		return service.partial()
	}
	resolved := base.resolve(target, depth+1)
	if resolved == nil {
		x.problem(source.Refused, base.extendsPlace(target), "extends."+clip(target),
			fmt.Sprintf("service %q extends itself: %s", clip(target), base.cycle(target)))
		return service.partial()
	}
	if resolved.kind != kindMapping || service.kind != kindMapping {
		return service
	}
	if before := x.copied; !x.copies(resolved.size(maxCopied)) {
		if before <= maxCopied {
			x.problem(source.Unread, at, "extends."+clip(name),
				fmt.Sprintf("services that are extended stand for more than %d values: no more are read", maxCopied))
		}
		return service.partial()
	}
	if x.resets {
		resolved = strip(resolved)
	}
	note := source.Note{Span: at, Message: fmt.Sprintf("service %q extends %q here", clip(name), clip(target))}
	noted := *resolved
	noted.slots = make([]slot, 0, len(resolved.slots))
	for _, b := range resolved.slots {
		if b.key.Value != "extends" {
			b.via = b.via.noted(note)
			noted.slots = append(noted.slots, b)
		}
	}
	below := slot{val: &noted}
	return x.merge(below, slot{val: service.without("extends")}, serviceSpec()).val.over(&below)
}

// maxCopied bounds the values that extends, pre_start hooks, volumes_from and includes of one file may add to those that
// are written: a line of each can stand for all of a service, or of a file.
const maxCopied = 200_000

// copies counts values that are there once more. It returns false where they are too many.
func (l *evaluator) copies(n int) bool {
	l.copied += n
	return l.copied <= maxCopied
}

// extendsPlace returns where a service names what it extends: the file, if there is one.
func (x *extender) extendsPlace(name string) source.Span {
	s := x.services.slots[x.index[name]].val.get("extends")
	if s == nil {
		return source.Span{}
	}
	for _, key := range [...]string{"file", "service"} {
		if f := s.val.get(key); f != nil {
			return f.via.under(s.via).place(f.val.span())
		}
	}
	return s.via.place(s.val.span())
}

// cycle lists the services that are being resolved, from the given one on.
func (x *extender) cycle(from string) string {
	names := []string{clip(from)}
	at, e := from, x
	for range 8 {
		s := e.services.slots[e.index[at]].val.get("extends")
		if s == nil {
			break
		}
		next := s.val
		if s.val.kind == kindMapping {
			if f := s.val.get("file"); f != nil {
				clean, err := source.Clean(e.scope.dir, f.val.string())
				if err != nil || x.others[clean] == nil {
					break
				}
				e = x.others[clean]
			}
			r := s.val.get("service")
			if r == nil {
				break
			}
			next = r.val
		}
		at = next.string()
		names = append(names, clip(at))
		if _, ok := e.index[at]; !ok || at == from && e == x {
			break
		}
	}
	return strings.Join(names, " -> ")
}

// other returns the extender of another file, nil if it cannot be read, which is reported.
func (x *extender) other(file *elem, at source.Span, service string) *extender {
	name := file.string()
	key := "extends." + clip(service)
	clean, ok := x.local(file, x.scope.dir, "extended", at, key)
	if !ok {
		return nil
	}
	if e, ok := x.others[clean]; ok {
		return e
	}
	s, err := x.parse(clean)
	if err != nil {
		x.problem(source.Unread, at, key, fmt.Sprintf("extended file %q %s", clip(name), phrase(err)))
		return nil
	}
	sc := &scope{file: s.File, dir: path.Dir(clean), env: x.scope.env}
	var model *elem
	for _, doc := range s.Docs {
		c := &converter{evaluator: x.evaluator, scope: sc, seen: map[*tree.Node]*elem{}}
		if e := c.elem(doc); e.kind == kindMapping {
			model = x.over(model, e)
		}
	}
	services := model.get("services")
	if services == nil || services.val.kind != kindMapping {
		x.problem(source.Refused, at, key, fmt.Sprintf("extended file %q holds no services", clip(name)))
		return nil
	}
	return x.extender(services.val, sc, clean, x.others)
}

// local makes a path relative to the root out of one as written in a folder. What is remote, unknown or outside is
// reported, named as a word such as "included" calls it.
func (l *evaluator) local(file *elem, dir, word string, at source.Span, key string) (string, bool) {
	name := file.string()
	switch {
	case !file.known():
		l.unnamed(file, word, at)
		return "", false
	case remote(name):
		if word != "env" { // Compose fetches none of these
			l.project.Remotes = append(l.project.Remotes, Remote{Address: file.text().WithSpan(at), Role: word})
		}
		l.problem(source.Unread, at, key, fmt.Sprintf("%s file %q is not read: it is remote", word, clip(name)))
		return "", false
	}
	clean, err := source.Clean(dir, name)
	if err != nil || windowsPath(name) {
		l.problem(source.Unread, at, key, fmt.Sprintf("%s file %q is not read: it leaves the project", word, clip(name)))
		return "", false
	}
	return clean, true
}

// unnamed reports that it cannot be told which file is meant, for a variable in its name. However many files hang on one
// variable, one problem says so: to set it in .env mends them all.
func (l *evaluator) unnamed(file *elem, word string, at source.Span) {
	name := file.exp.missing[0]
	if name == "" || nameEnd(name, 0, len(name)) < len(name) {
		return // the text cannot be interpolated, which is said
	}
	variable := clip(name)
	u := l.unset[variable]
	if u == nil {
		u = &unset{first: clip(file.string()), at: len(l.project.Problems)}
		if l.problem(source.Unread, at, "variable "+variable,
			fmt.Sprintf("%s file %q is not read: set %s in .env", word, u.first, variable)) {
			if l.unset == nil {
				l.unset = map[string]*unset{}
			}
			l.unset[variable] = u
		}
		return
	}
	u.more++
	l.project.Problems[u.at].Message = fmt.Sprintf("%s file %q and %d more are not read: set %s in .env",
		word, u.first, u.more, variable)
}

// unset is the problem about a variable that the names of files hang on.
type unset struct {
	first string // the first of the files
	more  int    // how many there are besides
	at    int    // the index of the problem
}

// windowsPath reports whether a path begins with a drive or with two backslashes.
func windowsPath(p string) bool {
	return len(p) > 2 && p[1] == ':' && isNameStart(p[0]) && (p[2] == '\\' || p[2] == '/') || strings.HasPrefix(p, `\\`)
}

func phrase(err error) string { return (&source.ReadError{Reason: source.ReasonOf(err)}).Phrase() }

// partial returns the mapping with the mark that something that belongs to it was not read.
func (e *elem) partial() *elem {
	out := *e
	out.gap = true
	return &out
}

// without returns the mapping without a key.
func (e *elem) without(key string) *elem {
	out := *e
	out.slots = make([]slot, 0, len(e.slots))
	for _, s := range e.slots {
		if s.key.Value != key {
			out.slots = append(out.slots, s)
		}
	}
	return &out
}

func serviceSpec() *spec { return projectSpec.field("services").rest }
