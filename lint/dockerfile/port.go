package dockerfile

import (
	"strconv"
	"strings"
)

// PortRange is what a word of EXPOSE names: the ports From to To of a protocol.
type PortRange struct {
	From, To int
	Protocol string // in lower case; tcp where none is written
}

// ParsePort reads a word of EXPOSE whose variables are replaced, such as 8080, 53/udp or 7000-7010/tcp. Of a mapping, which
// BuildKit takes but for its left side, it is the right side that counts.
func ParsePort(word string) (PortRange, bool) {
	ports, protocol, found := strings.Cut(word, "/")
	if !found {
		protocol = "tcp"
	}
	ports = ports[strings.LastIndexByte(ports, ':')+1:]
	first, last, isRange := strings.Cut(ports, "-")
	if !isRange {
		last = first
	}
	from, err := strconv.ParseUint(first, 10, 16)
	if err != nil {
		return PortRange{}, false
	}
	to, err := strconv.ParseUint(last, 10, 16)
	if err != nil || to < from {
		return PortRange{}, false
	}
	return PortRange{From: int(from), To: int(to), Protocol: strings.ToLower(protocol)}, true
}

// Holds reports whether a TCP port is in the range. A range over many ports says nothing of one of them.
func (r PortRange) Holds(port int) bool {
	const many = 16
	return r.Protocol == "tcp" && r.From <= port && port <= r.To && r.To-r.From < many
}

// String shows the range as EXPOSE takes it, without tcp.
func (r PortRange) String() string {
	text := strconv.Itoa(r.From)
	if r.To != r.From {
		text += "-" + strconv.Itoa(r.To)
	}
	if r.Protocol != "" && r.Protocol != "tcp" {
		text += "/" + r.Protocol
	}
	return text
}
