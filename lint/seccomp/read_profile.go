package seccomp

import (
	"strconv"
	"strings"

	"github.com/plimsoll-lint/plimsoll/lint/source"
	"github.com/plimsoll-lint/plimsoll/lint/tree"
)

func (r *reader) profile(n *tree.Node) {
	p := r.p
	at := r.object(n, "profile", "the profile", "defaultAction", "defaultErrnoRet", "architectures", "archMap", "flags", "listenerPath",
		"listenerMetadata", "syscalls")
	for name, pair := range at {
		p.Keys[name] = pair.Key.Span
	}
	p.DefaultAction = r.text(at["defaultAction"], "defaultAction")
	p.Default = Outcome{Action: parseAction(p.DefaultAction.Value)}
	errno, _ := r.errno(at["defaultErrnoRet"], "defaultErrnoRet")
	p.Default = p.Default.with(errno)
	p.Architectures = r.texts(at["architectures"], "architectures")
	p.Flags = r.texts(at["flags"], "flags")
	p.ListenerPath = r.text(at["listenerPath"], "listenerPath")
	r.text(at["listenerMetadata"], "listenerMetadata")
	r.archMap(at["archMap"])
	rules := r.items(at["syscalls"], "syscalls")
	for _, item := range rules {
		if r.over {
			break
		}
		r.rule(item)
	}
	if p.DefaultAction.Value == "" && len(rules) == 0 {
		return // Docker looks no further
	}
	if len(p.Architectures) > 0 && len(p.ArchMap) > 0 {
		r.refuse(p.Keys["archMap"], "architectures", "architectures and archMap stand side by side; Docker takes one of them only")
	}
	r.checkHead()
}

// checkHead looks for what the runtime refuses outside of the rules.
func (r *reader) checkHead() {
	p := r.p
	switch written := p.DefaultAction; {
	case written.Value == "" && !p.broken():
		r.runtime(p.Place(), "defaultAction", "the default action is missing; the container does not start")
	case written.Value != "" && p.Default.Action == NoAction:
		r.runtime(written.Span, "defaultAction", "%s is no action; %s", shorten(written.Value), suggest(written.Value, "SCMP_ACT_", actionList()))
	case p.Default.Action == Notify:
		r.runtime(written.Span, "defaultAction", "SCMP_ACT_NOTIFY cannot be the default action; the container does not start")
	}
	for _, arch := range p.Architectures {
		r.arch(arch)
	}
	for _, flag := range p.Flags {
		switch flag.Value {
		case "SECCOMP_FILTER_FLAG_TSYNC", "SECCOMP_FILTER_FLAG_LOG", "SECCOMP_FILTER_FLAG_SPEC_ALLOW",
			"SECCOMP_FILTER_FLAG_WAIT_KILLABLE_RECV":
		default:
			r.runtime(flag.Span, "flags "+flag.Value, "%s is no flag; %s", shorten(flag.Value),
				suggest(flag.Value, "SECCOMP_FILTER_FLAG_", []string{"SECCOMP_FILTER_FLAG_LOG", "SECCOMP_FILTER_FLAG_SPEC_ALLOW"}))
		}
	}
}

// with returns the outcome with the error that was written. runc knows errors of ERRNO and TRACE only, 1 where none is written.
func (o Outcome) with(errno uint16) Outcome {
	if o.Action == Refuse || o.Action == Trace {
		o.Errno = errno
	}
	return o
}

func (r *reader) arch(name source.Text) {
	if _, ok := parseArch(name.Value); !ok {
		r.runtime(name.Span, "arch "+name.Value, "%s is no architecture; %s", shorten(name.Value),
			suggest(name.Value, "SCMP_ARCH_", []string{"SCMP_ARCH_X86_64", "SCMP_ARCH_AARCH64", "SCMP_ARCH_X86", "SCMP_ARCH_ARM"}))
	}
}

func (r *reader) archMap(pair tree.Pair) {
	items := r.items(pair, "archMap")
	if len(items) == 0 || !r.count(len(items), pair.Value.Span.FirstLine()) {
		return
	}
	for _, item := range items {
		at := r.object(item, "archMap", "an entry of archMap", "architecture", "subArchitectures")
		a := Architecture{Span: item.Span}
		a.Arch = r.text(at["architecture"], "architecture")
		a.Subs = r.texts(at["subArchitectures"], "subArchitectures")
		if a.Arch.Value != "" {
			r.arch(a.Arch)
		}
		for _, sub := range a.Subs {
			r.arch(sub)
		}
		r.p.ArchMap = append(r.p.ArchMap, a)
	}
}

