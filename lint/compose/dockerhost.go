package compose

import "strings"

// PlainDockerHost is a variable that sends the Docker client of a service over plain TCP to a daemon.
type PlainDockerHost struct {
	Service *Service
	Entry   Entry
}

// PlainDockerHosts returns those of which the daemon, or the proxy in front of it, is no service of the project.
func (p *Project) PlainDockerHosts() []PlainDockerHost {
	var list []PlainDockerHost
	var names map[string]bool
	for _, s := range p.Services {
		e, name, ok := s.plainDockerHost()
		if !ok {
			continue
		}
		if names == nil {
			names = p.hostNames()
		}
		if !names[name] {
			list = append(list, PlainDockerHost{Service: s, Entry: e})
		}
	}
	return list
}

func (s *Service) plainDockerHost() (e Entry, name string, ok bool) {
	e, ok = s.Environment.Get("DOCKER_HOST")
	host, tcp := strings.CutPrefix(e.Value.V, "tcp://")
	if !ok || !tcp || !e.Value.Known || e.Inherited || !s.Environment.Known {
		return Entry{}, "", false
	}
	for _, key := range [...]string{"DOCKER_TLS_VERIFY", "DOCKER_CERT_PATH", "DOCKER_TLS"} {
		if tls, set := s.Environment.Get(key); set && (!tls.Value.Known || tls.Value.V != "") {
			return Entry{}, "", false
		}
	}
	host, _, _ = strings.Cut(host, "/")
	name, port, _ := strings.Cut(host, ":")
	local := name == "" || name == "localhost" || strings.HasPrefix(name, "127.") || strings.HasPrefix(host, "[::1]")
	return e, name, !local && port != "2376" && !strings.Contains(name, "proxy")
}

// hostNames returns the names by which services of the project reach one another.
func (p *Project) hostNames() map[string]bool {
	names := map[string]bool{}
	for _, s := range p.Services {
		names[s.Key.Value], names[s.Hostname.V], names[s.ContainerName.V] = true, true, true
		for _, l := range s.Links.Items {
			_, alias, _ := strings.Cut(l.V, ":")
			names[alias] = true
		}
		for _, n := range s.Networks {
			for _, alias := range n.Aliases.Items {
				names[alias.V] = true
			}
		}
	}
	return names
}
