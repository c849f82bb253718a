package shell

import (
	"path"
	"slices"
	"strings"
)

// rename notes the new name where a command moves or copies the file.
func (t *trace) rename(c *Command, moved bool) {
	opts := c.Options()
	dest := ""
	sources := opts.Operands
	if opt := opts.Find("-t", "--target-directory"); opt != nil {
		dest = opt.Value.Value + "/"
	} else if n := len(sources); n > 1 {
		dest, sources = sources[n-1].Value, sources[:n-1]
	}
	if dest == "" {
		return
	}
	for i := range sources {
		if t.is(sources[i].Value, c.index, moved) {
			if !strings.HasSuffix(dest, "/") {
				t.save(dest, c.index)
			}
			t.save(dest+"/"+path.Base(sources[i].Value), c.index)
		}
	}
}

// is reports whether a path names the file. Where the working directory changes on the way a bare name may be the file
// of that name anywhere.
func (t *trace) is(name string, index int, moved bool) bool {
	name = plainPath(name)
	return slices.ContainsFunc(t.files, func(a alias) bool {
		if a.index >= index {
			return false
		}
		if a.name == name {
			return true
		}
		bare := !strings.Contains(a.name, "/") || !strings.Contains(name, "/")
		return moved && bare && path.Base(a.name) == path.Base(name)
	})
}

// plainPath makes paths that mean the same equal as text.
func plainPath(name string) string {
	if strings.Contains(name, "${") {
		name = strings.ReplaceAll(strings.ReplaceAll(name, "${", "$"), "}", "")
	}
	if name == "" {
		return ""
	}
	return path.Clean(name)
}

// inflate notes the name that a file gets which is decompressed in its place.
func (t *trace) inflate(c *Command, moved bool) {
	opts := c.Options()
	for i := range opts.Operands {
		v := opts.Operands[i].Value
		if ext := path.Ext(v); ext != "" && t.is(v, c.index, moved) {
			name := strings.TrimSuffix(v, ext)
			if ext == ".tgz" || ext == ".txz" || ext == ".tbz" || ext == ".tbz2" {
				name += ".tar"
			}
			t.save(name, c.index)
		}
	}
}

// names reports whether a path or pattern names the file.
func (t *trace) names(name string, index int, moved bool) bool {
	if t.is(name, index, moved) {
		return true
	}
	if !strings.ContainsAny(name, "*?[") {
		return false
	}
	dir, pattern := path.Split(plainPath(name))
	return slices.ContainsFunc(t.files, func(a alias) bool {
		in, base := path.Split(a.name)
		ok, err := path.Match(pattern, base)
		return ok && err == nil && a.index < index && (in == dir || moved && (in == "" || dir == ""))
	})
}
