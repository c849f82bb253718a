package seccomp

import (
	_ "embed"
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/plimsoll-lint/plimsoll/lint/source"
	"github.com/plimsoll-lint/plimsoll/lint/spell"
)

//go:embed data/syscalls.txt
var syscallTable string

//go:embed data/default.json
var defaultProfile []byte

// columns is how many machines the table has numbers for.
const columns = 10

// syscalls is the table: the names in order, and the numbers of each; -1 for none.
type syscalls struct {
	names   []string
	numbers [][columns]int16
}

// calls reads the table when it is first asked.
var calls = sync.OnceValue(func() *syscalls {
	t := &syscalls{}
	for line := range strings.Lines(syscallTable) {
		if line[0] == '#' {
			continue
		}
		fields := strings.Fields(line)
		t.names = append(t.names, fields[0])
		var row [columns]int16
		for i := range row {
			row[i] = -1
			if n, err := strconv.ParseInt(fields[i+1], 10, 16); err == nil {
				row[i] = int16(n)
			}
		}
		t.numbers = append(t.numbers, row)
	}
	return t
})

// Default returns the profile that Docker uses where none is named. It must not be changed.
var Default = sync.OnceValue(func() *Profile { return Parse(source.New("default.json", defaultProfile)) })

// Syscalls returns the names of all system calls of Linux, sorted.
func Syscalls() []string { return calls().names }

// Known reports whether any kernel has a system call of that name.
func Known(name string) bool {
	_, ok := slices.BinarySearch(calls().names, name)
	return ok
}

// Has reports whether programs of an architecture can make a call. What is not known of an architecture it has.
func (a Arch) Has(name string) bool {
	column := a.column()
	if column < 0 {
		return Known(name)
	}
	t := calls()
	i, ok := slices.BinarySearch(t.names, name)
	return ok && (t.numbers[i][column] >= 0 || a == "ARM" && armOnly(name))
}

// armOnly reports whether a call is one that 32-bit ARM has outside of its table.
func armOnly(name string) bool {
	return slices.Contains([]string{"breakpoint", "cacheflush", "set_tls", "sync_file_range2"}, name)
}

// Call returns the name of the call with a number.
func (a Arch) Call(number int) (string, bool) {
	column := a.column()
	if column < 0 {
		return "", false
	}
	t := calls()
	for i, row := range t.numbers {
		if int(row[column]) == number && number >= 0 {
			return t.names[i], true
		}
	}
	return "", false
}

// Meant returns the system call that somebody meant who wrote a name that none has, or nothing.
func Meant(name string) string {
	plain := strings.ToLower(strings.TrimSpace(name))
	for _, prefix := range []string{"", "sys_", "__x64_sys_", "__nr_"} {
		if rest, ok := strings.CutPrefix(plain, prefix); ok && Known(rest) {
			return rest
		}
	}
	if len(plain) > 40 {
		return ""
	}
	return spell.Nearest(plain, calls().names)
}
