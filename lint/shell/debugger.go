package shell

import (
	"path"
	"strconv"
	"strings"

	"github.com/plimsoll-lint/plimsoll/lint/source"
)

// Debugger is an option that lets everybody on the network control a program through its debugger.
type Debugger struct {
	Tool string // "node", "java", "python", "go"
	// Port is the port it listens on, 0 where it is not known.
	Port uint16
	// Span is the option as written.
	Span source.Span
}

// OpenDebuggers looks through options, such as the words of a command line or of NODE_OPTIONS, for those that make a
// debugger listen on all addresses: node --inspect=0.0.0.0 (Node.js, command-line options), java's jdwp agent with
// address=*:port (JDK 9 and later bind to the loopback address otherwise), debugpy --listen 0.0.0.0:port, dlv --listen=:port.
func OpenDebuggers(words []source.Text) []Debugger {
	var out []Debugger
	listener := ""
	for i, w := range words {
		switch path.Base(w.Value) {
		case "debugpy":
			listener = "python"
		case "dlv":
			listener = "go"
		}
		next := source.Text{}
		if i+1 < len(words) {
			next = words[i+1]
		}
		if w.Value == jmx+"authenticate=false" && remoteJMX(words) {
			out = append(out, Debugger{Tool: "java", Span: w.Span})
		}
		if tool, both := openDebugger(w.Value, next.Value, listener); tool != "" {
			span, address := w.Span, w.Value
			if both {
				span, address = span.Join(next.Span), next.Value
			}
			out = append(out, Debugger{Tool: tool, Port: debuggerPort(tool, address), Span: span})
		}
	}
	return out
}

// jmx is how the options of the JVM begin that let it be managed from elsewhere.
const jmx = "-Dcom.sun.management.jmxremote."

// remoteJMX reports whether options let the JVM be managed over the network: it listens on all addresses once it has a port,
// unless it is told another one. Who may log in loads classes of their own.
func remoteJMX(words []source.Text) bool {
	port := false
	for _, w := range words {
		name, value, _ := strings.Cut(w.Value, "=")
		switch name {
		case jmx + "port":
			port = value != ""
		case jmx + "host":
			if loopbackHost(value) {
				return false
			}
		}
	}
	return port
}

// openDebugger returns whose debugger a word opens, and whether the word behind it belongs to it.
func openDebugger(word, next, listener string) (tool string, both bool) {
	name, value, attached := strings.Cut(word, "=")
	switch name {
	case "--inspect", "--inspect-brk", "--inspect-wait", "--debug", "--debug-brk":
		if attached && everyAddress(value) {
			return "node", false
		}
	case "--listen", "-l":
		open := func(address string) bool {
			return everyAddress(address) || listener == "go" && strings.HasPrefix(address, ":")
		}
		switch {
		case listener == "":
		case attached && open(value):
			return listener, false
		case !attached && open(next):
			return listener, true
		}
	case "-agentlib:jdwp", "-Xrunjdwp:transport":
		if strings.Contains(word, "server=y") && jdwpOpen(word) {
			return "java", false
		}
	}
	return "", false
}

// debuggerPort returns the port in an option that ends in an address.
func debuggerPort(tool, option string) uint16 {
	if _, address, ok := strings.Cut(option, "address="); ok {
		option, _, _ = strings.Cut(address, ",")
	}
	_, address, attached := strings.Cut(option, "=")
	if !attached {
		address = option
	}
	port, err := strconv.ParseUint(address[strings.LastIndexByte(address, ':')+1:], 10, 16)
	switch {
	case err == nil:
		return uint16(port)
	case tool == "node":
		return 9229
	}
	return 0
}

func jdwpOpen(word string) bool {
	_, address, ok := strings.Cut(word, "address=")
	address, _, _ = strings.Cut(address, ",")
	return ok && everyAddress(address)
}

// everyAddress reports whether an address such as 0.0.0.0:9229 stands for all of the machine's.
func everyAddress(address string) bool {
	for _, host := range [...]string{"0.0.0.0", "*", "[::]", "::"} {
		if rest, ok := strings.CutPrefix(address, host); ok && (rest == "" || rest[0] == ':') {
			return true
		}
	}
	return false
}

// maxFields bounds the words of one text.
const maxFields = 1000

// Fields returns the words of a text that holds options, such as the value of NODE_OPTIONS. Quotes are left out.
func Fields(text source.Text) []source.Text {
	var out []source.Text
	start := -1
	for i := 0; i <= len(text.Value) && len(out) < maxFields; i++ {
		blank := i == len(text.Value) || strings.IndexByte(" \t\n\"'", text.Value[i]) >= 0
		switch {
		case blank && start >= 0:
			out = append(out, text.Slice(start, i))
			start = -1
		case !blank && start < 0:
			start = i
		}
	}
	return out
}
