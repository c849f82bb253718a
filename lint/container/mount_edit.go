package container

import (
	"bytes"
	"strings"

	"github.com/plimsoll-lint/plimsoll/lint/source"
)

// mode is where a mount says whether it is read-only.
type mode struct {
	short      source.Text // the entry in the short form
	key, value source.Span // read_only in the long one
}

// MakeReadOnly returns the edit that makes the mount a read-only one. It fails where the entry is not literal or stands elsewhere.
func (m Mount) MakeReadOnly() (source.Edit, bool) {
	f, at := m.Span.File, m.Span
	if f == nil || at.Len() == 0 || m.Via != "" || bytes.ContainsAny(at.Bytes(), "$*&!<") {
		return source.Edit{}, false
	}
	switch short := m.mode.short; {
	case !short.IsZero():
		parts := strings.Split(short.Value, ":")
		if !at.Contains(short.Span) || len(parts) < 2 || len(parts) > 3 {
			return source.Edit{}, false
		}
		if len(parts) == 3 {
			return readOnlyOption(short, len(short.Value)-len(parts[2]))
		}
		end := short.At(len(short.Value), len(short.Value))
		return source.Edit{Span: end, New: ":ro"}, at.Contains(end)
	case !m.mode.value.IsZero():
		return source.Rewrite(m.mode.key, m.mode.value, "true")
	}
	return source.InsertBehind(at, "read_only: true")
}

// readOnlyOption returns the edit that adds ro to the options of a short entry, which begin at an offset, or puts it in place of rw.
func readOnlyOption(entry source.Text, start int) (source.Edit, bool) {
	options := strings.Split(entry.Value[start:], ",")
	at, found := source.Span{}, 0
	for offset := start; len(options) > 0; options = options[1:] {
		switch options[0] {
		case "ro":
			return source.Edit{}, false // and rw behind it
		case "rw":
			at, found = entry.At(offset, offset+len("rw")), found+1
		}
		offset += len(options[0]) + 1
	}
	if found == 0 {
		end := entry.At(len(entry.Value), len(entry.Value))
		return source.Edit{Span: end, New: ",ro"}, true
	}
	return source.Edit{Span: at, New: "ro"}, found == 1
}
