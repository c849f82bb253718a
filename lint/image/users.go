package image

import (
	"slices"
	"strings"
)

// HasNoUser reports whether an image is known not to have a user of a name. The table holds plain systems and official images of
// languages on them, whose /etc/passwd is that of the system; a user who is in that of any release of Debian, Ubuntu or Alpine
// counts as being there.
func HasNoUser(ref Ref, name string) bool {
	if !ref.Official() || slices.Contains(strings.Fields(systemUsers), name) {
		return false
	}
	switch repository := strings.TrimPrefix(ref.Path, "library/"); repository {
	case "debian", "alpine", "python", "golang", "ruby", "rust":
	case "ubuntu":
		return name != "ubuntu"
	case "node":
		return name != "node"
	default:
		return false
	}
	return !strings.Contains(ref.Tag, "windows") && !strings.Contains(ref.Tag, "nanoserver")
}

// systemUsers are the users of base-passwd on Debian and Ubuntu, those that their base packages add, and those of
// alpine-baselayout, now and in former releases.
const systemUsers = "root daemon bin sys sync games man lp mail news uucp proxy www-data backup list irc gnats nobody _apt " +
	"systemd-network systemd-resolve systemd-timesync messagebus syslog adm shutdown halt operator postmaster cron ftp sshd at " +
	"squid xfs svn cyrus vpopmail ntp smmsp guest utmp"
