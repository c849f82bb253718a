package rules

import (
	"fmt"

	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/apparmor"
	"github.com/plimsoll-lint/plimsoll/lint/source"
)

// KernelSettingsWritable reports an AppArmor profile for containers that lets a process write to settings of the kernel in `/proc` and
// `/sys` that belong to the host: `core_pattern`, `modprobe`, `sysrq-trigger`, `uevent_helper` and their like.
//
// A program whose path stands in `core_pattern` or `uevent_helper` is started by the kernel as root on the host. Docker's own profile
// denies these writes. A profile that has `file,` and leaves out those denials, since they look odd, has only the masks of `/proc` and
// the mounts that are read-only left, which `privileged`, `systempaths=unconfined` or a mount takes away.
//
// The rule works out what the patterns match; what is denied wins, as in the kernel. Where a variable or an include of another file
// decides, nothing is reported.
//
// # What to do
//
// Deny the writes. The fix adds rules to the end of the profile.
var KernelSettingsWritable = define(lint.Rule{
	ID: "kernel-settings-writable", Title: "AppArmor profile that allows writes to the kernel's settings", Severity: lint.Medium,
	Precision: lint.PrecisionHigh, Since: "0.1", Presets: lint.Security | lint.Benchmark,
	Refs:  []lint.Ref{lint.CIS("5.2"), lint.OWASP("6"), lint.CWE("693"), appArmorManual},
	Check: lint.EachContainerProfile(checkKernelSettingsWritable),
})

func checkKernelSettingsWritable(p *lint.Pass, profile *apparmor.Profile) {
	open := profile.OpenSettings()
	if len(open) == 0 {
		return
	}
	at, more := profile.Name.Span.Visible(), ""
	if by := open[0].By; by != nil {
		at = by.Span
	}
	if len(open) > 1 {
		more = fmt.Sprintf(" and %d more", len(open)-1)
	}
	f := p.Report(at, "%s lets processes write %s%s; deny that", profile.FullName(), open[0].Path, more)
	f.About(profileSubject(profile)).Notes(p.Unit.Under(profile)).Keyed("settings")
	if lines := profile.Denials(open); profile.Closed {
		if edit, ok := source.InsertBelow(profile.LastLine(), lines...); ok {
			f.OfferRisky("deny writes to the kernel's settings; a program that changes them fails", edit)
		}
	}
}
