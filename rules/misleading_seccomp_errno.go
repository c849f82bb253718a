package rules

import (
	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/container"
	"github.com/plimsoll-lint/plimsoll/lint/seccomp"
)

// MisleadingSeccompErrno reports errors in a seccomp profile that programs take in another way than was meant.
//
// glibc and musl start threads by `clone3`, and fall back to `clone` where the kernel does not have it: on ENOSYS, 38. Where it is
// forbidden, EPERM, they give up, and the program says that it cannot start a thread. An `errnoRet` beside an action that returns
// no error has no effect, and errors end at 4095.
//
// # What to do
//
// Give `clone3` a rule of its own: `"action": "SCMP_ACT_ERRNO", "errnoRet": 38`.
var MisleadingSeccompErrno = define(lint.Rule{
	ID: "misleading-seccomp-errno", Title: "Error of a seccomp profile that misleads programs", Severity: lint.Low, Since: "0.1",
	Presets: lint.Hygiene,
	Check:   lint.EachSeccomp(checkMisleadingSeccompErrno),
})

func checkMisleadingSeccompErrno(p *lint.Pass, profile *seccomp.Profile) {
	host := seccomp.Host{Machine: seccomp.AMD64, Caps: container.DefaultCapabilities.Names()}
	if at, ok := profile.Evaluate(host).BreaksThreads(); ok {
		p.Report(at, "clone3 fails in a way that stops programs from starting threads; return ENOSYS (errnoRet 38)").Keyed("clone3")
	}
	for _, rule := range profile.Rules {
		switch {
		case rule.ErrnoAt.IsZero():
		case rule.Action != seccomp.Refuse && rule.Action != seccomp.Trace && rule.Action != seccomp.NoAction:
			p.Report(rule.ErrnoAt, "errnoRet means nothing beside %s; remove it", rule.ActionText.Value)
		case rule.Errno > 4095:
			p.Report(rule.ErrnoAt, "errors of Linux end at 4095; programs see another one")
		}
	}
}
