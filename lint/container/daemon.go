package container

import (
	"path"
	"strings"

	"github.com/plimsoll-lint/plimsoll/lint/compose"
	"github.com/plimsoll-lint/plimsoll/lint/source"
)

// OpenDaemon is what makes a Docker daemon listen on TCP without TLS.
type OpenDaemon struct {
	Span  source.Span
	Notes []source.Note
}

// OpenDaemons returns what makes a Docker daemon that the service starts take orders over TCP from whoever connects.
func OpenDaemons(s *compose.Service) []OpenDaemon {
	args, own, ok := daemonArgs(s)
	if !ok {
		return nil
	}
	var open []OpenDaemon
	for i := 0; i < len(args); i++ {
		name, value, has := strings.Cut(args[i].V, "=")
		switch {
		case name == "--tlsverify" && (!has || value != "false"), name == "--tls" && (!has || value != "false"):
			return nil // dockerd asks for the certificates of its clients with either
		case name == "--config-file":
			return nil
		case !args[i].Known:
			return nil // it may be any option
		}
		address, at := args[i], args[i]
		switch {
		case has && (name == "-H" || name == "--host"):
			address.V = value
		case name == "-H" || name == "--host":
			if i+1 == len(args) {
				continue
			}
			i++
			address = args[i]
		case strings.HasPrefix(name, "-H"):
			address.V = strings.TrimPrefix(strings.TrimPrefix(args[i].V, "-H"), "=")
		default:
			continue
		}
		if listensOnTCP(address) {
			open = append(open, OpenDaemon{Span: at.Span().Join(address.Span()), Notes: address.Related()})
		}
	}
	if e, found := s.Environment.Get("DOCKER_TLS_CERTDIR"); found && own && len(open) == 0 && !e.Inherited && e.Value.Known &&
		e.Value.V == "" {
		open = append(open, OpenDaemon{Span: e.Span, Notes: e.Value.Related()})
	}
	return open
}

// daemonArgs returns the arguments of the daemon that the service starts. own says that the entrypoint of docker:dind starts it
// with addresses of its own.
func daemonArgs(s *compose.Service) (args []compose.String, own, ok bool) {
	words := append(s.Entrypoint.Words[:len(s.Entrypoint.Words):len(s.Entrypoint.Words)], s.Command.Words...)
	for i, w := range words {
		if name := path.Base(w.V); w.Known && (name == "dockerd" || name == "dockerd-entrypoint.sh") {
			rest := words[i+1:]
			if name == "dockerd-entrypoint.sh" && len(rest) > 0 && path.Base(rest[0].V) == "dockerd" {
				return rest[1:], false, true
			}
			return rest, name == "dockerd-entrypoint.sh", true
		}
	}
	if s.Entrypoint.Set && !s.Entrypoint.Null || !s.Image.Known || !dind(s.Image.V) {
		return nil, false, false
	}
	if len(words) == 0 || strings.HasPrefix(words[0].V, "-") {
		return words, true, true
	}
	return nil, false, false
}

// dind reports whether the image is Docker's own with a daemon in it.
func dind(ref string) bool {
	name, tag, ok := strings.Cut(path.Base(ref), ":")
	tag, _, _ = strings.Cut(tag, "@")
	return ok && name == "docker" && strings.Contains(tag, "dind")
}

// listensOnTCP reports whether an address of the daemon is reached from other containers.
func listensOnTCP(address compose.String) bool {
	host, tcp := strings.CutPrefix(address.V, "tcp://")
	if !address.Known || !tcp && strings.Contains(address.V, "://") || host == "" && !tcp {
		return false
	}
	return !strings.HasPrefix(host, "127.") && !strings.HasPrefix(host, "localhost") && !strings.HasPrefix(host, "[::1]")
}
