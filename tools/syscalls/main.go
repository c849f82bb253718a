// Command syscalls makes the tables of package lint/seccomp: the names and numbers of system calls, and Docker's own profile.
//
//	go -C tools run ./syscalls -sys DIR -profiles DIR -out ../lint/seccomp/data
//
// The first DIR is that of the module golang.org/x/sys, whose tables are made from the headers of Linux, and the second that of
// github.com/moby/profiles/seccomp. The same input gives the same bytes.
package main

import (
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
)

// machines are the columns of the table, by the names that Go gives them.
var machines = []string{"amd64", "arm64", "386", "arm", "riscv64", "s390x", "ppc64le", "loong64", "mips64le", "mipsle"}

// private are the calls of 32-bit ARM that stand in no table of its kernel.
var private = []string{"breakpoint", "cacheflush", "usr26", "usr32", "set_tls", "get_tls"}

func main() {
	sys := flag.String("sys", "", "directory of golang.org/x/sys")
	profiles := flag.String("profiles", "", "directory of github.com/moby/profiles/seccomp")
	out := flag.String("out", "", "directory to write syscalls.txt and default.json to")
	flag.Parse()
	if *sys == "" || *profiles == "" || *out == "" || flag.NArg() > 0 {
		flag.Usage()
		os.Exit(2)
	}
	if err := run(*sys, *profiles, *out); err != nil {
		fmt.Fprintln(os.Stderr, "syscalls:", err)
		os.Exit(1)
	}
}

func run(sys, profiles, out string) error {
	profile, err := os.ReadFile(filepath.Join(profiles, "default.json"))
	if err != nil {
		return err
	}
	table := map[string][]string{} // by name, the number of each machine
	for i, machine := range machines {
		numbers, err := read(filepath.Join(sys, "unix", "zsysnum_linux_"+machine+".go"))
		if err != nil {
			return err
		}
		for name, number := range numbers {
			add(table, name)
			table[name][i] = number
		}
	}
	for _, name := range private {
		add(table, name)
	}
	var names struct {
		Syscalls []struct{ Names []string }
	}
	if err := json.Unmarshal(profile, &names); err != nil {
		return err
	}
	for _, rule := range names.Syscalls {
		for _, name := range rule.Names {
			add(table, name)
		}
	}
	var b bytes.Buffer
	fmt.Fprintf(&b, "# system calls of Linux: name, then the number on %s; - for none\n", strings.Join(machines, ", "))
	fmt.Fprintf(&b, "# from %s and the names of %s; made by tools/syscalls\n", module(sys), module(profiles))
	for _, name := range sorted(table) {
		fmt.Fprintf(&b, "%s %s\n", name, strings.Join(table[name], " "))
	}
	if err := os.WriteFile(filepath.Join(out, "syscalls.txt"), b.Bytes(), 0o644); err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(out, "default.json"), profile, 0o644)
}

func add(table map[string][]string, name string) {
	if table[name] == nil {
		table[name] = slices.Repeat([]string{"-"}, len(machines))
	}
}

var line = regexp.MustCompile(`(?m)^\tSYS_([A-Z0-9_]+)\s+= (\d+)$`)

func read(file string) (map[string]string, error) {
	content, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	numbers := map[string]string{}
	for _, m := range line.FindAllStringSubmatch(string(content), -1) {
		switch m[1] {
		case "SYSCALL_MASK", "OABI_SYSCALL_BASE", "ARCH_SPECIFIC_SYSCALL":
			continue // no calls
		}
		numbers[strings.ToLower(m[1])] = m[2]
	}
	if len(numbers) < 200 {
		return nil, fmt.Errorf("%s holds %d calls only", file, len(numbers))
	}
	return numbers, nil
}

// module names a module in the cache with its version.
func module(dir string) string {
	_, name, ok := strings.Cut(filepath.ToSlash(dir), "/mod/")
	if !ok {
		return filepath.Base(dir)
	}
	return name
}

func sorted(table map[string][]string) []string {
	names := make([]string, 0, len(table))
	for name := range table {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}
