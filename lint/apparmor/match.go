package apparmor

// match reports whether the whole of a path matches. It takes time in the order of len(p) times len(s).
func (p pattern) match(s string) bool {
	now, then := newStates(len(p)), newStates(len(p))
	now.add(p, 0)
	for i := 0; i < len(s) && len(now.list) > 0; i++ {
		for _, at := range now.list {
			if at < len(p) && p[at].takes(s[i]) {
				then.add(p, at+1)
			}
		}
		now, then = then, now
		then.clear()
	}
	return now.in[len(p)]
}

func (s step) takes(b byte) bool {
	switch s.op {
	case opByte:
		return s.b == b
	case opInside:
		return b != '/'
	case opAny:
		return true
	case opClass:
		for i := 0; i+1 < len(s.set); i += 2 {
			if s.set[i] <= b && b <= s.set[i+1] {
				return !s.not
			}
		}
		return s.not
	}
	return false
}

// states is a set of places in a pattern, each once.
type states struct {
	list  []int
	in    []bool
	stack []int
}

func newStates(n int) *states { return &states{in: make([]bool, n+1)} }

// add takes in a place with those that lead on from it without a byte.
func (s *states) add(p pattern, at int) {
	s.stack = append(s.stack[:0], at)
	for len(s.stack) > 0 {
		at = s.stack[len(s.stack)-1]
		s.stack = s.stack[:len(s.stack)-1]
		if s.in[at] {
			continue
		}
		s.in[at] = true
		s.list = append(s.list, at)
		if at < len(p) {
			switch p[at].op {
			case opSplit:
				s.stack = append(s.stack, p[at].next, at+1)
			case opJump:
				s.stack = append(s.stack, p[at].next)
			}
		}
	}
}

func (s *states) clear() {
	for _, at := range s.list {
		s.in[at] = false
	}
	s.list = s.list[:0]
}

// matchAny reports whether one of the patterns matches a name.
func matchAny(patterns []pattern, known bool, name string) Answer {
	if !known {
		return Unknown
	}
	for _, c := range patterns {
		if c.match(name) {
			return Yes
		}
	}
	return No
}
