package stack

import (
	"fmt"
	"strconv"

	"github.com/plimsoll-lint/plimsoll/lint/container"
)

// drawing is a stack sorted for a picture.
type drawing struct {
	*Stack
	alone   [][]int // by network: the services that are in no other
	between []int   // those in none or in several

	outside, local, host bool // whether anything leads there
}

// split returns the stacks that are drawn, and the number of images that nothing runs.
func split(stacks []Stack) (drawn []drawing, rest int) {
	for i := range stacks {
		s := &stacks[i]
		if !s.Deployed {
			rest += len(s.Services)
			continue
		}
		d := drawing{Stack: s, alone: make([][]int, len(s.Networks))}
		for i := range s.Services {
			one := &s.Services[i]
			d.outside = d.outside || len(one.Outside)+len(one.Unsure) > 0
			d.local = d.local || len(one.Local) > 0
			d.host = d.host || len(one.Host) > 0
			if len(one.Networks) == 1 {
				d.alone[one.Networks[0]] = append(d.alone[one.Networks[0]], i)
			} else {
				d.between = append(d.between, i)
			}
		}
		drawn = append(drawn, d)
	}
	return drawn, rest
}

func images(n int) string {
	if n == 1 {
		return "1 image of which no file says how it is run"
	}
	return strconv.Itoa(n) + " images of which no file says how they are run"
}

// identifiers makes the names of nodes: they count, and hold nothing of what files say.
type identifiers struct{ stacks, networks, services, nextNetwork, nextService int }

// next goes on to a stack.
func (ids *identifiers) next(s *Stack) {
	ids.stacks++
	ids.networks, ids.services = ids.nextNetwork, ids.nextService
	ids.nextNetwork += len(s.Networks)
	ids.nextService += len(s.Services)
}

func (ids *identifiers) stack() string        { return "p" + strconv.Itoa(ids.stacks) }
func (ids *identifiers) network(i int) string { return "n" + strconv.Itoa(ids.networks+i+1) }
func (ids *identifiers) service(i int) string { return "s" + strconv.Itoa(ids.services+i+1) }

// String names the level as the classes of pictures do.
func (l Level) String() string { return [...]string{"plain", "notable", "danger"}[l] }

// serviceLines are what a node says of its service.
func serviceLines(s *Service) []string {
	lines := []string{s.Name, ImageText(s.Container), "user " + text(s.User, container.User.String)}
	if s.Via != "" {
		lines = append(lines, "network of "+s.Via)
	}
	if s.NoNetwork {
		lines = append(lines, "no network")
	}
	return lines
}

func networkLabel(n Network) string {
	if n.Internal {
		return n.Name + " (internal)"
	}
	return n.Name
}

func wayLabels(ways []Way) []string {
	labels := make([]string, len(ways))
	for i, w := range ways {
		labels[i] = w.Label
	}
	return labels
}

// few returns at most four labels, the last of which may count those that are left out.
func few(labels []string) []string {
	if len(labels) <= 4 {
		return append([]string(nil), labels...)
	}
	return append(append([]string(nil), labels[:3]...), fmt.Sprintf("and %d more", len(labels)-3))
}

// labelWidth is how many cells of a name a picture shows.
const labelWidth = 48
