package secret

import "strings"

// Find looks for a token that names itself, or a private key, anywhere in a text.
func Find(text string) (Verdict, bool) {
	what, start, end, ok := knownFormat(text)
	return Verdict{Kind: Format, What: what, Start: start, End: end}, ok
}

// Address looks for a literal password in a URL that is meant: not for the machine itself, not for an example, and neither
// a word that stands for one nor the name of the user again.
func Address(text string) (Verdict, bool) {
	for from := 0; from < len(text); {
		start, end, ok := userinfo(text[from:])
		if !ok {
			return Verdict{}, false
		}
		start, end = start+from, end+from
		if pretended(text[:start], text[end:], text[start:end]) {
			from = end
			continue
		}
		return Verdict{Kind: Userinfo, Start: start, End: end}, true
	}
	return Verdict{}, false
}

// pretended reports whether a password of a URL is none, by what stands in front of it and behind.
func pretended(before, behind, password string) bool {
	user := before[strings.LastIndex(before, "://")+3:]
	user = strings.TrimSuffix(user, ":")
	_, host, _ := strings.Cut(behind, "@")
	if i := strings.IndexAny(host, "/:?#\"' "); i >= 0 {
		host = host[:i]
	}
	switch strings.ToLower(host) {
	case "localhost", "127.0.0.1", "[", "0.0.0.0", "", "example.com", "example.org", "host", "hostname":
		return true
	}
	return generic(password) || strings.EqualFold(user, password) || user == "anonymous" || strings.HasSuffix(host, ".invalid")
}

// Password reports whether a value is a credential, where its place says that one stands there: a literal that is no switch,
// path or stand-in.
func Password(value string) bool {
	return value != "" && literal(value) && !harmless(value) && !generic(value) && !strings.ContainsAny(value, "\n") &&
		!placeholder(value)
}

// Guessable reports whether a variable is given a password that everybody tries first: those that images come with, the name
// of the program, and words that mean a password. It returns the range of it, of ${NAME:-x} that of x.
func Guessable(name, value string) (start, end int, ok bool) {
	start, end = fallback(value)
	if at := pair(name, value[start:end]); at > 0 {
		start += at
	} else if Name(name) != Strong || !phrase(name) {
		return 0, 0, false
	}
	switch strings.ToLower(strings.TrimSpace(value[start:end])) {
	case "postgres", "postgresql", "mysql", "mariadb", "mongo", "mongodb", "redis", "rabbitmq", "minio", "minioadmin", "minio123",
		"guest", "root", "toor", "admin", "administrator", "user", "test", "demo", "example", "changeme", "change_me", "change-me",
		"changeit", "pass", "password", "passw0rd", "p@ssw0rd", "password1", "password123", "passwd", "secret", "letmein", "qwerty",
		"1234", "12345", "123456", "1234567", "12345678", "123456789", "1234567890", "welcome", "admin123", "root123", "test123",
		"elastic", "neo4j", "wordpress", "nextcloud", "keycloak", "grafana", "sonar", "zabbix", "influxdb", "clickhouse":
		return start, end, true
	}
	return 0, 0, false
}

// generic reports whether a value is a word that stands for a password.
func generic(value string) bool {
	switch strings.ToLower(value) {
	case "pass", "password", "passwd", "pw", "pwd", "secret", "token", "key", "apikey", "api_key", "foo", "bar", "x", "xx", "xyz", "abc",
		"example", "x-oauth-basic", "x-access-token", "oauth2", "username:password", "user:password", "mypassword", "mytoken", "...":
		return true
	}
	return false
}

// placeholder reports whether a value is made to be replaced: %TOKEN%, @PASSWORD@, __KEY__, YOUR_TOKEN, {token}.
func placeholder(value string) bool {
	if len(value) > 2 {
		first, last := value[0], value[len(value)-1]
		if first == last && (first == '%' || first == '@' || first == '_') || first == '{' && last == '}' {
			return true
		}
	}
	upper := strings.ToUpper(value)
	return value == upper && (strings.HasPrefix(upper, "YOUR") || strings.HasPrefix(upper, "MY_"))
}

// Random reports whether a value looks drawn by lot.
func Random(value string) bool { return random(value) }
