package harden

import (
	"bytes"
	"strconv"
	"strings"

	"github.com/plimsoll-lint/plimsoll/lint/container"
)

// ports moves published ports to the loopback address. Of a store of data it is taken for granted that nobody outside of the
// host is meant; of others it is a choice.
func (h *service) ports() {
	var open, stores bool
	for _, p := range h.c.Ports {
		if p.Known && p.Exposed() {
			open = true
			stores = stores || store(p.Target) != ""
		}
	}
	if !open || container.SharesHost(h.c.Network) {
		return
	}
	var lines, whys []string
	for i, p := range h.c.Ports {
		written := h.s.Ports[i]
		// What a variable makes of it today would be fixed for good.
		fixed := p.Known && bytes.IndexByte(written.Span.Bytes(), '$') < 0 && len(written.Related) == 0
		if !fixed || written.Mode.Set && written.Mode.V == "host" || written.Name.Set || written.AppProtocol.Set {
			h.say("Its ports are open to all; put 127.0.0.1 in front of those that only the host uses. They cannot be written anew here.")
			return
		}
		ip, why := p.HostIP, ""
		if p.Exposed() && (store(p.Target) != "" || !stores) {
			ip, why = "127.0.0.1", "choice: for programs on the host itself"
			if what := store(p.Target); what != "" {
				why = "guess: " + what + " is for programs on the host itself"
			}
		}
		lines, whys = append(lines, "- "+value(portText(ip, p))), append(whys, why)
	}
	write := h.suggest
	if stores {
		write = h.set
	}
	write(0, "ports: !override", "other than this list would be added to that of the project; Compose 2.24 and later")
	for i, line := range lines {
		write(1, line, whys[i])
	}
}

func portText(ip string, p container.Port) string {
	text := p.Target
	if ip != "" {
		if strings.Contains(ip, ":") && !strings.HasPrefix(ip, "[") {
			ip = "[" + ip + "]"
		}
		text = ip + ":" + p.Published + ":" + text
	} else if p.Published != "" {
		text = p.Published + ":" + text
	}
	if p.Protocol != "" && p.Protocol != "tcp" {
		text += "/" + p.Protocol
	}
	return text
}

// store names what listens on the usual port of a store of data or of a service that asks nobody who they are; "" for others.
func store(target string) string {
	port, err := strconv.Atoi(target)
	if err != nil {
		return ""
	}
	switch port {
	case 1433, 1521, 3306, 3307, 33060, 5432, 5433, 5984, 8529, 26257, 27017, 27018, 28015, 50000:
		return "a database"
	case 6379, 11211:
		return "a cache"
	case 9200, 9300, 7700, 8983, 6333, 19530:
		return "an index"
	case 2379, 2380, 2181, 8086, 9042, 7474, 7687:
		return "a store"
	case 5672, 15672, 4222, 9092:
		return "a queue"
	case 2375, 9229:
		return "a control port"
	}
	return ""
}
