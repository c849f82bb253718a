package trace

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"github.com/plimsoll-lint/plimsoll/lint/seccomp"
)

func TestRead(t *testing.T) {
	for _, c := range []struct {
		name, text, want, unknown string
	}{
		{"strace", `execve("/usr/bin/curl", ["curl"], 0x7ffe /* 20 vars */) = 0
strace: Process 12 attached
[pid    12] openat(AT_FDCWD, "/a (b)", O_RDONLY <unfinished ...>
12    <... futex resumed>)              = 0
1234  12:00:00.123456 read(3, "x(y", 4) = 4
--- SIGCHLD {si_signo=SIGCHLD} ---
+++ exited with 0 +++
 > /usr/lib/libc.so.6(__write+0x14) [0x114a20]
syscall_0x1b5(0, 0) = -1 ENOSYS
`, "execve futex openat openat2 read", ""},
		{"summary", `% time     seconds  usecs/call     calls    errors syscall
------ ----------- ----------- --------- --------- ----------------
 25,00    0.000010           1        30         2 openat
  0.00    0.000000           0         1           close
------ ----------- ----------- --------- --------- ----------------
100.00    0.000010           0        31         2 total
`, "close openat", ""},
		{"audit", `type=SECCOMP msg=audit(1.2:3): auid=0 uid=0 sig=31 arch=c000003e syscall=101 compat=0 ip=0x7 code=0x80000000
[ 12.3] audit: type=1326 audit(1.2:3): auid=0 arch=40000003 syscall=26 compat=1
type=SECCOMP msg=audit(1.2:3): arch=c000003e syscall=9999
type=SECCOMP msg=audit(x): arch=x86_64 syscall=mount compat=0
type=SYSCALL msg=audit(1.2:3): arch=c000003e syscall=1
`, "mount ptrace", "9999"},
		{"perf", `     0.123 ( 0.004 ms): cat/1234 openat(dfd: CWD, filename: 0x1) = 3
     0.200 (         ): sleep/77 clock_nanosleep(rqtp: 0x1) ...
`, "clock_nanosleep openat", ""},
		{"list", "# from a tool\nread\n \"write\",\n- close\nraed\n\n", "close read write", "raed"},
		{"nothing", "\x00\xff(((\n\"a(b\n()\n", "", ""},
	} {
		got, err := Read(strings.NewReader(c.text), seccomp.AMD64)
		if err != nil {
			t.Fatal(err)
		}
		if names := strings.Join(got.Names, " "); names != c.want || strings.Join(got.Unknown, " ") != c.unknown {
			t.Errorf("%s: %q and %q, not %q and %q", c.name, names, got.Unknown, c.want, c.unknown)
		}
	}
}

func TestLongLines(t *testing.T) {
	text := "write(1, \"" + strings.Repeat("x", 1<<20) + "\", 5) = 5\nread(0, 0, 0)\n"
	got, err := Read(strings.NewReader(text), seccomp.AMD64)
	if err != nil || !slices.Equal(got.Names, []string{"read", "write"}) || got.Lines != 2 {
		t.Errorf("%+v, %v", got, err)
	}
}

func FuzzRead(f *testing.F) {
	f.Add([]byte("read(3) = 0\n"))
	f.Add([]byte("type=1326 arch=c000003e syscall=101"))
	f.Add([]byte(" 25.00 0.1 1 30 2 openat"))
	f.Fuzz(func(t *testing.T, text []byte) {
		got, err := Read(bytes.NewReader(text), seccomp.AMD64)
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range got.Names {
			if !seccomp.Known(name) {
				t.Errorf("%q is no call", name)
			}
		}
		if len(got.Unknown) > maxUnknown || got.Used > got.Lines || !slices.IsSorted(got.Names) {
			t.Errorf("%+v", got)
		}
	})
}
