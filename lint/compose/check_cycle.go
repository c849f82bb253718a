package compose

import (
	"fmt"
	"strings"

	"github.com/plimsoll-lint/plimsoll/lint/source"
)

// edge is a reason why a service waits for another.
type edge struct {
	to  string
	key string
	at  source.Span
}

// edges lists what a service waits for: what depends_on says, and what compose-go derives from links, volumes_from and
// shared namespaces.
func (s *Service) edges() []edge {
	var out []edge
	for _, d := range s.DependsOn {
		out = append(out, edge{d.Key.Value, "depends_on", d.Span})
	}
	for _, v := range s.Links.Items {
		name, _, _ := strings.Cut(v.V, ":")
		if v.Known {
			out = append(out, edge{name, "links", v.Span()})
		}
	}
	for _, v := range s.VolumesFrom.Items {
		name, _, _ := strings.Cut(v.V, ":")
		if v.Known && name != "container" {
			out = append(out, edge{name, "volumes_from", v.Span()})
		}
	}
	for _, v := range [...]struct {
		key string
		v   String
	}{{"network_mode", s.NetworkMode}, {"ipc", s.IPC}, {"pid", s.PID}, {"uts", s.UTS}, {"cgroup", s.Cgroup}} {
		if name, ok := strings.CutPrefix(v.v.V, "service:"); ok && v.v.Known {
			out = append(out, edge{name, v.key, v.v.Span()})
		}
	}
	return out
}

// checkCycles reports each cycle of services that wait for one another, at the service of it that stands first.
func (l *evaluator) checkCycles() {
	type frame struct {
		service *Service
		edges   []edge
		next    int
	}
	const done = -1
	state := make(map[*Service]int, len(l.project.Services)) // done, or the height of the stack with the service on top
	for _, root := range l.project.Services {
		if state[root] != 0 {
			continue
		}
		stack := []frame{{service: root, edges: root.edges()}}
		state[root] = 1
		for len(stack) > 0 {
			top := &stack[len(stack)-1]
			if top.next == len(top.edges) {
				state[top.service] = done
				stack = stack[:len(stack)-1]
				continue
			}
			e := top.edges[top.next]
			top.next++
			to := l.project.Service(e.to)
			if to == nil || state[to] == done {
				continue
			}
			if state[to] == 0 {
				stack = append(stack, frame{service: to, edges: to.edges()})
				state[to] = len(stack)
				continue
			}
			from := state[to] - 1
			if from == len(stack)-1 {
				l.refuse(e.at, to, e.key, fmt.Sprintf("service %q waits for itself", clip(to.Key.Value)))
				continue
			}
			first := stack[from].edges[stack[from].next-1]
			names := []string{}
			notes := []source.Note{}
			for i, f := range stack[from:] {
				if i == maxSteps {
					names = append(names, "...")
					break
				}
				names = append(names, clip(f.service.Key.Value))
				if i > 0 {
					notes = append(notes, source.Note{Span: f.edges[f.next-1].at, Message: "and this waits for " +
						clip(f.edges[f.next-1].to)})
				}
			}
			names = append(names, clip(to.Key.Value))
			l.refuse(first.at, to, first.key, "services wait for one another: "+strings.Join(names, " -> "), notes...)
		}
	}
}
