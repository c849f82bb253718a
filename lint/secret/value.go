package secret

import (
	"math"
	"strings"
)

// Kind says what a value is.
type Kind int

// The kinds of values.
const (
	Nothing    Kind = iota // no credential, as far as name and value tell
	Credential             // the name says so, and the value is a literal
	Format                 // the value has the form of a known token, whatever its name
	Userinfo               // a password inside a URL
	Setting                // a password inside a connection string, such as Server=db;User Id=app;Password=x
)

// Verdict is what Judge thinks, with the part of the value that is the credential.
type Verdict struct {
	Kind       Kind
	What       string // the token's issuer for Format, such as "GitHub token"
	Start, End int    // the half-open byte range of the credential in the value
}

// Judge weighs a name and the literal value that it is given. References to variables are to be left in the value as
// written ($X, ${X}): a value made of nothing else is no literal.
func Judge(name, value string) Verdict {
	if len(value) > 64<<10 {
		value = value[:64<<10]
	}
	if what, start, end, ok := knownFormat(value); ok {
		return Verdict{Kind: Format, What: what, Start: start, End: end}
	}
	if start, end, ok := userinfo(value); ok {
		return Verdict{Kind: Userinfo, Start: start, End: end}
	}
	if start, end, ok := connection(value); ok {
		return Verdict{Kind: Setting, Start: start, End: end}
	}
	strength := Name(name)
	start, end := fallback(value)
	if at := pair(name, value[start:end]); at > 0 {
		start += at
		strength = Strong
	}
	value = value[start:end]
	if strength == NotSecret || !literal(value) || harmless(value) || strength == Weak && !random(value) ||
		(prose(value) || number(name, value)) && !phrase(name) {
		return Verdict{}
	}
	return Verdict{Kind: Credential, Start: start, End: end}
}

// pair returns where the password begins in the value of a variable that holds a user and a password, 0 for others.
func pair(name, value string) int {
	sep := byte(':')
	switch upper := strings.ToUpper(name); {
	case upper == "NEO4J_AUTH":
		sep = '/'
	case !strings.HasSuffix(upper, "BASIC_AUTH") && !strings.HasSuffix(upper, "BASICAUTH"):
		return 0
	}
	if at := strings.IndexByte(value, sep); at > 0 && at+1 < len(value) && value[0] != '$' && !strings.ContainsAny(value, " {[") {
		return at + 1
	}
	return 0
}

// fallback returns the range of what a value is where nobody sets its variable: x of a value that is ${NAME:-x} as a
// whole, else all of it.
func fallback(value string) (start, end int) {
	if !strings.HasPrefix(value, "${") || reference(value) != len(value) {
		return 0, len(value)
	}
	i := 2
	for i < len(value) && (value[i] == '_' || isAlnum(value[i])) {
		i++
	}
	rest := value[i:]
	switch {
	case strings.HasPrefix(rest, ":-"):
		return i + 2, len(value) - 1
	case strings.HasPrefix(rest, "-"):
		return i + 1, len(value) - 1
	}
	return 0, len(value)
}

// literal reports whether something of the value was written out: more than references to variables.
func literal(value string) bool {
	for i := 0; i < len(value); {
		n := reference(value[i:])
		if n == 0 {
			c := value[i]
			if c != ' ' && c != ':' && c != '-' && c != '_' && c != '/' && c != '@' {
				return true
			}
			n = 1
		}
		i += n
	}
	return false
}

// longestReference bounds how far reference looks for the end, so that a value of openers costs no more than linear
// time.
const longestReference = 1024

// reference returns the length of the $NAME, ${...} or {{...}} at the start of s, or 0. $$ is a literal dollar.
func reference(s string) int {
	s = s[:min(len(s), longestReference)]
	switch {
	case strings.HasPrefix(s, "{{"):
		if i := strings.Index(s, "}}"); i > 0 {
			return i + 2
		}
	case strings.HasPrefix(s, "${"), strings.HasPrefix(s, "$("):
		depth := 0
		for i := 1; i < len(s); i++ {
			switch s[i] {
			case '{', '(':
				depth++
			case '}', ')':
				if depth--; depth == 0 {
					return i + 1
				}
			}
		}
	case len(s) > 1 && s[0] == '$':
		n := 1
		for n < len(s) && (s[n] == '_' || isAlnum(s[n])) {
			n++
		}
		if n > 1 {
			return n
		}
	}
	return 0
}

// harmless reports whether a value is what settings are made of: a switch, a path, an address, a marked stand-in.
func harmless(value string) bool {
	v := strings.ToLower(strings.TrimSpace(value))
	switch v {
	case "", "true", "false", "yes", "no", "on", "off", "none", "null", "nil", "0", "1", "auto", "default",
		"enabled", "disabled", "required", "optional", "always", "never", "env", "file", "vault", "basic", "bearer",
		"oauth", "oauth2", "ldap", "token", "plain", "md5", "sha256", "scram-sha-256", "trust", "unset",
		"undefined", "empty", "n/a", "todo", "*", "-":
		return true
	}
	if strings.HasPrefix(v, "/") || strings.HasPrefix(v, "./") || strings.HasPrefix(v, "../") || strings.HasPrefix(v, "~/") {
		return !strings.HasSuffix(v, "=") // base64 may begin with a slash, and then mostly ends in a sign of its own
	}
	if strings.Contains(v, "://") || fileName(v) {
		return true // a password inside an address was looked for before
	}
	return standIn(v)
}

