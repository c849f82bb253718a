package container

import (
	"strconv"

	"github.com/plimsoll-lint/plimsoll/lint/source"
)

// BadOption is an entry of security_opt or sysctls with which Docker starts no container.
type BadOption struct {
	Text  source.Text
	Why   string
	Notes []source.Note
}

// refused says why the daemon does not take the option, or nothing where it does (daemon/daemon_unix.go, parseSecurityOpt).
// What another platform or runtime may know, such as credentialspec of Windows, is taken.
func (o securityOption) refused() string {
	switch o.name {
	case "no-new-privileges", "writable-cgroups":
		if _, err := strconv.ParseBool(o.value); o.hasValue && err != nil {
			return "its value is true or false"
		}
		return ""
	case "systempaths":
		if o.text.Value != "systempaths=unconfined" {
			return "it is written systempaths=unconfined"
		}
		return ""
	case "label", "apparmor", "seccomp", "credentialspec", "disable":
		if !o.hasValue && o.name != "disable" {
			return "it needs a value behind = or :"
		}
		return ""
	}
	return "Docker knows no such option"
}
