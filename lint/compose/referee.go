package compose

import (
	"context"
	"fmt"
	"io"
	"strconv"
	"strings"
	"sync"

	"github.com/compose-spec/compose-go/v2/loader"
	"github.com/compose-spec/compose-go/v2/template"
	"github.com/compose-spec/compose-go/v2/types"
	"github.com/sirupsen/logrus"

	"github.com/plimsoll-lint/plimsoll/lint/source"
)

// Bounds of what is handed to compose-go: its cost grows faster than its input.
const (
	maxRefereedBytes = 1 << 20 // of all files
	maxRefereedNodes = 20_000  // of all files with aliases expanded, and of the project with extends
	maxRefereedWidth = 2_000   // entries of one mapping
	maxRefereedPorts = 5_000   // single ports, which it makes one by one
)

var silenced sync.Once

// quiet takes away the process-wide logger of compose-go, which would write to the standard error of the linter.
func quiet() { silenced.Do(func() { logrus.SetOutput(io.Discard) }) }

// referee lets compose-go load the same bytes once the checks here found nothing wrong. If it refuses them, that is a
// problem, at the place that its message names. It is handed contents and never a name that it would read: projects with
// an include or with extends to other files are left to the checks here.
func (l *evaluator) referee(model *elem) {
	if !l.admissible(model) {
		return
	}
	err := l.loadByComposeGo()
	if err == nil {
		return
	}
	message := strings.TrimSpace(err.Error())
	at, certain := l.place(model, message)
	if l.missing && !certain {
		return // it may load where the variables are set
	}
	if len(l.envFiles) > 0 || len(l.opts.Env) > 0 {
		message = "Compose refuses this" // its message could show what a .env file or the environment holds
	} else {
		message = "Compose refuses this: " + clipMessage(message)
	}
	l.problem(source.Refused, at, "referee", message)
}

func clipMessage(m string) string {
	m, _, _ = strings.Cut(m, "\n")
	m = strings.ReplaceAll(m, refereeDir+"/", "")
	m = strings.TrimSuffix(m, ": invalid compose project")
	m = strings.Map(func(r rune) rune {
		if strconv.IsPrint(r) {
			return r
		}
		return '?'
	}, m)
	if len(m) > 75 {
		return strings.ToValidUTF8(m[:72], "") + "..."
	}
	return m
}

// refereeDir stands in for the project folder. Nothing is read there.
const refereeDir = "/plimsoll.invalid"

func (l *evaluator) admissible(model *elem) bool {
	p := l.project
	if l.gap || len(l.main) == 0 || len(p.Services) == 0 {
		return false
	}
	for _, q := range p.Problems {
		if q.Kind != source.HiddenControl && q.Kind != source.UnknownName {
			return false
		}
	}
	if len(p.Files) != len(l.main) {
		return false // there are included or extended files
	}
	bytes, nodes, ports := 0, 0, 0
	for _, name := range l.main {
		s, err := l.parse(name)
		if err != nil {
			return false
		}
		nodes += s.Size()
		bytes += len(s.File.Content)
	}
	if bytes > maxRefereedBytes || max(nodes, model.values()) > maxRefereedNodes || model.width() > maxRefereedWidth {
		return false
	}
	for _, s := range p.Services {
		for _, q := range s.Ports {
			ports += int(q.Target.Last-q.Target.First) + 1
		}
		for _, e := range s.Expose.Items {
			ports += len(e.V) / 2
		}
	}
	return ports <= maxRefereedPorts
}

// values returns the number of values in e, with what services extend copied.
func (e *elem) values() int {
	n := 1
	for _, s := range e.slots {
		n += s.val.values()
	}
	return n
}

// width returns the number of entries of the largest mapping or list.
func (e *elem) width() int {
	n := len(e.slots)
	for _, s := range e.slots {
		n = max(n, s.val.width())
	}
	return n
}

