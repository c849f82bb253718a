package dockerfile

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/moby/buildkit/frontend/dockerfile/instructions"

	"github.com/plimsoll-lint/plimsoll/lint/source"
)

// badHealthFlag says what is wrong with a flag of HEALTHCHECK, or nothing.
func badHealthFlag(f Flag) string {
	v := f.Value.Value
	if v == "" {
		return ""
	}
	if f.Name.Value == "retries" {
		if n, err := strconv.ParseInt(v, 10, 32); err != nil || n < 0 {
			return "--retries takes a number from 0 on"
		}
		return ""
	}
	d, err := time.ParseDuration(v)
	switch {
	case err != nil:
		return fmt.Sprintf("--%s takes a duration such as 30s", f.Name.Value)
	case d != 0 && d < time.Millisecond:
		return fmt.Sprintf("--%s takes at least 1ms", f.Name.Value)
	}
	return ""
}

// culprit finds what BuildKit refuses in a mount before it knows the values of variables.
func (m *Mount) culprit() (source.Span, string) {
	for _, f := range m.Fields {
		if !strings.EqualFold(f.Key.Value, "from") {
			continue
		}
		if n := strings.IndexByte(f.Value.Value, '$'); n >= 0 && n != len(f.Value.Value)-1 {
			return f.Value.Span, "from takes no variables; name a stage: FROM image AS name"
		}
	}
	return m.Flag.Span, "these are no fields of CSV; check the quotes"
}

// checkMounts has BuildKit judge the fields of mounts that hold no variables. It does so itself only when it builds.
func (r *reader) checkMounts(run *Run, cmd any) {
	if len(run.Mounts) == 0 {
		return
	}
	c, ok := cmd.(*instructions.RunCommand)
	if !ok {
		return
	}
	for i := range run.Mounts {
		m := &run.Mounts[i]
		if strings.IndexByte(m.Flag.Value.Value, '$') >= 0 {
			return
		}
		for _, f := range m.Fields {
			if len(f.Key.Value) > maxSuggested || len(f.Value.Value) > maxLine {
				return
			}
		}
	}
	err := c.Expand(func(word string) (string, error) { return word, nil })
	if err == nil {
		return
	}
	for i := range run.Mounts {
		if span, message := run.Mounts[i].invalid(); message != "" {
			r.problem(source.Refused, "build.mount", span, message)
			return
		}
	}
	r.problem(source.Refused, "build.mount", run.Mounts[0].Flag.Span, quote(innermost(err)))
}

// invalid finds what BuildKit refuses in a mount without variables.
func (m *Mount) invalid() (source.Span, string) {
	kind := strings.ToLower(m.Type().Value)
	for _, f := range m.Fields {
		key := strings.ToLower(f.Key.Value)
		if message := m.badField(kind, key, f); message != "" {
			span := f.Span
			if span.Len() == 0 {
				span = m.Flag.Span
			}
			if f.HasValue && f.Value.Span.Len() > 0 && strings.Contains(message, "can") {
				span = f.Value.Span
			}
			return span, message
		}
	}
	secret := kind == "secret"
	switch {
	case secret && m.From().Value != "":
		return m.From().Span, "a secret mount takes no from"
	case secret && m.Source().Value == "" && m.Target().Value == "" && m.Get("id").Value == "":
		return m.Flag.Span, "a secret mount needs an id or a target"
	case secret && m.Source().Value != "" && m.Get("id").Value != "":
		return m.Get("id").Span, "a secret mount takes either id or source"
	case kind != "cache" && m.Get("sharing").Value != "":
		return m.Get("sharing").Span, "only a cache mount takes sharing"
	}
	return source.Span{}, ""
}

