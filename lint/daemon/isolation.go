package daemon

import (
	"slices"
	"strings"

	"github.com/plimsoll-lint/plimsoll/lint/tree"
)

// Remap returns whether root in containers is another user on the host. The user root is not remapped at all: dockerd says so in
// its log, and goes on without.
func (f *File) Remap() Setting[bool] {
	s := f.Text("userns-remap")
	return Setting[bool]{V: s.V != "" && !remapsRoot(s.V), Set: s.Set, Known: s.Known, Key: s.Key, Span: s.Span}
}

// RemapsRoot reports whether userns-remap names root, which leaves it off.
func (f *File) RemapsRoot() bool {
	s := f.Text("userns-remap")
	return s.Set && s.Known && remapsRoot(s.V)
}

func remapsRoot(v string) bool {
	user, _, _ := strings.Cut(v, ":")
	return user == "root" || user != "" && strings.Trim(user, "0") == ""
}

// Rootless reports whether the daemon is known to run without root: it says so, its file lies where dockerd-rootless.sh looks for it, or
// a socket of it lies among the files of a user who is logged in.
func (f *File) Rootless() bool {
	if f.Bool("rootless").V || f.Source != nil && strings.HasSuffix("/"+f.Source.Path, "/.config/docker/daemon.json") {
		return true
	}
	return slices.ContainsFunc(f.List("hosts"), func(i Item) bool {
		return i.Known && strings.HasPrefix(i.Text.Value, "unix:///run/user/")
	})
}

// NetworkOption returns an option that new networks of a driver get, unless they have it themselves.
func (f *File) NetworkOption(driver, option string) Setting[string] {
	const name = "default-network-opts"
	none := Setting[string]{Known: f.Complete}
	e := f.entries[name]
	if e == nil {
		return none
	}
	for _, i := range backward(e.flags) {
		if rest, ok := strings.CutPrefix(i.Text.Value, driver+"="); ok {
			if value, ok := strings.CutPrefix(rest, option+"="); ok {
				return Setting[string]{V: value, Set: true, Known: i.Known, Key: i.Span, Span: i.Span}
			}
		}
	}
	if e.node == nil {
		return none
	}
	options := e.node.Get(driver)
	if options == nil {
		return none
	}
	p, ok := options.Pair(option)
	if !ok || p.Value.Kind != tree.Scalar {
		return none
	}
	return Setting[string]{V: p.Value.Text.Value, Set: true, Known: p.Value.IsString(), Key: p.Key.Span, Span: p.Value.Span}
}

// Entitlement returns whether the builder grants an entitlement: network-host, security-insecure or device.
func (f *File) Entitlement(name string) Setting[bool] {
	s := Setting[bool]{V: name != "security-insecure", Known: f.Complete}
	if n := f.node("builder", "entitlements", name); n != nil && n.Kind == tree.Scalar {
		s.Span, s.Key, s.Set, s.Known = n.Span, n.Span, true, n.Tag == "!!bool"
		s.V = n.Text.Value == "true"
	}
	return s
}

// Enabled returns the value of enable in an object of options such as nri-opts.
func (f *File) Enabled(name string) Setting[bool] {
	s := Setting[bool]{Known: f.Complete}
	if n := f.node(name, "enable"); n != nil && n.Kind == tree.Scalar {
		s.Span, s.Key, s.Set, s.Known, s.V = n.Span, n.Span, true, n.Tag == "!!bool", n.Text.Value == "true"
	}
	return s
}

// Runtime is an entry of runtimes.
type Runtime struct {
	Name string
	Path Item
	// Args says that the runtime is given arguments that may take away what it keeps apart.
	Args bool
}

// Runtimes returns the runtimes that are told of beside runc.
func (f *File) Runtimes() []Runtime {
	var list []Runtime
	if n := f.node("runtimes"); n != nil {
		for _, p := range n.Pairs {
			r := Runtime{Name: p.Key.Text.Value}
			for _, in := range p.Value.Pairs {
				switch {
				case strings.EqualFold(in.Key.Text.Value, "path") && in.Value.IsString():
					r.Path = Item{Text: in.Value.Text, Span: in.Value.Span, Known: true}
				case strings.EqualFold(in.Key.Text.Value, "runtimeArgs"):
					r.Args = slices.ContainsFunc(in.Value.Items, func(n *tree.Node) bool { return !tameArgument(n.Text.Value) })
				}
			}
			list = append(list, r)
		}
	}
	if e := f.entries["runtimes"]; e != nil {
		for _, i := range e.flags {
			list = append(list, Runtime{Name: i.Name.Value, Path: i})
		}
	}
	return list
}

// tameArgument reports whether an argument of runc or runsc says how a runtime works or what it logs, and gives containers nothing.
func tameArgument(arg string) bool {
	name, _, _ := strings.Cut(strings.TrimLeft(arg, "-"), "=")
	switch name {
	case "platform", "debug", "debug-log", "debug-log-format", "log", "log-format", "systemd-cgroup":
		return strings.HasPrefix(arg, "-")
	}
	return false
}

// Proxy returns an address of proxies: http-proxy, https-proxy.
func (f *File) Proxy(name string) (Item, bool) {
	if n := f.node("proxies", name); n != nil && n.IsString() {
		return Item{Text: n.Text, Span: n.Span, Known: true}, true
	}
	if e := f.entries[name]; e != nil && len(e.flags) > 0 {
		return e.flags[len(e.flags)-1], true
	}
	return Item{}, false
}

// Ulimit returns the soft limit of default-ulimits by its name, as written; -1 is none.
func (f *File) Ulimit(name string) (Item, bool) {
	if n := f.node("default-ulimits", name, "Hard"); n != nil && n.Kind == tree.Scalar {
		return Item{Text: n.Text, Span: n.Span, Known: true}, true
	}
	if e := f.entries["default-ulimits"]; e != nil {
		for _, i := range e.flags {
			if i.Name.Value == name {
				return i, true
			}
		}
	}
	return Item{}, false
}
