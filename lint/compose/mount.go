package compose

import (
	"fmt"
	"path"
	"strings"

	"github.com/compose-spec/compose-go/v2/format"

	"github.com/plimsoll-lint/plimsoll/lint/source"
)

// mounts reads volumes. Of two with the same target the later one counts, at the place of the first.
func (r *reader) mounts() []Mount {
	s, ok := r.get("volumes")
	if !ok || s.val.kind != kindList {
		return nil
	}
	var out unique[Mount]
	for _, item := range s.val.children(s.via) {
		var m Mount
		if item.val.kind == kindMapping {
			m = r.inside(item, "volumes").mount(item)
		} else if m, ok = r.shortMount(item); !ok {
			continue
		}
		m.Dir = dirOf(item, r.project.Dir)
		if m.Type.V == "volume" && m.Source.V != "" {
			m.Volume = r.project.Volume(m.Source.V)
		}
		out.add(m.Target.V, m)
	}
	return out.items
}

// mount reads the long form.
func (r *reader) mount(s slot) Mount {
	m := Mount{
		Span: s.span(), Known: true, Related: s.via.notes(),
		Type: r.text("type"), Source: r.text("source"), Target: r.text("target"), ReadOnly: r.boolean("read_only"),
	}
	for _, sub := range [...]string{"bind", "volume", "tmpfs", "image"} {
		v, ok := r.get(sub)
		if !ok {
			continue
		}
		x := r.inside(v, sub)
		switch sub {
		case "bind":
			m.Propagation, m.SELinux, m.Recursive = x.text("propagation"), x.text("selinux"), x.text("recursive")
			m.CreateHostPath = x.boolean("create_host_path")
		case "volume":
			m.NoCopy, m.Subpath = x.boolean("nocopy"), x.text("subpath")
		case "image":
			m.Subpath = x.text("subpath")
		case "tmpfs":
			m.TmpfsSize = x.size("size")
		}
	}
	for _, v := range [...]String{m.Type, m.Source, m.Target} {
		m.Known = m.Known && v.Known
		m.Missing = append(m.Missing, v.Missing()...)
	}
	if m.Target.Set && m.Target.V != "" {
		m.Target.V = path.Clean(m.Target.V)
	}
	return m
}

// shortMount reads SOURCE:TARGET:OPTIONS. compose-go takes it apart; the parts are then found in the text.
func (r *reader) shortMount(s slot) (Mount, bool) {
	if s.val.kind == kindList {
		return Mount{}, false
	}
	text := s.val.text()
	whole := s.origin()
	m := Mount{Span: whole.span, Text: text, Known: s.val.known(), Missing: whole.missing, Related: whole.related}
	v, err := format.ParseVolume(text.Value)
	if err != nil {
		message := fmt.Sprintf("volume %q cannot be read: an empty part, or too many colons", clip(text.Value))
		r.refuse(s, "volumes", message)
		if m.Known {
			return Mount{}, false
		}
	}
	part := func(value string, from int) (String, int) {
		o := *whole
		end := from
		if i := strings.Index(text.Value[from:], value); i >= 0 && value != "" {
			end = from + i + len(value)
			o.text = text.Slice(from+i, end)
			o.span = s.via.place(o.text.Span)
		} else {
			o.text = source.Placed(value, text.Span)
		}
		o.raw, o.shipped = o.text, value
		// What is missing stays in the text, so a part without a $ is certain even if another part is not.
		return String{V: value, Set: value != "", Known: m.Known || !strings.Contains(value, "$"), at: &o}, end
	}
	from, end := part(v.Source, 0)
	if m.Source = from; end > 0 {
		end++ // the colon, which a path could begin with no more
	}
	m.Target, end = part(v.Target, min(end, len(text.Value)))
	m.Target.V = path.Clean(v.Target)
	m.Type = String{V: v.Type, Set: true, Known: m.Known, at: whole}
	if !m.Known && isPath(v.Source) {
		m.Type.V = "bind"
	}
	sure := m.Known || !strings.Contains(text.Value[end:], "$")
	m.ReadOnly = Value[bool]{V: v.ReadOnly, Known: sure, at: whole}
	if strings.HasPrefix(text.Value[end:], ":") {
		m.options(s, end+1, sure)
	}
	if v.Type == "bind" {
		m.CreateHostPath = Value[bool]{V: true, Known: true}
	}
	return m, true
}

// options reads the options of the short form, which begin at an offset of the text. Of several that say the same the
// last one counts.
func (m *Mount) options(s slot, at int, sure bool) {
	for o := range strings.SplitSeq(m.Text.Value[at:], ",") {
		i := at
		at += len(o) + 1
		place := func() *origin {
			out := *s.origin()
			out.text = m.Text.Slice(i, i+len(o))
			out.span = s.via.place(out.text.Span)
			return &out
		}
		switch o {
		case "ro", "rw":
			m.ReadOnly = Value[bool]{V: o == "ro", Set: true, Known: sure, at: place()}
		case "z", "Z":
			m.SELinux = String{V: o, Set: true, Known: sure, at: place()}
		case "nocopy":
			m.NoCopy = Value[bool]{V: true, Set: true, Known: sure, at: place()}
		case "private", "rprivate", "shared", "rshared", "slave", "rslave":
			m.Propagation = String{V: o, Set: true, Known: sure, at: place()}
		}
	}
}

// isPath reports whether a source that begins with a variable is a path for certain: the name of a volume holds no slash.
func isPath(written string) bool {
	return strings.HasPrefix(written, "$") && strings.Contains(written, "/") || written == "${HOME}" || written == "$HOME" ||
		written == "${PWD}" || written == "$PWD"
}

// devices reads devices in either form, told apart by target.
func (r *reader) devices() []Device {
	s, ok := r.get("devices")
	if !ok || s.val.kind != kindList {
		return nil
	}
	var out unique[Device]
	for _, item := range s.val.children(s.via) {
		d := Device{Span: item.span(), Known: item.val.known(), Related: item.via.notes()}
		switch item.val.kind {
		case kindMapping:
			x := r.inside(item, "devices")
			d.Source, d.Target, d.Permissions = x.text("source"), x.text("target"), x.text("permissions")
			d.Known = d.Source.Known && d.Target.Known
		case kindList:
			continue
		default:
			if !r.shortDevice(item, &d) {
				continue
			}
		}
		name := d.Target.V
		if name == "" {
			name = d.Source.V
		}
		out.add(name, d)
	}
	return out.items
}

func (r *reader) shortDevice(s slot, d *Device) bool {
	d.Text = s.val.text()
	parts := strings.Split(d.Text.Value, ":")
	if len(parts) > 3 {
		r.refuse(s, "devices", fmt.Sprintf("device %q has too many colons; use the long form", clip(d.Text.Value)))
		return !d.Known
	}
	whole, at := s.origin(), 0
	for i, p := range parts {
		o := *whole
		o.text = d.Text.Slice(at, at+len(p))
		o.span = s.via.place(o.text.Span)
		o.raw, o.shipped = o.text, p
		v := String{V: p, Set: true, Known: d.Known, at: &o}
		at += len(p) + 1
		switch i {
		case 0:
			d.Source, d.Target = v, v
		case 1:
			if p != "" {
				d.Target = v
			}
		case 2:
			d.Permissions = v
		}
	}
	if !d.Permissions.Set {
		d.Permissions = String{V: "rwm", Known: d.Known}
	}
	return true
}
