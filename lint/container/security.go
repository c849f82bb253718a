package container

import (
	"strconv"
	"strings"

	"github.com/plimsoll-lint/plimsoll/lint/source"
)

// Seccomp is the syscall filter of a container.
type Seccomp struct {
	Unconfined bool
	// Profile is the path of a custom profile as written; empty for Docker's default and for none.
	Profile string
}

// AppArmor is the AppArmor confinement of a container.
type AppArmor struct {
	Unconfined bool
	Profile    string // the name of a custom profile; empty for docker-default
}

// SELinux is the label separation of a container.
type SELinux struct {
	// Disabled: label:disable, or a type that is confined by nothing (spc_t, container_runtime_t).
	Disabled bool
	Type     string
}

// securityOption is one entry of security_opt, split the way moby splits it: at the first "=", else at the first ":"
// (daemon/daemon_unix.go, parseSecurityOpt). Some options are a lone word.
type securityOption struct {
	name, value string
	hasValue    bool
	text        source.Text // the whole entry
	valueAt     source.Span
}

func splitSecurityOption(text source.Text) securityOption {
	o := securityOption{name: text.Value, text: text, valueAt: text.Span}
	i := strings.IndexByte(text.Value, '=')
	if i < 0 {
		i = strings.IndexByte(text.Value, ':')
	}
	if i >= 0 {
		o.name, o.value, o.hasValue = text.Value[:i], text.Value[i+1:], true
		o.valueAt = text.At(i+1, len(text.Value))
	}
	return o
}

// applySecurityOptions reads the entries in order: of several entries of one kind moby lets the last one win.
func (c *Container) applySecurityOptions(entries []entry) {
	for _, e := range entries {
		if !e.known {
			c.securityUnknown(e)
			continue
		}
		o := splitSecurityOption(e.text)
		if why := o.refused(); why != "" {
			c.BadOptions = append(c.BadOptions, BadOption{Text: e.text, Why: why, Notes: e.notes})
		}
		switch o.name {
		case "no-new-privileges":
			on, err := strconv.ParseBool(o.value)
			switch {
			case !o.hasValue:
				c.NoNewPrivileges = known(true, o.text.Span, e.notes...)
			case err == nil:
				c.NoNewPrivileges = known(on, o.text.Span, e.notes...)
			}
		case "seccomp":
			s := Seccomp{Unconfined: o.value == "unconfined"}
			if !s.Unconfined && o.value != "builtin" {
				s.Profile = o.value
			}
			c.Seccomp = known(s, o.text.Span, e.notes...)
		case "apparmor":
			a := AppArmor{Unconfined: o.value == "unconfined"}
			if !a.Unconfined && o.value != "docker-default" {
				a.Profile = o.value
			}
			c.AppArmor = known(a, o.text.Span, e.notes...)
		case "label":
			if s, ok := parseLabel(o.value); ok {
				c.SELinux = known(s, o.text.Span, e.notes...)
			}
		case "systempaths":
			// Only "=" works: with a colon moby refuses the option.
			if e.text.Value == "systempaths=unconfined" {
				c.UnmaskedPaths = known(true, o.text.Span, e.notes...)
			}
		case "writable-cgroups":
			on, err := strconv.ParseBool(o.value)
			if !o.hasValue || err == nil && on {
				c.WritableCgroups = known(true, o.text.Span, e.notes...)
			}
		}
	}
}

// parseLabel reads the value of a label option; only those that end the separation matter.
func parseLabel(value string) (SELinux, bool) {
	if value == "disable" {
		return SELinux{Disabled: true}, true
	}
	kind, name, _ := strings.Cut(value, ":")
	if kind != "type" {
		return SELinux{}, false
	}
	return SELinux{Disabled: name == "spc_t" || name == "container_runtime_t", Type: name}, true
}

// securityUnknown forgets what an entry that cannot be told may change.
func (c *Container) securityUnknown(e entry) {
	name := splitSecurityOption(e.text).name
	if strings.Contains(name, "$") {
		name = "" // the variable may name any option
	}
	if name == "" || name == "no-new-privileges" {
		c.NoNewPrivileges = unknown[bool](e.text.Span, e.notes...)
	}
	if name == "" || name == "seccomp" {
		c.Seccomp = unknown[Seccomp](e.text.Span, e.notes...)
	}
	if name == "" || name == "apparmor" {
		c.AppArmor = unknown[AppArmor](e.text.Span, e.notes...)
	}
	if name == "" || name == "label" {
		c.SELinux = unknown[SELinux](e.text.Span, e.notes...)
	}
}

// applyPrivilege adds what privileged switches off beside the capabilities: the filters and masks that no entry asks for
// (moby, daemon/seccomp_linux.go and daemon/oci_linux.go). A profile that is named stays.
func (c *Container) applyPrivilege() {
	if c.Privileged.Known && !c.Privileged.Value {
		return
	}
	by := Origin{Notes: []source.Note{{Span: c.Privileged.Origin.Span, Message: "privileged decides this"}}}
	overrule(c.Privileged, &c.Seccomp, Seccomp{Unconfined: true}, by)
	overrule(c.Privileged, &c.AppArmor, AppArmor{Unconfined: true}, by)
	overrule(c.Privileged, &c.SELinux, SELinux{Disabled: true}, by)
	overrule(c.Privileged, &c.UnmaskedPaths, true, by)
	overrule(c.Privileged, &c.WritableCgroups, true, by)
}

func overrule[T any](privileged Setting[bool], s *Setting[T], v T, by Origin) {
	if !s.Set() {
		*s = Setting[T]{Value: v, Known: s.Known && privileged.Known, Origin: by}
	}
}
