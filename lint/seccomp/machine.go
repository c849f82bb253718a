package seccomp

// Machine is a kind of host, by the name that Docker's profiles use: amd64, arm64, x86.
type Machine string

// The machines that have two kinds of programs, and are looked at for rules.
const (
	AMD64 Machine = "amd64"
	ARM64 Machine = "arm64"
)

// Arch is an architecture of libseccomp, without SCMP_ARCH_: X86_64, X86, X32.
type Arch string

// machines are the hosts that Docker runs on, the architecture of each, and the columns of their calls in the table.
var machines = [...]struct {
	machine Machine
	arch    Arch
	column  int // -1 where the table has none
	subs    []Arch
}{
	{AMD64, "X86_64", 0, []Arch{"X86", "X32"}},
	{ARM64, "AARCH64", 1, []Arch{"ARM"}},
	{"x86", "X86", 2, nil},
	{"arm", "ARM", 3, nil},
	{"riscv64", "RISCV64", 4, nil},
	{"s390x", "S390X", 5, []Arch{"S390"}},
	{"ppc64le", "PPC64LE", 6, nil},
	{"loongarch64", "LOONGARCH64", 7, nil},
	{"mipsel64", "MIPSEL64", 8, []Arch{"MIPSEL", "MIPSEL64N32"}},
	{"mipsel", "MIPSEL", 9, nil},
	{"x32", "X32", 0, nil}, // it has the calls of amd64, but for a few
	{"mips64", "MIPS64", 8, []Arch{"MIPS", "MIPS64N32"}},
	{"mips", "MIPS", 9, nil},
	{"mips64n32", "MIPS64N32", -1, []Arch{"MIPS", "MIPS64"}},
	{"mips3l64n32", "MIPSEL64N32", -1, []Arch{"MIPSEL", "MIPSEL64"}},
	{"ppc", "PPC", -1, nil},
	{"ppc64", "PPC64", 6, nil},
	{"s390", "S390", -1, nil},
	{"", "PARISC", -1, nil},
	{"", "PARISC64", -1, nil},
	{"", "M68K", -1, nil},
	{"", "SH", -1, nil},
	{"", "SHEB", -1, nil},
}

// Machines returns the machines that a profile can be evaluated for.
func Machines() []Machine {
	var list []Machine
	for _, m := range machines {
		if m.machine != "" && m.column >= 0 && m.machine != "x32" {
			list = append(list, m.machine)
		}
	}
	return list
}

// Arch returns the architecture of the machine's own programs.
func (m Machine) Arch() Arch {
	for _, e := range machines {
		if e.machine == m {
			return e.arch
		}
	}
	return ""
}

// Subs returns the further architectures whose programs run on the machine.
func (a Arch) Subs() []Arch {
	for _, e := range machines {
		if e.arch == a {
			return e.subs
		}
	}
	return nil
}

func (a Arch) column() int {
	for _, e := range machines {
		if e.arch == a {
			return e.column
		}
	}
	return -1
}

const archPrefix = "SCMP_ARCH_"

func (a Arch) String() string { return archPrefix + string(a) }

func parseArch(name string) (Arch, bool) {
	for _, e := range machines {
		if name == archPrefix+string(e.arch) {
			return e.arch, true
		}
	}
	return "", false
}