func (m *Mount) badField(kind, key string, f Field) string {
	v := f.Value.Value
	private := kind == "secret" || kind == "ssh"
	switch key {
	case "type":
		switch kind {
		case "bind", "cache", "tmpfs", "secret", "ssh":
			return ""
		}
		return "the type can be bind, cache, tmpfs, secret or ssh"
	case "from", "source", "src", "target", "dst", "destination", "id", "env":
	case "sharing":
		switch strings.ToLower(v) {
		case "shared", "private", "locked":
			return ""
		}
		return "sharing can be shared, private or locked"
	case "readonly", "ro", "readwrite", "rw", "required":
		if key == "required" && !private {
			return "only secret and ssh mounts take required"
		}
		if _, err := strconv.ParseBool(v); f.HasValue && err != nil {
			return key + " can be true or false"
		}
		return ""
	case "size":
		if kind != "tmpfs" {
			return "only a tmpfs mount takes size"
		}
	case "mode", "uid", "gid":
		if kind != "cache" && !private {
			return fmt.Sprintf("only cache, secret and ssh mounts take %s", key)
		}
		base := 10
		if key == "mode" {
			base = 8
		}
		if _, err := strconv.ParseUint(v, base, 32); err != nil {
			return key + " can only be a number"
		}
	default:
		if key == "" {
			return "a field of this mount is empty; check the commas"
		}
		return fmt.Sprintf("a mount has no field %s", show(f.Key.Value))
	}
	if !f.HasValue {
		return key + " needs a value"
	}
	return ""
}

// checkTransfer reports the flags of COPY and ADD that hold no variables and that BuildKit refuses when it builds.
func (r *reader) checkTransfer(t *Transfer, checksum source.Text) {
	if v := t.Chmod.Value; v != "" && !special(v, r.file.Escape) && strings.Trim(v, "0123456789") == "" {
		if n, err := strconv.ParseUint(v, 8, 32); err != nil || n > 0o7777 {
			r.problem(source.Refused, "build.chmod", t.Chmod.Span, "--chmod takes an octal number up to 7777")
		}
	}
	if v := checksum.Value; v != "" && !special(v, r.file.Escape) && len(t.Sources) > 0 {
		if message := badChecksum(v, t.Sources); message != "" {
			r.problem(source.Refused, "build.checksum", checksum.Span, message)
		}
	}
}

// badChecksum says what is wrong with --checksum, or nothing. It is the digest of what HTTP returns, or a commit of
// Git.
func badChecksum(value string, sources []source.Text) string {
	src := sources[0].Value
	http := strings.HasPrefix(src, "http://") || strings.HasPrefix(src, "https://")
	switch {
	case len(sources) > 1:
		return "--checksum is for one source only"
	case strings.ContainsAny(src, "$'\"\\`"), strings.Contains(src, ".git"), strings.Contains(src, "@"):
		return ""
	case http:
		hex, ok := strings.CutPrefix(value, "sha256:")
		if ok && (len(hex) != 64 || strings.Trim(hex, "0123456789abcdef") != "") {
			return "--checksum takes sha256: and 64 hexadecimal digits"
		}
	case !strings.Contains(src, "://") && !strings.HasPrefix(src, "github.com/"):
		return "--checksum is for sources from HTTP and Git only"
	}
	return ""
}

// checkPorts reports the words of EXPOSE that are no ports and hold no variables. BuildKit looks at them when it
// builds.
func (r *reader) checkPorts(e *Expose) {
	for _, p := range e.Ports {
		if strings.ContainsAny(p.Value, "$'\"") || strings.IndexByte(p.Value, r.file.Escape) >= 0 {
			continue
		}
		if message := badPort(p.Value); message != "" {
			r.problem(source.Refused, "build.port", p.Span, message)
		}
	}
}

const maxPort = 65535

// badPort says what is wrong with a port of EXPOSE, or nothing. BuildKit takes the ports of docker run as well, and
// uses the last part.
func badPort(word string) string {
	port, proto, _ := strings.Cut(word[strings.LastIndexByte(word, ':')+1:], "/")
	switch strings.ToLower(proto) {
	case "", "tcp", "udp", "sctp":
	default:
		return fmt.Sprintf("%s is no protocol; write tcp, udp or sctp", show(proto))
	}
	from, to, isRange := strings.Cut(port, "-")
	low, err := strconv.ParseInt(from, 10, 32)
	if err != nil || low > maxPort {
		return fmt.Sprintf("%s is no port; write a number up to 65535", show(word))
	}
	if isRange {
		if high, err := strconv.ParseInt(to, 10, 32); err != nil || high < low || high > maxPort {
			return fmt.Sprintf("%s is no range of ports", show(word))
		}
	}
	return ""
}
