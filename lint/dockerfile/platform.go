package dockerfile

import "strings"

// ParsePlatform returns the operating system and the architecture that a --platform names, under the names that Go has for
// them. One of the two may be missing: then it is that of the machine that builds. It fails for what is no platform.
func ParsePlatform(text string) (system, arch string, ok bool) {
	parts := strings.Split(strings.ToLower(text), "/")
	if len(parts) > 3 {
		return "", "", false
	}
	for _, part := range parts {
		if part == "" || strings.Trim(part, "abcdefghijklmnopqrstuvwxyz0123456789_.-()") != "" {
			return "", "", false
		}
	}
	first, _, _ := strings.Cut(parts[0], "(") // windows(10.0.17763)
	if len(parts) > 1 {
		return first, architecture(parts[1]), true
	}
	switch first {
	case "linux", "windows", "darwin", "freebsd", "netbsd", "openbsd", "dragonfly", "solaris", "illumos", "aix", "plan9", "wasip1":
		return first, "", true
	}
	switch arch := architecture(first); arch {
	case "amd64", "arm64", "arm", "386", "ppc64le", "ppc64", "s390x", "riscv64", "mips64le", "mips64", "mipsle", "mips",
		"loong64", "wasm":
		return "", arch, true
	}
	return "", "", false
}

func architecture(name string) string {
	switch name {
	case "x86_64", "x86-64":
		return "amd64"
	case "aarch64":
		return "arm64"
	case "i386", "i486", "i586", "i686":
		return "386"
	case "armhf", "armel":
		return "arm"
	}
	return name
}

// SignalName returns the name that Linux has for a signal as STOPSIGNAL takes it: a number, or a name with or without SIG
// in either letter case. Numbers other than those of the signals that no process can catch are returned as they are.
func SignalName(text string) string {
	switch text {
	case "9":
		return "SIGKILL"
	case "19":
		return "SIGSTOP"
	}
	if strings.Trim(text, "0123456789") == "" {
		return text
	}
	name := strings.ToUpper(text)
	if !strings.HasPrefix(name, "SIG") {
		name = "SIG" + name
	}
	return name
}
