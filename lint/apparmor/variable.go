package apparmor

import (
	"strings"

	"github.com/plimsoll-lint/plimsoll/lint/source"
)

// variable is what @{NAME} stands for.
type variable struct {
	values []string
	// open says that the file only adds to it, with +=, so that there are values besides.
	open bool
}

// tunables are the variables that AppArmor's own policy sets, and profiles use without setting them: /etc/apparmor.d/tunables of
// AppArmor 3.0.8 as Debian 12 ships it, read on 1 September 2026. Sites add to HOMEDIRS and multiarch, which nothing asks about.
func tunable(name string) (variable, bool) {
	value := func(v ...string) (variable, bool) { return variable{values: v}, true }
	switch name {
	case "PROC":
		return value("/proc/")
	case "sys":
		return value("/sys/")
	case "securityfs":
		return value("/sys/kernel/security/")
	case "apparmorfs":
		return value("/sys/kernel/security/apparmor/")
	case "run":
		return value("/run/", "/var/run/")
	case "etc_ro":
		return value("/etc/", "/usr/etc/")
	case "etc_rw":
		return value("/etc/")
	case "HOMEDIRS":
		return value("/home/")
	case "HOME":
		return value("/home/*/", "/root/")
	case "multiarch":
		return value("*-linux-gnu*")
	case "pid", "pids", "tid": // the policy spells out the numbers up to 4999999
		return value("[1-9]{,[0-9]{,[0-9]{,[0-9]{,[0-9]{,[0-9]{,[0-9]}}}}}}")
	case "uid", "uids":
		return value("[0-9]{,[0-9]{,[0-9]{,[0-9]{,[0-9]{,[0-9]}}}}}")
	}
	return variable{}, false
}

// assignment reads @{NAME} = values, which goes to the end of the line, and $NAME = true. It reports false where something else
// stands there, such as a rule that begins with a variable.
func (p *parser) assignment(in *Profile) bool {
	start := p.at
	i := start
	for i < len(p.src) && !blank(p.src[i]) && p.src[i] != '=' && p.src[i] != '+' && p.src[i] != '/' && p.src[i] != ',' {
		i++
	}
	name := strings.TrimSuffix(strings.TrimPrefix(strings.TrimLeft(string(p.src[start:i]), "@$"), "{"), "}")
	for i < len(p.src) && (p.src[i] == ' ' || p.src[i] == '\t') {
		i++
	}
	rest := string(p.src[i:min(i+2, len(p.src))])
	if name == "" || !strings.HasPrefix(rest, "=") && rest != "+=" {
		return false
	}
	v := variable{}
	if rest == "+=" {
		v, i = p.out.variables[name], i+1
		v.open = v.open || v.values == nil
	}
	p.at = i + 1
	for count := 0; ; count++ {
		p.skip(true)
		if p.at >= len(p.src) || p.src[p.at] == '\n' {
			break
		}
		t := p.token(false)
		if t.kind == comma { // a value may have commas in it, and none ends the line
			continue
		}
		if count > maxWords {
			p.bound(t.span, "more values of a variable than are read")
			break
		}
		if t.kind == word {
			v.values = append(v.values, t.text.Value)
		}
	}
	at := p.file.Span(start, i)
	switch {
	case in != nil:
		p.problem(source.Malformed, at, "variable "+name, "variables are set outside of profiles")
	case len(v.values) == 0:
		p.problem(source.Malformed, at, "variable "+name, "the variable is given no value")
	}
	p.out.variables[name] = v
	return true
}

// lookup returns the values of a variable.
func (f *File) lookup(name string, in *Profile) (values []string, known bool) {
	if name == "profile_name" && in != nil {
		return []string{in.FullName()}, true
	}
	v, set := f.variables[name]
	if !set {
		v, set = tunable(name)
		return v.values, set && !f.tuned()
	}
	if v.open {
		base, _ := tunable(name)
		return append(base.values, v.values...), len(base.values) > 0 && !f.tuned()
	}
	return v.values, len(v.values) > 0
}

// tuned reports whether the preamble includes files other than AppArmor's own, which may set any variable.
func (f *File) tuned() bool {
	for _, inc := range f.Includes {
		if !inc.Magic || !strings.HasPrefix(inc.Path.Value, "tunables/") {
			return true
		}
	}
	return false
}

// maxExpanded bounds the patterns that the values of variables make of one.
const maxExpanded = 16

// expand replaces variables. It fails where one is not known, and where there is too much of it.
func (f *File) expand(pattern string, in *Profile, depth int) ([]string, bool) {
	i := strings.Index(pattern, "@{")
	if i < 0 {
		return []string{pattern}, true
	}
	j := strings.IndexByte(pattern[i:], '}')
	if j < 0 || depth > 8 || len(pattern) > maxPattern {
		return nil, false
	}
	values, known := f.lookup(pattern[i+2:i+j], in)
	if !known {
		return nil, false
	}
	var out []string
	for _, v := range values {
		more, ok := f.expand(pattern[:i]+v+pattern[i+j+1:], in, depth+1)
		if out = append(out, more...); !ok || len(out) > maxExpanded {
			return nil, false
		}
	}
	return out, true
}

// checkVariables reports variables that nothing sets, where the file includes nothing that could.
func (f *File) checkVariables(p *parser) {
	if len(f.Includes) > 0 {
		return
	}
	for _, profile := range f.All() {
		for _, r := range profile.Rules {
			name, at, ok := firstVariable(r.Path)
			if !ok || name == "profile_name" || name == "exec_path" || name == "attach_path" {
				continue
			}
			if _, set := f.variables[name]; !set {
				p.problem(source.Refused, at, "variable "+name, "@{"+short(name)+"} is set nowhere; include <tunables/global>")
				return // one is enough
			}
		}
	}
}

func firstVariable(t source.Text) (name string, at source.Span, ok bool) {
	i := strings.Index(t.Value, "@{")
	if i < 0 {
		return "", source.Span{}, false
	}
	j := strings.IndexByte(t.Value[i:], '}')
	if j < 0 {
		return "", source.Span{}, false
	}
	return t.Value[i+2 : i+j], t.At(i, i+j+1), true
}
