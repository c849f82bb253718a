package harden

import (
	"strconv"

	"github.com/plimsoll-lint/plimsoll/lint/container"
)

// pids is how many processes and threads a service may have where nobody said: far above what a service needs at rest, far
// below what a host stands.
const pids = 512

// limits bounds processes, and proposes bounds of memory and processors. Where the project has limits under deploy they go
// there: Compose refuses a project that has them in both places.
func (h *service) limits() {
	c := h.c
	const why = "guess: processes and threads; twice what docker stats shows under load is enough"
	deployed := h.s.Deploy.LimitsSet
	add := false
	switch p := c.Pids; {
	case !p.Known:
		h.say("A variable decides about the limit of processes, so it is left as it is.")
	case p.Value.Bounded:
		h.already = append(h.already, "pids limit")
	case p.Set():
		h.say("%s says that the number of processes has no limit, and is not overruled here.", place(p.Origin.Span))
	default:
		add = true
	}
	number := strconv.Itoa(pids)
	switch {
	case add && deployed:
		h.set(0, "deploy:", "")
		h.set(1, "resources:", "")
		h.set(2, "limits:", "here, as Compose refuses pids_limit beside limits that differ")
		h.set(3, "pids: "+number, why)
	case add:
		h.set(0, "pids_limit: "+number, why)
	}
	memory, cpus := free(c.Memory), free(c.CPUs)
	const choice = "choice: what it needs at most under load"
	switch {
	case deployed && add:
		if memory {
			h.suggest(3, "memory: 512M", choice)
		}
		if cpus {
			h.suggest(3, `cpus: "1.0"`, choice)
		}
	case deployed && (memory || cpus):
		h.suggest(0, "deploy:", "")
		h.suggest(1, "resources:", "")
		h.suggest(2, "limits:", "")
		if memory {
			h.suggest(3, "memory: 512M", choice)
		}
		if cpus {
			h.suggest(3, `cpus: "1.0"`, choice)
		}
	default:
		if memory {
			h.suggest(0, "mem_limit: 512m", choice)
		}
		if cpus {
			h.suggest(0, "cpus: 1.0", choice)
		}
	}
}

func free(s container.Setting[container.Limit]) bool { return s.Known && !s.Value.Bounded && !s.Set() }
