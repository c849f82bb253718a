package daemon

import (
	"fmt"
	"net/netip"
	"strconv"
	"strings"

	"github.com/docker/go-units"

	"github.com/plimsoll-lint/plimsoll/lint/source"
	"github.com/plimsoll-lint/plimsoll/lint/spell"
	"github.com/plimsoll-lint/plimsoll/lint/tree"
)

// unknown reports a key that dockerd does not know, with the one that was meant.
func (f *File) unknown(at *tree.Node) {
	name := at.Text.Value
	if len(f.Problems) > maxProblems {
		return
	}
	message := fmt.Sprintf("dockerd knows no setting %s, and does not start", quoted(name))
	switch meant := spell.Nearest(name, names()); {
	case meant != "":
		message = fmt.Sprintf("dockerd knows no setting %s, and does not start; did you mean %s?", quoted(name), meant)
	case gone(name) != "":
		message = fmt.Sprintf("dockerd does not start with %s; %s", quoted(name), gone(name))
	}
	f.Complete = false
	f.problem(source.Problem{Kind: source.UnknownName, Span: at.Span, Key: name, Message: message})
}

// gone says what became of a setting that there was once, or never was here.
func gone(name string) string {
	switch name {
	case "graph":
		return "it is data-root now"
	case "content-trust", "trust":
		return "DOCKER_CONTENT_TRUST is a variable of the client"
	case "disable-legacy-registry", "cluster-store", "cluster-advertise", "cluster-store-opts", "oom-score-adjust", "api-cors-header":
		return "it was taken out; delete it"
	}
	return ""
}

// quoted shows a name of the file, shortened.
func quoted(name string) string {
	if r := []rune(name); len(r) > 40 {
		name = string(r[:39]) + "…"
	}
	return strconv.Quote(name)
}

// check holds a value to the type of its key. null stands for the default everywhere.
func (f *File) check(k key, p tree.Pair) {
	if f.fits(k.name, k.kind, p.Value) {
		return
	}
	f.Complete = false
	f.refuse(p.Value.Span.FirstLine(), k.name, fmt.Sprintf("%s takes %s; dockerd does not start", k.name, k.kind))
}

// fits reports whether a value is of a type, and reports what inside it is not.
func (f *File) fits(name string, k kind, n *tree.Node) bool {
	if n.IsNull() {
		return true
	}
	switch k {
	case boolean:
		return n.Tag == "!!bool"
	case number:
		_, err := strconv.ParseInt(n.Text.Value, 10, 64)
		return n.Tag == "!!int" && err == nil
	case text:
		return n.IsString()
	case address:
		_, err := netip.ParseAddr(n.Text.Value)
		return n.IsString() && (err == nil || n.Text.Value == "")
	case texts, addresses:
		if n.Kind != tree.Sequence {
			return false
		}
		of := text
		if k == addresses {
			of = address
		}
		for _, item := range n.Items {
			if item.Kind != tree.Scalar {
				return false
			}
			if !f.fits(name, of, item) {
				f.refuse(item.Span.FirstLine().Visible(), name, fmt.Sprintf("%s takes %s; dockerd does not start", name, k))
				f.Complete = false
			}
		}
	case textMap, boolMap, textMaps:
		if n.Kind != tree.Mapping {
			return false
		}
		f.twice(n)
		of := map[kind]kind{textMap: text, boolMap: boolean, textMaps: textMap}[k]
		for _, p := range n.Pairs {
			if !f.fits(name+"."+p.Key.Text.Value, of, p.Value) {
				how := ""
				if of == text {
					how = " in quotes"
				}
				f.refuse(p.Value.Span.FirstLine().Visible(), name+"."+p.Key.Text.Value,
					fmt.Sprintf("%s takes %s%s here; dockerd does not start", name, of, how))
				f.Complete = false
			}
		}
	case objects:
		if n.Kind != tree.Sequence {
			return false
		}
		for _, item := range n.Items {
			if item.Kind != tree.Mapping && !item.IsNull() {
				return false
			}
		}
	case object:
		if n.Kind != tree.Mapping {
			return false
		}
		f.inner(name, n)
	}
	return true
}

// inner looks into an object with keys of its own. What encoding/json does not know there it passes over.
func (f *File) inner(path string, n *tree.Node) {
	f.twice(n)
	list := inner(path)
	for _, p := range n.Pairs {
		name := p.Key.Text.Value
		known := false
		for _, k := range list {
			if strings.EqualFold(k, name) {
				known = true
				if p.Value.Kind == tree.Mapping && inner(path+"."+k) != nil {
					f.inner(path+"."+k, p.Value)
				}
			}
		}
		if list != nil && !known {
			if len(f.Ignored) < maxNoted {
				f.Ignored = append(f.Ignored, Ignored{Name: name, Key: p.Key.Span, Below: path, Meant: spell.Nearest(name, list)})
			}
		}
	}
}

