package shell

// scope is a stretch of commands that run together or not at all, or whose variables are their own.
type scope struct {
	kind       scopeKind
	start, end int32 // half-open range of command indexes
	subshell   int32 // the innermost subshell at or around it, -1 for none
	function   int32 // the innermost function
	loop       int32 // the outermost loop or function
}

type scopeKind uint8

const (
	scopeRoot     scopeKind = iota
	scopeBranch             // may be skipped
	scopeLoop               // may be skipped and run again
	scopeFunction           // may run at any later time
	scopeSubshell           // its variables end with it
)

// open starts a scope at the next command and returns its index.
func (s *Script) open(kind scopeKind, parent int32) int32 {
	sc := scope{kind: kind, start: int32(len(s.Commands)), end: -1, subshell: -1, function: -1, loop: -1}
	id := int32(len(s.scopes))
	if parent >= 0 {
		p := s.scopes[parent]
		sc.subshell, sc.function, sc.loop = p.subshell, p.function, p.loop
	}
	switch kind {
	case scopeSubshell:
		sc.subshell = id
	case scopeFunction:
		sc.function = id
		if sc.loop < 0 {
			sc.loop = id
		}
	case scopeLoop:
		if sc.loop < 0 {
			sc.loop = id
		}
	}
	s.scopes = append(s.scopes, sc)
	return id
}

// close ends a scope behind the last command.
func (s *Script) close(id int32) { s.scopes[id].end = int32(len(s.Commands)) }

func (s *Script) inside(index int, id int32) bool {
	return index >= int(s.scopes[id].start) && index < int(s.scopes[id].end)
}
