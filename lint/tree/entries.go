package tree

import "github.com/plimsoll-lint/plimsoll/lint/source"

// Entry is a pair of a mapping with its merge keys applied.
type Entry struct {
	Pair
	// Merge is the value of the merge key of the mapping itself through which the pair came, nil for its own pairs.
	Merge *Node
}

// Entries returns what a mapping holds: its own pairs, and those that merge keys bring where it has no own ones. Of
// several merged mappings the first that has a key counts, of an own key that stands twice the later one. What is no
// mapping below a merge key is handed to bad, once for each place; bad may be nil. The cost is bounded by what aliases may
// add to a file.
func (n *Node) Entries(bad func(value *Node)) []Entry {
	merges := false
	for _, p := range n.Pairs {
		merges = merges || p.IsMerge()
	}
	out := make([]Entry, 0, len(n.Pairs))
	for _, p := range n.Pairs {
		if !p.IsMerge() {
			out = append(out, Entry{Pair: p})
		}
	}
	if n.repeated {
		out = lastOfEach(out)
	}
	if !merges {
		return out
	}
	seen := make(map[string]bool, len(out))
	for _, e := range out {
		seen[e.Key.Text.Value] = true
	}
	for _, p := range n.Pairs {
		if p.IsMerge() {
			out = merge(out, seen, p.Value, p.Value, bad)
		}
	}
	return out
}

// lastOfEach keeps the later one of two entries with the same key.
func lastOfEach(all []Entry) []Entry {
	at := make(map[string]int, len(all))
	out := all[:0]
	for _, e := range all {
		i, ok := at[e.Key.Text.Value]
		if ok && e.Key.Kind == Scalar {
			out[i] = e
			continue
		}
		at[e.Key.Text.Value] = len(out)
		out = append(out, e)
	}
	return out
}

func merge(out []Entry, seen map[string]bool, value, through *Node, bad func(*Node)) []Entry {
	if value.Kind == Sequence {
		for _, item := range value.Items {
			if item.Kind == Mapping {
				out = merge(out, seen, item, through, bad)
			} else if bad != nil {
				bad(item)
			}
		}
		return out
	}
	if value.Kind != Mapping {
		if bad != nil {
			bad(value)
		}
		return out
	}
	for _, p := range value.Pairs {
		if p.IsMerge() || seen[p.Key.Text.Value] {
			continue
		}
		seen[p.Key.Text.Value] = true
		out = append(out, Entry{Pair: p, Merge: through})
	}
	for _, p := range value.Pairs {
		if p.IsMerge() {
			out = merge(out, seen, p.Value, through, nil)
		}
	}
	return out
}

// Replaced returns the entries of a key that merged mappings have and that do not count, since the mapping itself or one that
// is merged before has the key: YAML merges no values.
func (n *Node) Replaced(key string) []Entry {
	var all []Entry
	for _, p := range n.Pairs {
		if !p.IsMerge() && p.Key.Text.Value == key {
			all = append(all, Entry{Pair: p})
		}
	}
	own := len(all)
	const most = 1000
	left := most
	for _, p := range n.Pairs {
		if p.IsMerge() {
			all = merged(all, key, p.Value, p.Value, &left)
		}
	}
	return all[min(len(all), max(own, 1)):]
}

// merged adds the entries of a key in a mapping that is merged, and in those that it merges.
func merged(all []Entry, key string, value, through *Node, left *int) []Entry {
	if *left--; *left < 0 {
		return all
	}
	for _, item := range value.Items {
		all = merged(all, key, item, through, left)
	}
	for _, p := range value.Pairs {
		if !p.IsMerge() && p.Key.Text.Value == key {
			all = append(all, Entry{Pair: p, Merge: through})
		}
	}
	for _, p := range value.Pairs {
		if p.IsMerge() {
			all = merged(all, key, p.Value, through, left)
		}
	}
	return all
}

// Place returns where an entry stands in the mapping that was asked: its value, or the merge key's.
func (e Entry) Place() source.Span {
	if e.Merge != nil {
		return e.Merge.Span
	}
	return e.Value.Span
}