// fileName reports whether a value is the name of a file that holds credentials: credentials.json.
func fileName(v string) bool {
	dot := strings.LastIndexByte(v, '.')
	if dot < 1 || strings.ContainsAny(v, " $!@#%&*=+") {
		return false
	}
	switch v[dot+1:] {
	case "json", "yaml", "yml", "toml", "ini", "conf", "cfg", "env", "txt", "xml", "properties", "pem", "key",
		"crt", "cer", "p12", "pfx", "jks", "keystore", "asc", "gpg", "pub":
		return true
	}
	return false
}

// prose reports whether a value is a sentence: keys and tokens hold no blanks.
func prose(value string) bool { return strings.Count(strings.TrimSpace(value), " ") > 1 }

// number reports whether a value is a quantity rather than a key of digits: 30m, 8, or as many tokens as a model
// may use.
func number(name, value string) bool {
	value = strings.TrimSpace(value)
	digits := strings.TrimRight(value, "smhdwkMG%")
	if strings.Trim(digits, "0123456789.") != "" {
		return false
	}
	return len(digits) < 5 || digits != value || strings.HasSuffix(strings.ToUpper(name), "TOKENS")
}

// phrase reports whether a name is that of something that people type, which may be several words.
func phrase(name string) bool {
	name = strings.ToUpper(name)
	return strings.Contains(name, "PASS") || strings.Contains(name, "PW") || strings.Contains(name, "PHRASE")
}

// StandIn reports whether a value says of itself that it is no credential: dummy, <token>, your-password.
func StandIn(value string) bool { return standIn(strings.ToLower(strings.TrimSpace(value))) }

// standIn reports whether a value says of itself that it is none: what builds and templates write to satisfy a check.
func standIn(v string) bool {
	if strings.HasPrefix(v, "<") && strings.Contains(v, ">") || strings.HasPrefix(v, "[") && strings.HasSuffix(v, "]") {
		return true
	}
	if strings.Trim(v, "x*.-_?") == "" {
		return true
	}
	for _, mark := range [...]string{"dummy", "placeholder", "redacted", "not-used", "notused", "unused", "not_used", "fake",
		"build-time", "buildtime", "replace_me_at", "ignored"} {
		if strings.Contains(v, mark) {
			return true
		}
	}
	for _, mark := range [...]string{"your-", "your_", "my-secret-here", "insert-", "enter-", "put-your", "<your"} {
		if strings.HasPrefix(v, mark) {
			return true
		}
	}
	return false
}

// random reports whether a value looks drawn by lot: long, one word, of mixed characters and high entropy.
func random(value string) bool {
	if len(value) < 16 || strings.ContainsAny(value, " \t\n") {
		return false
	}
	var counts [256]int
	var digit, lower, upper bool
	for i := 0; i < len(value); i++ {
		c := value[i]
		counts[c]++
		digit = digit || c >= '0' && c <= '9'
		lower = lower || c >= 'a' && c <= 'z'
		upper = upper || c >= 'A' && c <= 'Z'
	}
	if !digit || !lower && !upper {
		return false
	}
	entropy := 0.0
	for _, n := range counts {
		if n > 0 {
			p := float64(n) / float64(len(value))
			entropy -= p * math.Log2(p)
		}
	}
	return entropy >= 3.5
}

// userinfo finds a literal password in a URL: scheme://user:password@host. An empty user is allowed.
func userinfo(value string) (start, end int, ok bool) {
	for from := 0; ; {
		i := strings.Index(value[from:], "://")
		if i < 0 {
			return 0, 0, false
		}
		i += from
		from = i + 3
		stop := from
		colon, at := -1, -1
		for stop < len(value) {
			if n := reference(value[stop:]); n > 0 {
				stop += n
				continue
			}
			c := value[stop]
			if c <= ' ' || c == '/' || c == '?' || c == '#' || c == '"' || c == '\'' || c == '<' || c == ',' {
				break
			}
			if c == ':' && colon < 0 {
				colon = stop
			}
			if c == '@' {
				at = stop
			}
			stop++
		}
		if i > 0 && isAlnum(value[i-1]) && colon >= 0 && at > colon+1 {
			first, last := fallback(value[colon+1 : at])
			password := value[colon+1+first : colon+1+last]
			if literal(password) && !standIn(strings.ToLower(password)) {
				return colon + 1 + first, colon + 1 + last, true
			}
		}
	}
}

func isAlnum(c byte) bool {
	return c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z'
}

// String names what the value holds, for messages: it never shows the value.
func (v Verdict) String() string {
	switch v.Kind {
	case Format:
		return article(v.What)
	case Userinfo:
		return "the password of a URL"
	case Setting:
		return "the password of a connection string"
	case Credential:
		return "a credential"
	}
	return "nothing"
}

func article(noun string) string {
	if strings.IndexByte("AEIO", noun[0]) >= 0 {
		return "an " + noun
	}
	return "a " + noun
}
