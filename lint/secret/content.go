package secret

import (
	"bytes"
	"strings"
)

// maxContent bounds how much of a file is looked at.
const maxContent = 256 << 10

// Holds reports whether the content of a file of the kind is a credential: its name is not enough where the file can be
// read.
func (f File) Holds(content []byte) bool {
	content = content[:min(len(content), maxContent)]
	switch f.form {
	case pemKey:
		return holdsKey(content)
	case settings, npmrc:
		return f.holdsLine(content)
	case tokens:
		return holdsToken(content)
	case anyContent:
	}
	return !f.Public && len(bytes.TrimSpace(content)) > 0
}

// holdsKey reports whether a private key stands in the text, a line of it at least.
func holdsKey(content []byte) bool {
	const begin, kind = "-----BEGIN ", "PRIVATE KEY"
	for {
		i := bytes.Index(content, []byte(begin))
		if i < 0 {
			return false
		}
		content = content[i+len(begin):]
		line, rest, _ := bytes.Cut(content, []byte("\n"))
		if bytes.Contains(line, []byte(kind)) && len(rest) > 64 {
			return true
		}
	}
}

// holdsLine reports whether a line gives a credential to a name.
func (f File) holdsLine(content []byte) bool {
	for line := range bytes.Lines(content) {
		name, value, ok := strings.Cut(strings.TrimSpace(string(line)), "=")
		name, value = strings.TrimSpace(name), unquoted(strings.TrimSpace(value))
		if !ok || name == "" || name[0] == '#' || name[0] == ';' || value == "" {
			continue
		}
		if f.form == npmrc {
			if i := strings.LastIndexByte(name, ':'); i >= 0 {
				name = name[i+1:]
			}
			switch name {
			case "_authToken", "_auth", "_password":
				if literal(value) && !standIn(strings.ToLower(value)) {
					return true
				}
			}
			continue
		}
		if v := Judge(strings.TrimPrefix(name, "export "), value); v.Kind != Nothing && !replaceable(value[v.Start:v.End]) {
			return true
		}
	}
	return false
}

// EnvNames returns the names in a file of NAME=value lines that are given a credential, without what asks to be replaced.
func EnvNames(content []byte) []string {
	const most = 100
	var names []string
	content = content[:min(len(content), maxContent)]
	for line := range bytes.Lines(content) {
		name, value, ok := strings.Cut(strings.TrimSpace(string(line)), "=")
		name, value = strings.TrimPrefix(strings.TrimSpace(name), "export "), unquoted(strings.TrimSpace(value))
		if !ok || name == "" || name[0] == '#' || strings.ContainsAny(name, " \t:") || value == "" || len(names) == most {
			continue
		}
		if v := Judge(name, value); v.Kind != Nothing && !replaceable(value[v.Start:v.End]) && Password(value[v.Start:v.End]) {
			names = append(names, name)
		}
	}
	return names
}

// replaceable reports whether a value asks to be replaced, as the defaults of samples do.
func replaceable(value string) bool {
	value = strings.ToLower(value)
	switch value {
	case "postgres", "mysql", "mariadb", "mongo", "redis", "rabbitmq", "minio", "minioadmin", "guest", "root", "admin", "user",
		"password", "passwd", "pass", "secret", "test", "testing", "dev", "development", "local", "localhost", "docker", "django",
		"laravel", "symfony", "wordpress", "app", "1234", "12345", "123456", "12345678":
		return true // what everybody sets where nobody else gets to
	}
	for _, mark := range [...]string{"change", "replace", "example", "your", "todo", "xxxx", "secret_key_here"} {
		if strings.Contains(value, mark) {
			return true
		}
	}
	return false
}

func unquoted(value string) string {
	if n := len(value); n > 1 && value[0] == value[n-1] && (value[0] == '"' || value[0] == '\'') {
		return value[1 : n-1]
	}
	return value
}

// holdsToken reports whether one of the words stands in the text that programs write in front of a credential, with
// something behind it.
func holdsToken(content []byte) bool {
	text := string(content)
	for _, word := range [...]string{
		"private_key\"", "client_secret\"", "refresh_token\"", "\"auth\"", "identitytoken\"", "http-basic\"", "github-oauth\"",
		"password", "secret_key", "aws_secret_access_key", "token =", "\"token\"", "client-key-data", "token:", "\"instances\"",
	} {
		for from := 0; ; {
			i := strings.Index(text[from:], word)
			if i < 0 {
				break
			}
			from += i + len(word)
			rest := strings.TrimLeft(text[from:min(len(text), from+256)], "\": =\t{[\r\n")
			if rest != "" && rest[0] != '}' && rest[0] != ']' && rest[0] != ',' && !strings.HasPrefix(rest, "<") &&
				reference(rest) == 0 {
				return true
			}
		}
	}
	return false
}
