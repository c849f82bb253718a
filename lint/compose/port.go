package compose

import (
	"fmt"
	"net"
	"strconv"
	"strings"

	"github.com/plimsoll-lint/plimsoll/lint/source"
)

// ports reads ports. A range stays one entry: unfolded, a few lines could stand for millions.
func (r *reader) ports() []Port {
	s, ok := r.get("ports")
	if !ok || s.val.kind != kindList {
		return nil
	}
	var out unique[Port]
	for _, item := range s.val.children(s.via) {
		p := Port{Span: item.span(), Known: item.val.known(), Related: item.via.notes()}
		switch item.val.kind {
		case kindMapping:
			r.inside(item, "ports").longPort(item, &p)
		case kindList, kindNull:
			continue
		default:
			p.Text = item.val.text()
			if item.val.exp != nil {
				p.Missing, p.Shipped = item.val.exp.missing, item.val.exp.shipped
			}
			if !p.Known {
				p.guess(item)
				break
			}
			if message := p.parse(item); message != "" {
				r.refuse(item, "ports", message)
				continue
			}
		}
		key := p.Text.Value
		if p.Known {
			key = fmt.Sprint(p.HostIP.V, p.Published.First, p.Published.Last, p.Target.First, p.Target.Last, p.Protocol.V)
		}
		out.add(key, p)
	}
	return out.items
}

// parse reads [ADDRESS:][PUBLISHED:]TARGET[/PROTOCOL] as github.com/docker/go-connections/nat does, which unfolds ranges
// and has no places. It returns what is wrong.
func (p *Port) parse(s slot) string {
	v := s.val.string()
	text := p.Text
	if text.Value != v { // a number such as 0o120
		text = source.Placed(v, text.Span)
	}
	shown := clip(v)
	whole := s.origin()
	piece := func(i, j int) String {
		o := *whole
		o.text = text.Slice(i, j)
		o.span = s.via.place(o.text.Span)
		o.raw, o.shipped = o.text, o.text.Value
		return String{V: o.text.Value, Set: true, Known: true, at: &o}
	}
	start := strings.LastIndexByte(v, ':') + 1 // of the target
	end := len(v)
	p.Protocol = String{V: "tcp", Known: true}
	if i := strings.IndexByte(v[start:], '/'); i >= 0 {
		end = start + i
		protocol, _, _ := strings.Cut(v[end+1:], "/")
		if protocol != "" && end > start {
			p.Protocol = piece(end+1, end+1+len(protocol))
			p.Protocol.V = strings.ToLower(protocol)
		}
	}
	var published String
	if start > 0 {
		i := strings.LastIndexByte(v[:start-1], ':') + 1
		published = piece(i, start-1)
		if i > 0 {
			host := v[:i-1]
			bare := strings.TrimSuffix(strings.TrimPrefix(host, "["), "]")
			ip, _, err := net.SplitHostPort(host + ":")
			if err != nil || ip != "" && net.ParseIP(ip) == nil {
				return fmt.Sprintf("port %q has no valid address before the ports", shown)
			}
			if bare != "" {
				off := strings.Index(v, bare)
				p.HostIP = piece(off, off+len(bare))
				p.HostIP.V = ip
			}
		}
	}
	p.Mode = String{V: "ingress", Known: true}
	if end == start {
		return fmt.Sprintf("port %q names no port of the container", shown)
	}
	var ok bool
	if p.Target, ok = portRange(v[start:end]); !ok {
		return fmt.Sprintf("port %q has no valid container port: 0 to 65535, or a range", shown)
	}
	p.Target.Span = piece(start, end).Span()
	if published.V != "" {
		if p.Published, ok = portRange(published.V); !ok {
			return fmt.Sprintf("port %q has no valid host port: 0 to 65535, or a range", shown)
		}
		p.Published.Span = published.Span()
		if p.Published.Last-p.Published.First != p.Target.Last-p.Target.First && p.Target.First != p.Target.Last {
			return fmt.Sprintf("port %q has ranges of different lengths", shown)
		}
	}
	switch p.Protocol.V {
	case "tcp", "udp", "sctp":
		return ""
	}
	return fmt.Sprintf("port %q has an unknown protocol: tcp, udp or sctp", shown)
}

