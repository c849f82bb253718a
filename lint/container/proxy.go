package container

import "strings"

// SocketProxy is what a proxy in front of Docker's socket lets through.
type SocketProxy struct {
	// Changes is the variable without which only reading passes: POST=1. Its name is empty where nothing changes.
	Changes Variable
	// Commands says that containers may be made, which hands the host over.
	Commands bool
	// Starts are the variables that let containers be started and stopped even where POST is off.
	Starts []Variable
}

// SocketProxy returns what the container lets through if its image is a known proxy in front of Docker's socket that is
// configured by variables: tecnativa/docker-socket-proxy and those that are built like it.
func (c *Container) SocketProxy() (SocketProxy, bool) {
	if !c.Image.Known || c.Built {
		return SocketProxy{}, false
	}
	switch c.Image.Value.Path {
	case "tecnativa/docker-socket-proxy", "linuxserver/socket-proxy":
	default:
		return SocketProxy{}, false
	}
	var p SocketProxy
	on := map[string]bool{}
	for _, v := range c.Environment {
		if !v.Known || strings.TrimSpace(v.Value.Value) != "1" {
			continue
		}
		on[v.Name] = true
		switch v.Name {
		case "POST":
			p.Changes = v
		case "ALLOW_START", "ALLOW_STOP", "ALLOW_RESTARTS":
			p.Starts = append(p.Starts, v)
		}
	}
	p.Commands = on["POST"] && on["CONTAINERS"]
	return p, true
}