func (r *reader) rule(n *tree.Node) {
	if n.IsNull() {
		r.refuse(n.Span, "syscalls null", "null is no rule; Docker fails at it")
		return
	}
	at := r.object(n, "syscalls", "a rule", "names", "action", "errnoRet", "args", "name", "comment", "includes", "excludes")
	if n.Kind != tree.Mapping {
		return
	}
	rule := &Rule{Span: n.Span, NamesAt: n.Span.FirstLine()}
	rule.Names = r.texts(at["names"], "names")
	if pair, ok := at["names"]; ok {
		rule.NamesAt = pair.Value.Span.FirstLine()
	}
	if name := r.text(at["name"], "name"); name.Value != "" {
		if len(rule.Names) > 0 {
			r.refuse(at["names"].Key.Span, "names", "name and names stand side by side; Docker takes one of them only")
		}
		rule.Names, rule.NamesAt = append(rule.Names, name), name.Span
	}
	r.text(at["comment"], "comment")
	r.action(rule, at, n)
	for _, item := range r.items(at["args"], "args") {
		if !r.count(1, rule.NamesAt) {
			break
		}
		r.arg(rule, item)
	}
	rule.Includes = r.condition(at["includes"], "includes")
	rule.Excludes = r.condition(at["excludes"], "excludes")
	r.p.Rules = append(r.p.Rules, rule)
	for _, name := range rule.Names {
		if name.Value == "" {
			r.runtime(name.Span, "names empty", "an empty name is no system call; the container does not start")
			break
		}
		if name.Value == "write" && rule.Action == Notify {
			r.runtime(name.Span, "names write", "SCMP_ACT_NOTIFY cannot be used for write; the container does not start")
		}
	}
}

func (r *reader) action(rule *Rule, at map[string]tree.Pair, n *tree.Node) {
	rule.ActionText = r.text(at["action"], "action")
	errno, errnoAt := r.errno(at["errnoRet"], "errnoRet")
	rule.ErrnoAt = errnoAt
	rule.Outcome = Outcome{Action: parseAction(rule.ActionText.Value)}.with(errno)
	switch written, ok := rule.ActionText, at["action"].Value != nil && !at["action"].Value.IsNull(); {
	case rule.Action != NoAction, ok && written.Span.IsZero(): // of a wrong type
	case written.Value == "":
		r.runtime(n.Span.FirstLine(), "action", "the rule has no action; the container does not start")
	default:
		r.runtime(written.Span, "action", "%s is no action; %s", shorten(written.Value), suggest(written.Value, "SCMP_ACT_", actionList()))
	}
}

func (r *reader) arg(rule *Rule, n *tree.Node) {
	at := r.object(n, "args", "a condition", "index", "value", "valueTwo", "op")
	if n.Kind != tree.Mapping && !n.IsNull() {
		return
	}
	index, _ := r.number(at["index"], "index")
	value, _ := r.number(at["value"], "value")
	two, _ := r.number(at["valueTwo"], "valueTwo")
	op := r.text(at["op"], "op")
	arg := Arg{Value: value, Op: parseOp(op.Value), Span: n.Span}
	if arg.Op == MaskedEqual {
		arg.Mask, arg.Value = value, two
	}
	if index > 5 {
		r.runtime(at["index"].Value.Span, "index", "a system call has the arguments 0 to 5 only; the container does not start")
		return
	}
	arg.Index = int(index) // it is below 6
	switch {
	case arg.Op != NoOp:
		rule.Args = append(rule.Args, arg)
		return
	case op.Value == "":
		r.runtime(n.Span.FirstLine(), "op", "the condition has no op, such as SCMP_CMP_EQ; the container does not start")
	default:
		r.runtime(op.Span, "op", "%s is no comparison; %s", shorten(op.Value), suggest(op.Value, "SCMP_CMP_", opNames[1:]))
	}
}

func (r *reader) condition(pair tree.Pair, what string) *Condition {
	if pair.Value == nil || pair.Value.IsNull() {
		return nil
	}
	at := r.object(pair.Value, what, what, "caps", "arches", "minKernel")
	c := &Condition{Span: pair.Value.Span, Key: pair.Key.Span}
	c.Caps = r.texts(at["caps"], "caps")
	c.Arches = r.texts(at["arches"], "arches")
	version := at["minKernel"].Value
	if version == nil || version.IsNull() {
		return c
	}
	if !version.IsString() {
		r.wrong(version, "minKernel", "minKernel", "a text")
		return c
	}
	k, ok := parseKernel(version.Text.Value)
	if !ok {
		r.refuse(version.Span, "minKernel", "minKernel is a kernel and a major version, such as 5.8; Docker refuses %s",
			strconv.Quote(shorten(version.Text.Value)))
	}
	c.MinKernel = &k
	return c
}

// parseKernel reads "5.8". Docker takes no third number, and an empty text for any kernel.
func parseKernel(s string) (Kernel, bool) {
	if s == "" {
		return Kernel{}, true
	}
	version, major, ok := strings.Cut(s, ".")
	v, err := strconv.ParseUint(version, 10, 8)
	m, err2 := strconv.ParseUint(major, 10, 8)
	if !ok || err != nil || err2 != nil || v == 0 && m == 0 {
		return Kernel{}, false
	}
	return Kernel{uint8(v), uint8(m)}, true
}
