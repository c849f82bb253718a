package rules

import (
	"github.com/plimsoll-lint/plimsoll/lint"
	"github.com/plimsoll-lint/plimsoll/lint/apparmor"
)

// AppArmorMountAllowed reports rules of an AppArmor profile for containers that allow mounts of nearly any kind: `mount`, `remount` or
// `pivot_root` without a condition, or with one that still lets `/proc`, `/sys`, a disk or a bind mount of them through.
//
// Docker's own profile denies all mounts. AppArmor goes by paths, so that a bind mount of `/proc` elsewhere goes round all rules about
// `/proc`. It takes `SYS_ADMIN` besides, which is what containers that mount are given.
//
// Allowed without a finding are mounts of `tmpfs`, `fuse`, `nfs` and their like, bind mounts of a path that holds nothing of the kernel,
// mounts that only become read-only or private, and `umount`, which Docker allows as well. `deny mount,` wins over all of them.
//
// # What to do
//
// Say what is mounted where: `mount fstype=fuse -> /data/**,`.
var AppArmorMountAllowed = define(lint.Rule{
	ID: "apparmor-mount-allowed", Title: "AppArmor profile that allows mounts", Severity: lint.Medium, Precision: lint.PrecisionHigh,
	Since: "0.1", Presets: lint.Security | lint.Benchmark,
	Refs:  []lint.Ref{lint.CIS("5.2"), lint.OWASP("6"), lint.CWE("693"), appArmorManual},
	Check: lint.EachContainerProfile(checkAppArmorMountAllowed),
})

func checkAppArmorMountAllowed(p *lint.Pass, profile *apparmor.Profile) {
	for _, r := range profile.Allowed(apparmor.Mount, apparmor.Remount, apparmor.PivotRoot) {
		if profile.Narrow(r) {
			continue
		}
		f := p.Report(r.Span, "%s allows mounts that go round its rules; say what is mounted where", profile.FullName())
		f.About(profileSubject(profile)).Notes(p.Unit.Under(profile)).Keyed(string(r.Span.Bytes()))
	}
}
