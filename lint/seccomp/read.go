package seccomp

import (
	"bytes"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/plimsoll-lint/plimsoll/lint/source"
	"github.com/plimsoll-lint/plimsoll/lint/spell"
	"github.com/plimsoll-lint/plimsoll/lint/tree"
)

const (
	// maxProblems bounds how many problems of one profile are listed.
	maxProblems = 200
	// maxNames bounds how many names, conditions and entries of archMap all rules of a profile may have together. Linux has some
	// 500 calls.
	maxNames = 16_384
)

// Parse reads a profile. Whatever the bytes are, it returns: what is wrong is a problem, and what could be read is there.
func Parse(src *source.File) *Profile {
	stream := tree.ParseJSON(src, tree.Limits{})
	p := &Profile{Source: stream.File, Problems: stream.Problems, Keys: map[string]source.Span{}}
	r := &reader{p: p}
	if bytes.HasPrefix(p.Source.Content, []byte("\xef\xbb\xbf")) {
		r.problem(source.Malformed, p.Source.Span(0, 3), "mark", "Docker cannot read JSON behind a byte order mark; save the file without one")
	}
	switch {
	case len(stream.Docs) == 0:
		if len(p.Problems) == 0 {
			r.problem(source.Malformed, p.Source.Span(0, len(p.Source.Content)), "empty", "the profile is empty; Docker cannot read it")
		}
	case stream.Docs[0].Kind == tree.Mapping:
		p.Root = stream.Docs[0]
		r.profile(p.Root)
	case !stream.Docs[0].IsNull():
		r.wrong(stream.Docs[0], "root", "the profile", "an object")
	}
	slices.SortStableFunc(p.Problems, func(a, b source.Problem) int { return a.Span.Start - b.Span.Start })
	return p
}

// reader goes through the nodes as encoding/json does for Docker: keys in any case, the last of several counts, null is
// nothing.
type reader struct {
	p     *Profile
	names int
	over  bool
}

func (r *reader) problem(kind source.ProblemKind, at source.Span, key, format string, args ...any) {
	if len(r.p.Problems) < maxProblems {
		r.p.Problems = append(r.p.Problems, source.Problem{Kind: kind, Span: at, Key: key, Message: fmt.Sprintf(format, args...)})
	}
}

// refuse is about what Docker's daemon refuses, runtime about what runc or crun refuses, which starts the container.
func (r *reader) refuse(at source.Span, key, format string, args ...any) {
	r.problem(source.Refused, at, key, format, args...)
}

func (r *reader) runtime(at source.Span, key, format string, args ...any) {
	r.problem(source.Refused, at, runtimeKey+key, format, args...)
}

// What the keys of problems begin with, where it matters whether Docker's daemon itself refuses the profile.
const (
	runtimeKey  = "runtime "
	repeatedKey = "repeated "
)

func repeated(p source.Problem) bool { return strings.HasPrefix(p.Key, repeatedKey) }

// wrong says that a value is of another type than Docker reads there.
func (r *reader) wrong(n *tree.Node, key, what, want string) {
	r.problem(source.Malformed, n.Span, key, "%s has to be %s, not %s", what, want, typeOf(n))
}

func typeOf(n *tree.Node) string {
	switch {
	case n.Kind == tree.Mapping:
		return "an object"
	case n.Kind == tree.Sequence:
		return "a list"
	case n.IsString():
		return "a text"
	case n.Tag == "!!bool":
		return n.Text.Value
	case n.IsNull():
		return "null"
	}
	return "this number"
}

// count takes some of what a profile may hold, and says once where it is more.
func (r *reader) count(n int, at source.Span) bool {
	if r.names += n; r.names > maxNames && !r.over {
		r.over = true
		r.problem(source.Unread, at, "names", "more than %d names and conditions in one profile; the rest is not read", maxNames)
	}
	return !r.over
}

