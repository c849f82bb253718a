package seccomp

import (
	"strings"

	"github.com/plimsoll-lint/plimsoll/lint/spell"
)

// Action is what happens to a system call.
type Action uint8

// The actions. Refuse is SCMP_ACT_ERRNO.
const (
	NoAction Action = iota // none that exists
	Allow
	Log
	Refuse
	KillThread
	KillProcess
	Trap
	Trace
	Notify
)

// Outcome is an action with the error that it returns.
type Outcome struct {
	Action Action
	// Errno is the number that Refuse returns, and that Trace tells the tracer; 0 for other actions.
	Errno uint16
}

// The numbers of the errors that a filter returns.
const (
	EPERM  = 1
	ENOSYS = 38
)

// Passes reports whether the call is made: SCMP_ACT_LOG also lets it through.
func (o Outcome) Passes() bool { return o.Action == Allow || o.Action == Log }

// Asks reports whether another program decides.
func (o Outcome) Asks() bool { return o.Action == Trace || o.Action == Notify }

// String shows the outcome in a word or two.
func (o Outcome) String() string {
	switch o.Action {
	case Allow:
		return "allowed"
	case Log:
		return "allowed and logged"
	case Refuse:
		switch o.Errno {
		case EPERM:
			return "refused"
		case ENOSYS:
			return "refused with ENOSYS"
		}
		return "refused with another error"
	case KillThread, KillProcess, Trap:
		return "killed"
	case Trace, Notify:
		return "left to another program"
	}
	return "unknown"
}

var actionNames = [...]struct {
	name   string
	action Action
}{
	{"SCMP_ACT_ALLOW", Allow}, {"SCMP_ACT_ERRNO", Refuse}, {"SCMP_ACT_KILL", KillThread}, {"SCMP_ACT_KILL_THREAD", KillThread},
	{"SCMP_ACT_KILL_PROCESS", KillProcess}, {"SCMP_ACT_TRAP", Trap}, {"SCMP_ACT_LOG", Log}, {"SCMP_ACT_TRACE", Trace},
	{"SCMP_ACT_NOTIFY", Notify},
}

func parseAction(name string) Action {
	for _, a := range actionNames {
		if a.name == name {
			return a.action
		}
	}
	return NoAction
}

// Op compares an argument with a value.
type Op uint8

// The comparisons.
const (
	NoOp Op = iota
	NotEqual
	Less
	LessOrEqual
	Equal
	GreaterOrEqual
	Greater
	MaskedEqual
)

var opNames = [...]string{
	NotEqual: "SCMP_CMP_NE", Less: "SCMP_CMP_LT", LessOrEqual: "SCMP_CMP_LE", Equal: "SCMP_CMP_EQ", GreaterOrEqual: "SCMP_CMP_GE",
	Greater: "SCMP_CMP_GT", MaskedEqual: "SCMP_CMP_MASKED_EQ",
}

func parseOp(name string) Op {
	for i, n := range opNames {
		if n == name && n != "" {
			return Op(i)
		}
	}
	return NoOp
}

// Holds reports whether an argument meets the condition. All arguments are compared as 64 bits without a sign.
func (a Arg) Holds(v uint64) bool {
	switch a.Op {
	case NotEqual:
		return v != a.Value
	case Less:
		return v < a.Value
	case LessOrEqual:
		return v <= a.Value
	case Equal:
		return v == a.Value
	case GreaterOrEqual:
		return v >= a.Value
	case Greater:
		return v > a.Value
	case MaskedEqual:
		return v&a.Mask == a.Value
	}
	return false
}

// suggest ends a message about a word that is none of a few with a common prefix: with the one that was meant, else with all.
func suggest(word, prefix string, names []string) string {
	upper := strings.ToUpper(word)
	for _, name := range names {
		if name == upper || name == prefix+upper {
			return "did you mean " + name
		}
	}
	if near := spell.Nearest(upper, names); near != "" {
		return "did you mean " + near
	}
	short := make([]string, len(names))
	for i, name := range names {
		short[i] = strings.TrimPrefix(name, prefix)
	}
	return "write " + prefix + " and one of " + strings.Join(short, ", ")
}

func actionList() []string {
	names := make([]string, len(actionNames))
	for i, a := range actionNames {
		names[i] = a.name
	}
	return names
}