// loadByComposeGo loads the main files, contents given, without anything that reads further files or compiles the schema.
func (l *evaluator) loadByComposeGo() (err error) {
	quiet()
	defer func() {
		if r := recover(); r != nil {
			err = nil // its own fault, not the project's
		}
	}()
	details := types.ConfigDetails{WorkingDir: refereeDir, Environment: types.Mapping{}}
	for _, name := range l.main {
		details.ConfigFiles = append(details.ConfigFiles,
			types.ConfigFile{Filename: refereeDir + "/" + name, Content: l.streams[name].File.Content})
	}
	_, err = loader.LoadWithContext(context.Background(), details, func(o *loader.Options) {
		o.SkipValidation, o.SkipResolveEnvironment, o.SkipResolveLabels, o.SkipInclude = true, true, true, true
		o.ResolvePaths = false
		o.Profiles = []string{"*"}
		o.SetProjectName("plimsoll", true)
		o.ResourceLoaders = []loader.ResourceLoader{noFiles{}}
		o.Interpolate.LookupValue = func(name string) (string, bool) {
			v, ok := l.env.lookup(name)
			return v.text, ok
		}
		o.Interpolate.Substitute = l.substitute
		o.Interpolate.TypeCastMapping = l.usable(o.Interpolate.TypeCastMapping)
	})
	return err
}

// substitute interpolates a text as Compose ships it, with what is set nowhere empty.
func (l *evaluator) substitute(text string, _ template.Mapping) (string, error) {
	if strings.IndexByte(text, '$') < 0 {
		return text, nil
	}
	x := &expander{env: l.env, text: source.Unplaced(text), out: source.NewBuilder(nil)}
	if err := x.region(0, len(text), 0); err != nil {
		return "", fmt.Errorf("%s", err.message())
	}
	return x.shipped.String(), nil
}

// noFiles is a resource loader that takes every path and reads none.
type noFiles struct{}

func (noFiles) Accept(string) bool { return true }

func (noFiles) Load(_ context.Context, p string) (string, error) {
	return "", fmt.Errorf("%s is not read", clip(p))
}

func (noFiles) Dir(string) string { return refereeDir }

// place finds the value that a message of compose-go names, by a path such as services.web.ports[0] or by the quoted name
// of a service. certain reports whether no missing variable takes part in it.
func (l *evaluator) place(model *elem, message string) (at source.Span, certain bool) {
	isGap := func(r rune) bool { return strings.ContainsRune(" \n'\"", r) }
	for _, word := range strings.FieldsFunc(message, isGap) {
		word = strings.TrimRight(word, ":,;.")
		if rest, ok := strings.CutPrefix(word, "services."); ok {
			if s := model.get("services"); s != nil {
				if span, certain := descend(*s, rest); !span.IsZero() {
					return span, certain
				}
			}
		}
	}
	for i, part := range strings.Split(message, `"`) {
		if s := l.project.Service(part); i%2 == 1 && s != nil {
			return s.Key.Span, l.certain(model, part)
		}
	}
	return l.project.Files[0].Span(0, 0), !l.missing
}

func (l *evaluator) certain(model *elem, service string) bool {
	if s := model.get("services"); s != nil {
		if x := s.val.get(service); x != nil {
			return x.val.certain()
		}
	}
	return false
}

// descend walks a dotted path below a slot as far as it goes.
func descend(s slot, rest string) (source.Span, bool) {
	found := false
	for rest != "" {
		next, tail := slot{}, ""
		if i, after, ok := indexed(rest); ok && i < len(s.val.slots) {
			next, tail = s.val.slots[i], after
		} else {
			for _, c := range s.val.slots {
				after, ok := strings.CutPrefix(rest, c.key.Value)
				if ok && c.key.Value != "" && (after == "" || after[0] == '.' || after[0] == '[') && next.val == nil {
					next, tail = c, after
				}
			}
		}
		if next.val == nil {
			break
		}
		next.via = next.via.under(s.via)
		s, rest, found = next, strings.TrimPrefix(tail, "."), true
	}
	if !found {
		return source.Span{}, false
	}
	at := s.span()
	if s.val.kind == kindMapping || s.val.kind == kindList {
		at = s.via.place(s.key.Span)
		if s.key.IsZero() {
			at = s.span()
		}
	}
	return at, s.val.certain()
}

// indexed reads [N] or N at the start of a path.
func indexed(p string) (int, string, bool) {
	p = strings.TrimPrefix(p, "[")
	i := 0
	for i < len(p) && p[i] >= '0' && p[i] <= '9' {
		i++
	}
	n, err := strconv.Atoi(p[:i])
	return n, strings.TrimPrefix(p[i:], "]"), err == nil
}

// certain reports whether no missing variable takes part in a value or anything below it.
func (e *elem) certain() bool {
	if !e.known() {
		return false
	}
	for _, s := range e.slots {
		if !s.val.certain() {
			return false
		}
	}
	return true
}
