package compose

import (
	"strings"

	"github.com/compose-spec/compose-go/v2/interpolation"
	ctree "github.com/compose-spec/compose-go/v2/tree"

	"github.com/plimsoll-lint/plimsoll/lint/tree"
)

// usable returns the casts that a value of the project may need. compose-go holds the path of every text against every
// cast, which is a fifth of its time; a cast below a key that no file has can be left out.
func (l *evaluator) usable(casts map[ctree.Path]interpolation.Cast) map[ctree.Path]interpolation.Cast {
	keys := map[string]bool{ctree.PathMatchAll: true, ctree.PathMatchList: true}
	for _, name := range l.main {
		for _, doc := range l.streams[name].Docs {
			collectKeys(doc, keys)
		}
	}
	out := map[ctree.Path]interpolation.Cast{}
	for path, cast := range casts {
		needed := true
		for part := range strings.SplitSeq(string(path), ".") {
			needed = needed && keys[part]
		}
		if needed {
			out[path] = cast
		}
	}
	return out
}

// collectKeys adds the keys of a node and of all below it. What an alias stands for is visited where it is written.
func collectKeys(n *tree.Node, keys map[string]bool) {
	for _, p := range n.Pairs {
		for part := range strings.SplitSeq(p.Key.Text.Value, ".") { // at the top compose-go takes a.b for a path
			keys[part] = true
		}
		if p.Value.Target == nil {
			collectKeys(p.Value, keys)
		}
	}
	for _, item := range n.Items {
		if item.Target == nil {
			collectKeys(item, keys)
		}
	}
}
