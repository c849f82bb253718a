package dockerfile

import (
	"strconv"
	"strings"

	"github.com/plimsoll-lint/plimsoll/lint/source"
)

// Mount is a --mount of RUN.
type Mount struct {
	// Flag is the flag that holds it.
	Flag Flag
	// Fields are what the commas separate, in order.
	Fields []Field
}

// Field is a field of a mount: key=value, or a key alone.
type Field struct {
	// Span is the whole field.
	Span source.Span
	Key  source.Text
	// Value is zero for a key alone.
	Value    source.Text
	HasValue bool
}

// Type returns the type of the mount: bind, cache, tmpfs, secret or ssh. Without a type it is bind, which stands
// nowhere.
func (m *Mount) Type() source.Text {
	if t := m.Get("type"); !t.IsZero() {
		return t
	}
	return source.Unplaced("bind")
}

// From returns the stage, image or named context that is mounted; zero for the build context.
func (m *Mount) From() source.Text { return m.Get("from") }

// Source returns the path below From.
func (m *Mount) Source() source.Text { return m.Get("source", "src") }

// Target returns the path in the container.
func (m *Mount) Target() source.Text { return m.Get("target", "dst", "destination") }

// Get returns the value of the last field that has one of the keys, which are given in lower case; zero where there is
// none.
func (m *Mount) Get(keys ...string) source.Text {
	for i := len(m.Fields) - 1; i >= 0; i-- {
		for _, k := range keys {
			if strings.EqualFold(m.Fields[i].Key.Value, k) {
				return m.Fields[i].Value
			}
		}
	}
	return source.Text{}
}

// Is reports whether a field that needs no value is set, such as required or readonly: alone, or with a value that
// means true.
func (m *Mount) Is(keys ...string) bool {
	for i := len(m.Fields) - 1; i >= 0; i-- {
		f := m.Fields[i]
		for _, k := range keys {
			if !strings.EqualFold(f.Key.Value, k) {
				continue
			}
			switch f.Value.Value {
			case "1", "t", "T", "TRUE", "true", "True":
				return true
			}
			return !f.HasValue
		}
	}
	return false
}

// parseMount splits the value of a --mount as a line of CSV.
func parseMount(f Flag) Mount {
	m := Mount{Flag: f}
	v := f.Value.Value
	if v == "" {
		return m
	}
	m.Fields = make([]Field, 0, strings.Count(v, ",")+1)
	for i := 0; ; {
		text, next := csvField(f.Value, i)
		field := Field{Span: text.Span, Key: text}
		if n := strings.IndexByte(text.Value, '='); n >= 0 {
			field.Key, field.Value, field.HasValue = text.Slice(0, n), text.Slice(n+1, len(text.Value)), true
		}
		m.Fields = append(m.Fields, field)
		if next > len(v) {
			return m
		}
		i = next
	}
}

// csvField returns the field that begins at i and where the next one begins, which lies behind the value for the last.
func csvField(t source.Text, i int) (source.Text, int) {
	v := t.Value
	if i >= len(v) || v[i] != '"' {
		end := strings.IndexByte(v[i:], ',')
		if end < 0 {
			return t.Slice(i, len(v)), len(v) + 1
		}
		return t.Slice(i, i+end), i + end + 1
	}
	end, doubled := i+1, false
	for end < len(v) {
		if v[end] == '"' {
			if end+1 >= len(v) || v[end+1] != '"' {
				break
			}
			doubled = true
			end++
		}
		end++
	}
	end = min(end, len(v))
	behind := min(end+1, len(v))
	field := t.Slice(i+1, end)
	if doubled {
		field = source.Placed(strings.ReplaceAll(v[i+1:end], `""`, `"`), t.At(i+1, end))
	}
	field = field.WithSpan(t.At(i, behind))
	if n := strings.IndexByte(v[behind:], ','); n >= 0 {
		return field, behind + n + 1
	}
	return field, len(v) + 1
}

// ReadableByAll reports whether a secret or an SSH agent is mounted with a mode, in octal, that lets every user read it, or
// connect to it.
func (m *Mount) ReadableByAll() bool {
	const otherRead, otherWrite = 0o4, 0o2
	mode, err := strconv.ParseUint(m.Get("mode").Value, 8, 32)
	switch m.Type().Value {
	case "secret":
		return err == nil && mode&otherRead != 0
	case "ssh":
		return err == nil && mode&otherWrite != 0
	}
	return false
}