// object returns the entries of an object by the names that Docker knows. Unknown and repeated keys are problems.
func (r *reader) object(n *tree.Node, path, what string, known ...string) map[string]tree.Pair {
	if n == nil || n.IsNull() {
		return nil
	}
	if n.Kind != tree.Mapping {
		r.wrong(n, path, what, "an object")
		return nil
	}
	found := make(map[string]tree.Pair, len(n.Pairs))
	for _, pair := range n.Pairs {
		key := pair.Key.Text.Value
		i := slices.IndexFunc(known, func(name string) bool { return strings.EqualFold(name, key) })
		if i < 0 {
			if beside := key + "Ret"; (key == "errno" || key == "defaultErrno") && n.Get(beside) != nil {
				continue // Podman reads the name of the error there, and others the number
			}
			r.unknownKey(pair.Key, path, known)
			continue
		}
		if was, ok := found[known[i]]; ok {
			message := key + " stands twice; Docker takes the last one"
			if was.Key.Text.Value != key {
				message = was.Key.Text.Value + " and " + key + " differ by case alone; Docker takes the last one"
			}
			r.problem(source.Malformed, pair.Key.Span, repeatedKey+path+"."+known[i], "%s", message)
		}
		found[known[i]] = pair
	}
	return found
}

// unknownKey reports a key that Docker passes over, but for those that are comments.
func (r *reader) unknownKey(key *tree.Node, path string, known []string) {
	name := key.Text.Value
	if name == "" || strings.ContainsRune("_$#/", rune(name[0])) || strings.HasPrefix(name, "x-") ||
		slices.ContainsFunc([]string{"comment", "comments", "description"}, func(c string) bool { return strings.EqualFold(c, name) }) {
		return
	}
	advice := "remove it"
	if near := spell.Nearest(name, known); near != "" {
		advice = "did you mean " + near
	}
	r.problem(source.UnknownName, key.Span, path+"."+name, "Docker passes over the key %s; %s", shorten(name), advice)
}

// shorten cuts a word for a message.
func shorten(s string) string {
	if runes := []rune(s); len(runes) > 40 {
		return string(runes[:39]) + "…"
	}
	return s
}

func (r *reader) text(pair tree.Pair, key string) source.Text {
	n := pair.Value
	switch {
	case n == nil || n.IsNull():
		return source.Text{}
	case !n.IsString():
		r.wrong(n, key, key, "a text")
		return source.Text{}
	}
	return n.Text
}

func (r *reader) items(pair tree.Pair, key string) []*tree.Node {
	n := pair.Value
	switch {
	case n == nil || n.IsNull():
		return nil
	case n.Kind != tree.Sequence:
		r.wrong(n, key, key, "a list")
		return nil
	}
	return n.Items
}

func (r *reader) texts(pair tree.Pair, key string) []source.Text {
	items := r.items(pair, key)
	if len(items) == 0 || !r.count(len(items), pair.Value.Span.FirstLine()) {
		return nil
	}
	list := make([]source.Text, 0, len(items))
	for _, n := range items {
		switch {
		case n.IsNull():
			list = append(list, source.Text{Span: n.Span}) // an empty text
		case !n.IsString():
			r.wrong(n, key, "an entry of "+key, "a text")
		default:
			list = append(list, n.Text)
		}
	}
	return list
}

// number reads a whole number without a sign; ok is false where there is none.
func (r *reader) number(pair tree.Pair, key string) (v uint64, ok bool) {
	n := pair.Value
	if n == nil || n.IsNull() {
		return 0, false
	}
	if n.Kind == tree.Scalar && !n.IsString() && n.Tag != "!!bool" {
		if v, err := strconv.ParseUint(n.Text.Value, 10, 64); err == nil {
			return v, true
		}
	}
	r.wrong(n, key, key, "a whole number from 0 to 2^64-1")
	return 0, false
}

// errno reads an errnoRet.
func (r *reader) errno(pair tree.Pair, key string) (v uint16, at source.Span) {
	n, ok := r.number(pair, key)
	if !ok {
		return EPERM, source.Span{}
	}
	if n > 1<<32-1 {
		r.runtime(pair.Value.Span, key, "%s is too large: errors of Linux end at 4095", key)
	}
	return uint16(n), pair.Key.Span.Join(pair.Value.Span) // runc cuts it in the same way
}
