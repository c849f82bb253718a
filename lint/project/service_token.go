package project

import (
	"strings"
	"sync"

	"github.com/plimsoll-lint/plimsoll/lint/secret"
	"github.com/plimsoll-lint/plimsoll/lint/source"
)

// tokens looks for what names itself anywhere in the files, outside of what other places tell.
func (u *Unit) tokens(f *credentials) {
	told := sync.OnceValue(func() (c credentials) {
		for at := InCommand; at < Elsewhere; at++ {
			c.list = append(c.list, u.ServiceCredentials(at)...)
		}
		return c
	})
	const most = 100
	for _, file := range u.Compose.Files {
		content := string(file.Content)
		for from, n := 0, 0; from < len(content) && n < most; n++ {
			v, ok := secret.Find(content[from:])
			if !ok {
				break
			}
			start, end := from+v.Start, from+v.End
			if v.End-v.Start > 512 { // a key goes on to the end
				end = start + strings.IndexByte(content[start:]+"\n", '\n')
			}
			from = end
			span := file.Span(start, end)
			if others := told(); !u.inVariable(span) && !others.covers(span) {
				f.add(v.String(), span)
			}
		}
	}
}

func (f *credentials) covers(span source.Span) bool {
	for i := range f.list {
		if at := f.list[i].Span; at.File == span.File && at.Start < span.End && span.Start < at.End {
			return true
		}
	}
	return false
}

// inVariable reports whether a span lies in a value of environment or build.args.
func (u *Unit) inVariable(span source.Span) bool {
	for i := range u.Variables {
		if u.Variables[i].Span.Contains(span) || u.Variables[i].Value.Span.Contains(span) {
			return true
		}
	}
	return false
}
