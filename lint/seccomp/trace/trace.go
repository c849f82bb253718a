// Package trace reads which system calls a program made from what other tools wrote down: strace, perf trace, the audit log, or a
// list of names.
package trace

import (
	"bufio"
	"errors"
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/plimsoll-lint/plimsoll/lint/seccomp"
)

const (
	// maxLine is how much of a line is looked at. What matters stands at its front.
	maxLine = 64 << 10
	// maxUnknown bounds how many names of no system call are kept.
	maxUnknown = 50
)

// Calls are the system calls of a trace.
type Calls struct {
	// Names are those that exist, sorted, each once.
	Names []string
	// Unknown are the first of the names that none has.
	Unknown []string
	// Foreign are the architectures other than the machine's own whose calls were seen.
	Foreign []seccomp.Arch
	// Lines is the number of lines, and Used that of those in which a call was found.
	Lines, Used int
}

// Read reads a trace made on a machine. The forms are told apart line by line, so that several may follow one another.
func Read(r io.Reader, machine seccomp.Machine) (*Calls, error) {
	c, seen := &Calls{}, map[string]bool{}
	in := bufio.NewReaderSize(r, maxLine)
	for {
		line, err := readLine(in)
		if line != "" || err == nil {
			c.Lines++
			c.line(line, machine, seen)
		}
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return nil, err
		}
	}
	for name := range seen {
		c.Names = append(c.Names, name)
	}
	slices.Sort(c.Names)
	slices.Sort(c.Unknown)
	return c, nil
}

// readLine returns the front of the next line, and passes over the rest of it.
func readLine(in *bufio.Reader) (string, error) {
	front, err := in.ReadSlice('\n')
	line := string(front)
	for errors.Is(err, bufio.ErrBufferFull) {
		_, err = in.ReadSlice('\n')
	}
	return strings.TrimRight(line, "\r\n"), err
}

func (c *Calls) line(line string, machine seccomp.Machine, seen map[string]bool) {
	arch := machine.Arch()
	name, ok := audited(line, &arch)
	if !ok {
		name, ok = called(line)
	}
	if !ok {
		return
	}
	if number, is := strings.CutPrefix(name, "syscall_"); is {
		if n, err := strconv.ParseInt(number, 0, 32); err == nil {
			name = numbered(arch, int(n))
		}
	}
	if arch != machine.Arch() && !slices.Contains(c.Foreign, arch) {
		c.Foreign = append(c.Foreign, arch)
	}
	switch {
	case seccomp.Known(name):
		c.Used++
		seen[name] = true
	case len(c.Unknown) < maxUnknown && !slices.Contains(c.Unknown, name):
		c.Unknown = append(c.Unknown, name)
	}
}

// numbered returns the name of a call, or its number where it has none.
func numbered(arch seccomp.Arch, n int) string {
	if name, ok := arch.Call(n); ok {
		return name
	}
	return strconv.Itoa(n)
}

// audited reads a record of the audit log about a call that a filter stopped or logged, as it is or as ausearch -i shows it.
func audited(line string, arch *seccomp.Arch) (string, bool) {
	if !strings.Contains(line, "type=SECCOMP") && !strings.Contains(line, "type=1326") {
		return "", false
	}
	name := ""
	for field := range strings.FieldsSeq(line) {
		key, value, _ := strings.Cut(field, "=")
		switch key {
		case "arch":
			if a, ok := auditArch(value); ok {
				*arch = a
			}
		case "syscall":
			name = value
		}
	}
	if n, err := strconv.Atoi(name); err == nil {
		const x32 = 0x40000000
		if *arch == "X86_64" && n&x32 != 0 {
			*arch, n = "X32", n&^x32
		}
		name = numbered(*arch, n)
	}
	return name, name != ""
}

// auditArch reads the architecture of a record: AUDIT_ARCH_… of <linux/audit.h> in hexadecimal, or its name.
func auditArch(s string) (seccomp.Arch, bool) {
	switch strings.ToLower(s) {
	case "c000003e", "x86_64":
		return "X86_64", true
	case "40000003", "i386":
		return "X86", true
	case "c00000b7", "aarch64":
		return "AARCH64", true
	case "40000028", "arm":
		return "ARM", true
	case "c00000f3", "riscv64":
		return "RISCV64", true
	case "80000016", "s390x":
		return "S390X", true
	case "c0000015", "ppc64le":
		return "PPC64LE", true
	case "c0000102", "loongarch64":
		return "LOONGARCH64", true
	}
	return "", false
}

// called finds the call in a line of strace, of perf trace, of the table that strace -c prints, or of a list of names.
func called(line string) (string, bool) {
	if i := strings.Index(line, "<... "); i >= 0 {
		name, _, _ := strings.Cut(line[i+5:], " ")
		return name, isName(name)
	}
	word := strings.Trim(line, " \t\",'-")
	if isName(word) {
		return word, word != "total"
	}
	if fields := strings.Fields(line); len(fields) >= 5 {
		_, err := strconv.ParseFloat(strings.Replace(fields[0], ",", ".", 1), 64)
		_, err2 := strconv.ParseFloat(strings.Replace(fields[1], ",", ".", 1), 64)
		_, err3 := strconv.ParseUint(fields[3], 10, 64)
		if last := fields[len(fields)-1]; err == nil && err2 == nil && err3 == nil && isName(last) {
			return last, last != "total"
		}
	}
	return before(line)
}

// before returns the name in front of the first bracket that has one: 1234 read(3, …), or 0.1 ( 0.004 ms): cat/7 read(fd: 3).
func before(line string) (string, bool) {
	for at := 0; ; {
		i := strings.IndexByte(line[at:], '(')
		if i < 0 {
			return "", false
		}
		i += at
		start := i
		for start > 0 && isNameByte(line[start-1]) {
			start--
		}
		if name := line[start:i]; isName(name) && (start == 0 || line[start-1] == ' ' || line[start-1] == '\t' || line[start-1] == ']') {
			return name, true
		}
		if start < i || strings.IndexByte(line[:i], '"') >= 0 {
			return "", false // it is in the middle of something else
		}
		at = i + 1
	}
}

func isNameByte(b byte) bool { return b >= 'a' && b <= 'z' || b >= '0' && b <= '9' || b == '_' }

func isName(s string) bool {
	if s == "" || len(s) > 64 || s[0] >= '0' && s[0] <= '9' {
		return false
	}
	for i := range len(s) {
		if !isNameByte(s[i]) {
			return false
		}
	}
	return true
}