func (f *File) twice(n *tree.Node) {
	for _, twice := range n.Repeated() {
		f.repeated(twice)
	}
}

// validate refuses values as dockerd does when it starts.
func (f *File) validate() {
	f.clash()
	for _, one := range []struct {
		key   string
		wrong func(string) string
	}{
		{"log-level", choice("panic", "fatal", "error", "warn", "info", "debug", "trace")},
		{"log-format", choice("text", "json")},
		{"default-ipc-mode", choice("private", "shareable")},
		{"default-cgroupns-mode", choice("private", "host")},
		{"firewall-backend", choice("iptables", "nftables")},
		{"bridge-accept-fwmark", wrongMark},
		{"userland-proxy-path", wrongPath},
		{"hosts", wrongHost},
		{"labels", wrongLabel},
		{"registry-mirrors", wrongMirror},
		{"insecure-registries", wrongRegistry},
		{"exec-opts", wrongExecOption},
		{"fixed-cidr-v6", wrongNetwork},
		{"node-generic-resources", wrongLabel},
		{"max-concurrent-downloads", negative}, {"max-concurrent-uploads", negative}, {"max-download-attempts", negative},
		{"default-stop-timeout", negative}, {"mtu", negative},
		{"network-diagnostic-port", wrongPort},
	} {
		for _, i := range f.List(one.key) {
			if !i.Known || i.Text.Value == "" || len(f.Problems) > maxProblems {
				continue
			}
			if why := one.wrong(i.Text.Value); why != "" && !f.reported(i.Span) {
				f.refuse(i.Span, one.key, fmt.Sprintf("%s: %s; dockerd does not start", one.key, why))
			}
		}
	}
}

// clash refuses settings that dockerd does not take together.
func (f *File) clash() {
	if at, ok := f.Key("host-gateway-ip"); ok && f.Sets("host-gateway-ips") {
		f.refuse(at, "host-gateway-ip", "dockerd does not start with host-gateway-ip beside host-gateway-ips; delete this one")
	}
	if o, _ := f.Option("features", "embedded-containerd"); o.Text.Value == "true" && f.Bool("cri-containerd").V {
		f.refuse(o.Span, "embedded-containerd", "dockerd does not start with embedded-containerd beside cri-containerd")
	}
	if n := f.node("default-shm-size"); n != nil && n.IsString() {
		if _, err := units.RAMInBytes(n.Text.Value); err != nil {
			f.refuse(n.Span, "default-shm-size", "default-shm-size takes a size, such as 64M; dockerd does not start")
		}
	}
	seen := map[string]string{}
	for _, l := range f.List("labels") {
		name, value, _ := strings.Cut(l.Text.Value, "=")
		if old, twice := seen[name]; twice && old != value {
			f.refuse(l.Span, "labels", "dockerd does not start with two values of one label")
		}
		seen[name] = value
	}
}

func wrongPath(v string) string {
	if !strings.HasPrefix(v, "/") {
		return "a path from the root, such as /usr/bin/docker-proxy"
	}
	return ""
}

func wrongNetwork(v string) string {
	if p, err := netip.ParsePrefix(v); err != nil || !p.Addr().Is6() {
		return "a network of IPv6, such as fd00::/80"
	}
	return ""
}

// reported reports whether something is wrong with a place already.
func (f *File) reported(at source.Span) bool {
	for _, p := range f.Problems {
		if p.Span == at {
			return true
		}
	}
	return false
}

func choice(values ...string) func(string) string {
	return func(v string) string {
		for _, one := range values {
			if strings.EqualFold(v, one) && (v == one || values[0] == "panic") {
				return ""
			}
		}
		return "one of " + strings.Join(values, ", ")
	}
}

func negative(v string) string {
	if strings.HasPrefix(v, "-") {
		return "not below 0"
	}
	return ""
}

func wrongPort(v string) string {
	if n, err := strconv.Atoi(v); err == nil && (n < 0 || n > 65535) {
		return "a port from 0 to 65535"
	}
	return ""
}

func wrongMark(v string) string {
	mark, mask, both := strings.Cut(v, "/")
	for _, part := range [...]string{mark, mask} {
		if _, err := strconv.ParseUint(part, 0, 32); err != nil && (part == mark || both) {
			return "a mark and a mask, such as 0x1/0x1"
		}
	}
	return ""
}

func wrongLabel(v string) string {
	if !strings.Contains(v, "=") {
		return "labels are written name=value"
	}
	return ""
}

func wrongExecOption(v string) string {
	name, value, _ := strings.Cut(v, "=")
	if strings.ToLower(strings.TrimSpace(name)) != "native.cgroupdriver" || strings.TrimSpace(value) == "" {
		return "only native.cgroupdriver=... is an option"
	}
	return ""
}
