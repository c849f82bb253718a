package project

import (
	"bytes"
	"slices"
	"strings"

	"github.com/plimsoll-lint/plimsoll/lint/daemon"
	"github.com/plimsoll-lint/plimsoll/lint/seccomp"
	"github.com/plimsoll-lint/plimsoll/lint/source"
)

// Alone reports whether a document is linted by itself, without others being read first: the settings of a daemon, a profile.
func (d Document) Alone() bool {
	switch d.Kind {
	case Daemon, Systemd, Seccomp, AppArmor:
		return true
	}
	return false
}

// Settings returns the unit of a document that stands alone.
func (l *Linker) Settings(d Document) *Unit {
	u := &Unit{Files: []*source.File{d.File}}
	switch d.Kind {
	case Daemon, Systemd:
		l.settingsOfDaemon(u, d)
	case Seccomp:
		if u.Seccomp = l.profile(d.Path).of; u.Seccomp == nil {
			u.Seccomp = seccomp.Parse(d.File) // from the standard input
		}
		u.Problems = u.Seccomp.Problems
	case AppArmor:
		l.appArmorUnit(u, d)
	default:
		return nil
	}
	return u
}

// daemonName knows daemon.json, and with a word before or behind: docker-daemon.json, daemon-prod.json, daemon.prod.json.
func daemonName(base string) verdict {
	stem, ok := strings.CutSuffix(base, ".json")
	switch {
	case !ok:
		return no
	case stem == "daemon":
		return yes
	case strings.HasPrefix(stem, "daemon-"), strings.HasPrefix(stem, "daemon."), stem == "docker-daemon":
		return maybe
	}
	return no
}

// daemonContent says yes where keys are there that only Docker's daemon knows, and no where all are those of another program:
// others have a daemon.json as well.
func daemonContent(content []byte) verdict {
	for _, key := range [...]string{
		"iptables", "ip6tables", "userns-remap", "log-driver", "log-opts", "storage-driver", "live-restore",
		"insecure-registries", "registry-mirrors", "data-root", "default-ulimits", "icc", "no-new-privileges", "userland-proxy", "exec-opts", "default-runtime", "default-address-pools",
		"seccomp-profile", "authorization-plugins", "tlsverify",
	} {
		if bytes.Contains(content, []byte(`"`+key+`"`)) {
			return yes
		}
	}
	if utf16 := bytes.IndexByte(content, 0) >= 0; utf16 {
		return maybe
	}
	if keys := topKeys(content); len(keys) > 0 && !slices.ContainsFunc(keys, daemon.Plausible) {
		return no
	}
	return maybe
}

// seccompName knows JSON files whose name says seccomp.
func seccompName(base string) verdict {
	if strings.HasSuffix(base, ".json") && strings.Contains(base, "seccomp") {
		return yes
	}
	return no
}

// seccompContent says yes where the file has what each profile needs. A profile without it filters nothing, so that a name that
// is certain is enough.
func seccompContent(content []byte) verdict {
	keys := topKeys(content)
	if slices.Contains(keys, "defaultAction") || slices.Contains(keys, "syscalls") {
		return yes
	}
	return maybe
}
