//go:build unix

package fix

import (
	"io/fs"
	"syscall"

	"github.com/plimsoll-lint/plimsoll/lint/report/atomic"
)

// names returns how many names a file has.
func names(info fs.FileInfo) uint64 {
	if s, ok := info.Sys().(*syscall.Stat_t); ok {
		return uint64(s.Nlink) //nolint:unconvert // its width depends on the system
	}
	return 1
}

// keepOwner tries to give a new file the owner of the old one; most users may only keep the group.
func keepOwner(f *atomic.File, info fs.FileInfo) {
	if s, ok := info.Sys().(*syscall.Stat_t); ok {
		if f.Chown(int(s.Uid), int(s.Gid)) != nil {
			_ = f.Chown(-1, int(s.Gid))
		}
	}
}
