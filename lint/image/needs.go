package image

import "strings"

// Needs is what the start of an image needs where nothing is given to it: as its own user, with its own command. It was
// derived by reading, and never tried.
type Needs struct {
	// Capabilities are those without which the start, or a part of it, fails under cap_drop: [ALL]. Nil: not known; empty:
	// none.
	Capabilities []Need
	// Writable are paths outside the volumes that the start writes to. Nil: not known; empty: none.
	Writable []Need
}

// Need is a capability without CAP_, or a path.
type Need struct {
	Name string
	// Why says what it is for; empty where nobody wrote it down.
	Why string
	// Maybe says that an ordinary start goes well without.
	Maybe bool
	// LowPort says that it is for a port below 1024 alone. Docker opens these to everybody in a container with a network of
	// its own, since version 20.10.
	LowPort bool
}

// Needs returns what the start of the image needs. The table is only looked at when somebody asks.
func (f Facts) Needs() Needs {
	var out Needs
	first := true
	for ids := f.needs; ids != ""; first = false {
		var id string
		id, ids = field(ids)
		block, _ := needsTable.block(id)
		caps, paths := readNeeds(block)
		if first {
			out = Needs{caps, paths}
			continue
		}
		out.Capabilities, out.Writable = joinNeeds(out.Capabilities, caps), joinNeeds(out.Writable, paths)
	}
	return out
}

func readNeeds(block string) (caps, paths []Need) {
	for block != "" {
		var line string
		line, block, _ = strings.Cut(block, "\n")
		kind, line := field(line)
		name, why := field(line)
		n := Need{Why: why}
		n.Name, n.Maybe = strings.CutSuffix(name, "?")
		if name, low := strings.CutSuffix(name, "!"); low {
			n.Name, n.Maybe, n.LowPort = name, true, true
		}
		n.Name = unescape(n.Name)
		into := &caps
		if kind == "write" {
			into = &paths
		}
		if n.Name == "-" {
			*into = []Need{}
			continue
		}
		*into = append(*into, n)
	}
	return caps, paths
}

// joinNeeds returns what either of two needs. What only one needs may be needed.
func joinNeeds(a, b []Need) []Need {
	if a == nil || b == nil {
		return nil
	}
	for i := range a {
		other := find(b, a[i].Name)
		a[i].Maybe = a[i].Maybe || other == nil || other.Maybe
		a[i].LowPort = a[i].LowPort && (other == nil || other.LowPort)
	}
	for _, n := range b {
		if find(a, n.Name) == nil {
			n.Maybe = true
			a = append(a, n)
		}
	}
	return a
}

func find(list []Need, name string) *Need {
	for i := range list {
		if list[i].Name == name {
			return &list[i]
		}
	}
	return nil
}

// mergeNeeds joins two lists of blocks; where one is not known, neither is the whole.
func mergeNeeds(a, b string) string {
	if a == "" || b == "" || a == b {
		return a[:min(len(a), len(b))]
	}
	for b != "" {
		var id string
		if id, b = field(b); !holds(a, id) {
			a += " " + id
		}
	}
	return a
}
