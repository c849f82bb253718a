package apparmor

import "github.com/plimsoll-lint/plimsoll/lint/source"

// Setting is a file of the kernel's settings that a profile leaves open, and the rule that opens it.
type Setting struct {
	Path string
	By   *Rule
}

const (
	denyKernel = "deny /proc/sys/kernel/{[^s],s[^h]}** w,"
	denySysctl = "deny /proc/sys/{abi,debug,dev,fs,user,vm}/** w,"
	denySys    = "deny /sys/{block,bus,class,dev,devices,firmware,hypervisor,kernel,module,power}/** wklx,"
)

// settings are files by which a process changes the host, each with the rule that denies writes to its like. All of them are denied by
// the template of Docker's own profile (github.com/moby/profiles/apparmor, read on 1 September 2026); these patterns are simpler, and
// leave what a container has for itself: /proc/sys/net, /proc/sys/kernel/shm*, /sys/fs/cgroup.
var settings = [...]struct{ path, deny string }{
	{"/proc/sys/kernel/core_pattern", denyKernel},
	{"/proc/sys/kernel/modprobe", denyKernel},
	{"/proc/sys/fs/binfmt_misc/register", denySysctl},
	{"/proc/sys/vm/mmap_min_addr", denySysctl},
	{"/proc/sysrq-trigger", "deny /proc/{sysrq-trigger,kcore,kmem,mem} rwklx,"},
	{"/proc/irq/0/smp_affinity", "deny /proc/{acpi,bus,fs,irq,scsi}/** w,"},
	{"/sys/kernel/uevent_helper", denySys},
	{"/sys/kernel/security/apparmor/.remove", denySys},
	{"/sys/kernel/debug/kprobes/enabled", denySys},
	{"/sys/firmware/efi/efivars/Boot0000", denySys},
	{"/sys/module/kernel/parameters/panic", denySys},
}

// OpenSettings returns the files that a process under the profile is known to be allowed to write.
func (p *Profile) OpenSettings() []Setting {
	var open []Setting
	for _, s := range settings {
		if answer, by := p.May(s.path, Write|Append); answer == Yes {
			open = append(open, Setting{Path: s.path, By: by})
		}
	}
	return open
}

// Denials returns the rules that close settings, each once.
func (p *Profile) Denials(open []Setting) []string {
	var lines []string
	for _, s := range settings {
		for _, o := range open {
			if o.Path == s.path && (len(lines) == 0 || lines[len(lines)-1] != s.deny) {
				lines = append(lines, s.deny)
			}
		}
	}
	return lines
}

// LastLine returns the last rule of the profile that is not in a block, behind which others can be added.
func (p *Profile) LastLine() source.Span {
	for i := len(p.Rules) - 1; i >= 0; i-- {
		if r := p.Rules[i]; !r.Doubtful && !r.nested {
			return r.Span
		}
	}
	return source.Span{}
}

// Everything returns the rule that allows everything, where nothing is denied besides; else nil.
func (p *Profile) Everything() *Rule {
	var all *Rule
	for _, r := range p.Rules {
		switch {
		case r.Deny:
			return nil
		case r.Kind == All && !r.Doubtful:
			all = r
		}
	}
	return all
}