// guess reads what is certain of an entry in which variables are missing. A variable before the ports may stand for an
// address as well.
func (p *Port) guess(s slot) {
	v := p.Text.Value
	p.Protocol, p.Mode = String{V: "tcp"}, String{V: "ingress", Known: true}
	p.HostIP = String{Set: true, at: s.origin()}
	cut, depth := 0, 0 // behind the last colon outside a variable
	for i := 0; i < len(v); i++ {
		switch {
		case v[i] == '$' && i+1 < len(v) && v[i+1] == '{':
			depth++
		case v[i] == '}' && depth > 0:
			depth--
		case v[i] == ':' && depth == 0:
			cut = i + 1
		}
	}
	target, protocol, ok := strings.Cut(v[cut:], "/")
	if strings.Contains(v[cut:], "$") {
		return
	}
	p.Protocol.Known = true
	if ok && protocol != "" {
		p.Protocol.V = strings.ToLower(protocol)
	}
	if r, ok := portRange(target); ok {
		p.Target = r
		p.Target.Span = s.via.place(p.Text.At(cut, cut+len(target)))
	}
	if i := strings.LastIndexByte(v[:max(cut-1, 0)], ':'); i > 0 && !strings.Contains(v[:i], "$") {
		ip := strings.TrimSuffix(strings.TrimPrefix(v[:i], "["), "]")
		o := *s.origin()
		o.text = p.Text.Slice(0, i)
		o.span = s.via.place(o.text.Span)
		p.HostIP = String{V: ip, Set: true, Known: true, at: &o}
	}
}

// portRange reads N or N-M.
func portRange(v string) (Range, bool) {
	first, last, ranged := strings.Cut(v, "-")
	if ranged {
		last, _, _ = strings.Cut(last, "-")
	} else {
		last = first
	}
	a, err1 := strconv.ParseUint(first, 10, 16)
	b, err2 := strconv.ParseUint(last, 10, 16)
	return Range{First: uint16(a), Last: uint16(b)}, err1 == nil && err2 == nil && a <= b
}

// longPort reads the long form.
func (r *reader) longPort(s slot, p *Port) {
	p.HostIP, p.Protocol, p.Mode = r.text("host_ip"), r.text("protocol"), r.text("mode")
	p.Name, p.AppProtocol = r.text("name"), r.text("app_protocol")
	if !p.Protocol.Set {
		p.Protocol.V = "tcp"
	}
	if !p.Mode.Set {
		p.Mode.V = "ingress"
	}
	target, published := r.text("target"), r.text("published")
	p.Known = target.Known && published.Known && p.HostIP.Known
	p.Missing = append(append(p.Missing, target.Missing()...), published.Missing()...)
	if !target.Set {
		r.refuse(s, "target", "port names no target, the port of the container")
	} else if t, ok := portRange(target.V); ok && t.First == t.Last && target.Known {
		p.Target = t
	} else if target.Known {
		p.Known = false
		r.refuseKey("target", fmt.Sprintf("target %q is no port: 1 to 65535", clip(target.V)))
	} else {
		p.Known = false
	}
	p.Target.Span = target.Span()
	if published.V != "" && published.Known {
		var ok bool
		if p.Published, ok = portRange(published.V); !ok {
			p.Known = false
			r.refuseKey("published", fmt.Sprintf("published %q is no port or range: 0 to 65535", clip(published.V)))
		}
	}
	p.Published.Span = published.Span()
	if ip := p.HostIP; ip.Set && ip.Known && net.ParseIP(ip.V) == nil {
		r.refuseKey("host_ip", fmt.Sprintf("host_ip %q is no IP address", clip(ip.V)))
	}
}

// refuseKey reports the value of a key.
func (r *reader) refuseKey(key, message string) {
	if s, ok := r.get(key); ok {
		r.refuse(s, key, message)
	}
}
